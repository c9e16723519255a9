import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

const file = 'content/blocks.md';
const head = '---\ntitle: Blocks\ndescription: A page of blocks.\n---\n';
const plain = ['One.', 'Two.', 'Three.', 'Four.', 'Five.'];
const columns = ':::columns\n:::column\nLeft.\n:::\n:::column\nRight.\n:::\n:::';

async function open(
  page: Page,
  home: { site(): string; serve(dir: string): Promise<string> },
  blocks: string[],
) {
  const site = home.site();
  const text = `${head}${blocks.join('\n\n')}\n`;
  writeFileSync(join(site, file), text);
  const editor = await Editor.open(page, await home.serve(site));
  await editor.goTo('Blocks');
  await expect(editor.canvas.getByText('One.', { exact: true })).toBeVisible();
  const body = () => read(site, file).slice(head.length).trimEnd();
  const select = async (words: string) => {
    // On the words: the bar of another block may stand in the free end of the line.
    await editor.clickAt(editor.canvas.getByText(words, { exact: true }), 1);
    await page.keyboard.press('Escape');
    await expect(editor.canvas.locator('[data-pw-typing]')).toHaveCount(0);
  };
  return { editor, body, text, select, words: (w: string) => editor.canvas.getByText(w, { exact: true }) };
}

/** Drags from one thing to a point of another one, and looks at what is shown before it is dropped. */
async function drag(
  page: Page,
  from: Locator,
  to: Locator,
  part: { x?: number; y?: number } = {},
  look: () => Promise<void> = async () => {},
): Promise<void> {
  const [start, goal] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !goal) throw new Error('nothing to drag, or nowhere to go');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  const point = { x: goal.x + goal.width * (part.x ?? 0.5), y: goal.y + goal.height * (part.y ?? 0.5) };
  await page.mouse.move(point.x, point.y - 30, { steps: 8 });
  await page.mouse.move(point.x, point.y, { steps: 4 });
  await look();
  await page.mouse.up();
}

test.describe('blocks', () => {
  test('several are selected, deleted, duplicated, moved and pasted, each as one step', async ({
    page,
    home,
  }) => {
    const { body, text, select, words, editor } = await open(page, home, plain);
    const { keyboard } = page;
    const undone = async () => {
      await keyboard.press('ControlOrMeta+z');
      await expect.poll(body).toBe(text.slice(head.length).trimEnd());
    };
    await select('Two.');
    await words('Four.').click({ modifiers: ['Shift'], position: { x: 6, y: 10 } });
    await expect(page.getByRole('heading', { name: '3 blocks' })).toBeVisible();
    await expect(page.locator('.outline.selected')).toHaveCount(3);

    await keyboard.press('Delete');
    await expect.poll(body).toBe('One.\n\nFive.');
    await undone();

    await select('Two.');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('ControlOrMeta+d');
    await expect.poll(body).toBe('One.\n\nTwo.\n\nThree.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.');
    await expect(page.locator('.outline.selected')).toHaveCount(2);
    await undone();

    await select('Two.');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Alt+ArrowDown');
    await expect.poll(body).toBe('One.\n\nFour.\n\nTwo.\n\nThree.\n\nFive.');
    await expect(page.getByText('2 blocks moved to position 3 of 5.')).toBeAttached();
    await undone();

    await select('One.');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('ControlOrMeta+x');
    await expect.poll(body).toBe('Three.\n\nFour.\n\nFive.');
    await select('Four.');
    await keyboard.press('ControlOrMeta+v');
    await expect.poll(body).toBe('Three.\n\nFour.\n\nOne.\n\nTwo.\n\nFive.');
    await keyboard.press('ControlOrMeta+z');
    await undone();

    // First the text, then all blocks.
    await editor.clickInto(words('Three.'));
    await keyboard.press('ControlOrMeta+a');
    await expect(editor.canvas.locator('[data-pw-typing]')).toBeVisible();
    await keyboard.press('ControlOrMeta+a');
    await expect(page.locator('.outline.selected')).toHaveCount(5);
    await keyboard.press('Delete');
    await expect.poll(body).toBe('');
    await undone();
  });

  test('several are dragged, and Escape takes a drag back', async ({ page, home }) => {
    const { body, select, words } = await open(page, home, plain);
    await select('One.');
    await words('Two.').click({ modifiers: ['Shift'], position: { x: 6, y: 10 } });
    const handle = page.getByRole('button', { name: /^Drag to move/ });
    const line = page.locator('.overlay .line');
    const before = body();
    await drag(page, handle, words('Five.'), { y: 0.9 }, async () => {
      await expect(line).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(line).toHaveCount(0);
    });
    expect(body()).toBe(before);
    await drag(page, handle, words('Four.'), { y: 0.9 }, () => expect(line).toBeVisible());
    await expect.poll(body).toBe('Three.\n\nFour.\n\nOne.\n\nTwo.\n\nFive.');
    await expect(page.locator('.outline.selected')).toHaveCount(2);
  });

  test('a new block is dragged from the list to its place', async ({ page, home }) => {
    const { body, select, words } = await open(page, home, plain);
    await select('Five.');
    await page.keyboard.press('ControlOrMeta+Enter');
    const kind = page.getByRole('option', { name: /^Quote/ }).first();
    await kind.scrollIntoViewIfNeeded();
    await drag(page, kind, words('Two.'), { y: 0.1 }, () =>
      expect(page.locator('.overlay .line')).toBeVisible(),
    );
    await expect.poll(body).toMatch(/^One\.\n\n:::quote[\s\S]*?:::\n\nTwo\./);
  });

  test('blocks go into columns and out of them, and what may not is told', async ({ page, home }) => {
    const { body, select, words } = await open(page, home, ['One.', columns, 'Two.']);
    const handle = page.getByRole('button', { name: /^Drag to move/ });
    await select('One.');
    await drag(page, handle, words('Right.'), { x: 0.1, y: 0.6 });
    await expect
      .poll(body)
      .toBe(':::columns\n:::column\nLeft.\n:::\n:::column\nRight.\n\nOne.\n:::\n:::\n\nTwo.');
    await select('Left.');
    await drag(page, handle, words('Two.'), { y: 0.9 });
    await expect.poll(body).toMatch(/Two\.\n\nLeft\.$/);

    // A column may stand in columns only.
    await select('One.');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('navigation', { name: 'Where the selected block is' })).toContainText(
      'Column',
    );
    const before = body();
    await drag(page, handle, words('Left.'), { y: 0.9 }, async () => {
      await expect(page.getByText('Column can only stand in: Columns.')).toBeVisible();
      await expect(page.locator('.overlay .line')).toHaveCount(0);
    });
    expect(body()).toBe(before);
  });

  test('the layer list: rows are dragged in and out, and the keys do the same', async ({ page, home }) => {
    const { body } = await open(page, home, ['One.', columns, 'Two.']);
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Layers' }).click();
    const row = (words: string) => page.getByRole('treeitem', { name: words });
    await drag(page, row('Text Two.'), row('Text Left.'), { x: 0.4, y: 0.95 }, () =>
      expect(page.locator('.layers .line')).toBeVisible(),
    );
    await expect.poll(body).toMatch(/Left\.\n\nTwo\.\n:::/);
    await drag(page, row('Text Two.'), row('Text One.'), { x: 0.1, y: 0.05 });
    await expect.poll(body).toMatch(/^Two\.\n\nOne\.\n\n:::columns/);

    await row('Text One.').click();
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(body).toMatch(/^Two\.\n\n:::columns\n:::column\nOne\.\n\nLeft\./);
    await expect(row('Text One.')).toBeFocused();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(body).toMatch(/^Two\.\n\n:::columns[\s\S]*:::\n\nOne\.$/);
  });

  test('by keyboard alone: add, move into a container, duplicate, delete, undo', async ({ page, home }) => {
    const { body, editor } = await open(page, home, ['One.', columns, 'Two.']);
    const start = body();
    const { keyboard } = page;
    await editor.stage.focus();
    await keyboard.press('ArrowDown');
    await keyboard.press('ControlOrMeta+Enter');
    await keyboard.type('rule');
    await keyboard.press('Escape');
    await expect(editor.stage).toBeFocused();
    await keyboard.press('Alt+ArrowRight');
    await expect.poll(body).toMatch(/^:::columns\n:::column\nOne\.\n\nLeft\./);
    await expect(page.getByText('Text moved to position 1 of 2. In Column.')).toBeAttached();
    await keyboard.press('ControlOrMeta+d');
    await expect.poll(() => body().match(/One\./g)?.length).toBe(2);
    await expect(page.getByText('Text duplicated.')).toBeAttached();
    await keyboard.press('Shift+ArrowUp');
    await keyboard.press('Delete');
    await expect.poll(() => body().match(/One\./g)).toBeNull();
    for (let i = 0; i < 3; i++) {
      await editor.saved();
      await keyboard.press('ControlOrMeta+z');
    }
    await expect.poll(body).toBe(start);
  });
});
