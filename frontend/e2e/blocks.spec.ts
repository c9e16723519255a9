import { columns, drag, head, open, plain } from './blockpage';
import { expect, test } from './journey';

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
    // No key waits for the one before it.
    await keyboard.press('ControlOrMeta+d');
    await keyboard.press('Shift+ArrowUp');
    await keyboard.press('Delete');
    await expect.poll(() => body().match(/One\./g)).toBeNull();
    for (let i = 0; i < 3; i++) {
      await editor.saved();
      await keyboard.press('ControlOrMeta+z');
    }
    await expect.poll(body).toBe(start);
  });

  test('keys that come at once mean what they would mean one by one', async ({ page, home }) => {
    const { body, select } = await open(page, home, plain);
    await select('Two.');
    const { keyboard } = page;
    const fast = async (...keys: string[]) => {
      for (const key of keys) await keyboard.press(key);
    };
    // The copies of two blocks, one more, and away with them.
    await fast('Shift+ArrowDown', 'ControlOrMeta+d', 'Shift+ArrowDown', 'Delete');
    await expect.poll(body).toBe('One.\n\nTwo.\n\nThree.\n\nFive.');
    // After the delete the next block is selected; what is typed after Enter goes into it.
    await fast('ArrowUp', 'ControlOrMeta+d', 'Enter', 'End', 'a', 'b', 'Escape');
    await expect.poll(body).toBe('One.\n\nTwo.\n\nThree.\n\nThree.ab\n\nFive.');
    await expect(page.getByRole('toolbar', { name: 'Text' })).toHaveCount(0);
    await fast('ControlOrMeta+d', 'ControlOrMeta+Enter', 'r', 'u', 'x', 'Backspace', 'l', 'e');
    await expect(page.getByRole('combobox', { name: 'Search blocks' })).toHaveValue('rule');
    await fast('Escape');
    // While a change is on its way all of it waits.
    await page.route('**/api/edit.apply', async (route) => {
      await new Promise((next) => setTimeout(next, 400));
      await route.continue();
    });
    await fast('ControlOrMeta+d', 'ControlOrMeta+Enter', 'r', 'u', 'l', 'e', 'Enter');
    await expect.poll(body).toBe(`One.\n\nTwo.\n\nThree.${'\n\nThree.ab'.repeat(3)}\n\n***\n\nFive.`);
  });

  test('the list of blocks opens where there is room and gives the keyboard back', async ({ page, home }) => {
    const long = Array.from({ length: 24 }, (_, i) => `Paragraph number ${i}.`);
    const { select, editor } = await open(page, home, ['One.', ...long, 'Last.']);
    const dialog = page.getByRole('dialog', { name: 'Add a block' });
    const search = page.getByRole('combobox', { name: 'Search blocks' });
    for (const words of ['One.', 'Paragraph number 4.', 'Paragraph number 12.', 'Last.']) {
      await select(words);
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(search).toBeFocused();
      const [list, stage] = [await dialog.boundingBox(), await editor.stage.boundingBox()];
      if (!list || !stage) throw new Error('nothing is shown');
      expect(list.y).toBeGreaterThanOrEqual(stage.y);
      expect(list.y + list.height).toBeLessThanOrEqual(stage.y + stage.height);
      expect(list.height).toBeGreaterThan(190);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await expect(editor.stage).toBeFocused();
    }
  });

  test('only what may stand there is offered, from the innermost place outwards', async ({ page, home }) => {
    const hero = ':::hero\n# Title.\n\n:::button{to=/}\nGo there\n:::\n:::';
    const { body, select } = await open(page, home, [
      'One.',
      hero,
      'Two.',
      ':::cards\n:::card\nInside.\n:::\n:::',
    ]);
    const { keyboard } = page;
    await select('Go there');
    await keyboard.press('ControlOrMeta+Enter');
    const option = (name: RegExp) => page.getByRole('option', { name });
    await expect(option(/^Button/).first()).toBeVisible();
    await expect(option(/^Column /)).toHaveCount(0);
    await keyboard.type('text');
    await keyboard.press('Enter');
    await keyboard.type('Below.');
    await keyboard.press('Escape');
    await expect.poll(body).toMatch(/Go there\n:::\n\nBelow\.\n:::\n\nTwo\./);

    // What cards may not hold stands after them.
    await select('Inside.');
    await keyboard.press('Escape');
    await keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1);
    await keyboard.type('columns');
    await expect(page.getByText('After the block around: Cards')).toBeVisible();
    await keyboard.press('Enter');
    await expect.poll(body).toMatch(/Inside\.\n:::\n:::\n\n:{3,}columns/);
    await keyboard.press('Escape');

    // What was used lately comes first.
    await select('Two.');
    await keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option').first()).toContainText(
      'Columns',
    );
  });

  test('what is empty can be seen, clicked and filled', async ({ page, home }) => {
    const empty = ':::columns\n:::column\n:::\n:::column\nRight.\n:::\n:::';
    const { body, editor } = await open(page, home, ['One.', empty]);
    const column = editor.block('1.0');
    const box = await column.boundingBox();
    expect(box?.height).toBeGreaterThan(40);
    expect(box?.width).toBeGreaterThan(40);
    await column.click({ position: { x: 8, y: 8 } });
    await expect(page.getByRole('navigation', { name: 'Where the selected block is' })).toContainText(
      'Column',
    );
    await page.locator('.gap[data-to="1.0.0"]').click();
    await page.keyboard.type('text');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Left.');
    await page.keyboard.press('Escape');
    await expect.poll(body).toMatch(/:::column\nLeft\.\n:::/);
  });
});
