import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

const file = 'content/long.md';

/** A page that is longer than the window, with pictures and containers. */
function longPage(site: string): void {
  const part = (n: number) =>
    `## Part ${n}\n\nWords of part ${n}.\n\n![A picture](/media/wreath.jpg)\n\n:::columns\n:::column\nLeft ${n}.\n:::\n:::column\nRight ${n}.\n:::\n:::\n`;
  writeFileSync(
    join(site, file),
    `---\ntitle: Long\ndescription: A long page.\n---\n${Array.from({ length: 8 }, (_, i) => part(i)).join('\n')}`,
  );
}

/** Counts what the page asks for from now on, and says how long its main thread was held. */
async function watch(page: Page) {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.evaluate(() => {
    const seen = (window as unknown as { held: number[] }).held ?? [];
    (window as unknown as { held: number[] }).held = seen;
    new PerformanceObserver((list) => seen.push(...list.getEntries().map((e) => e.duration))).observe({
      entryTypes: ['longtask'],
    });
  });
  return {
    /** Documents and pictures of the site that were fetched. */
    loads: () => asked.filter((path) => path.startsWith('/canvas/')),
    clear: () => asked.splice(0),
    held: () => page.evaluate(() => Math.max(0, ...(window as unknown as { held: number[] }).held)),
  };
}

test.describe('the page is drawn anew in place', () => {
  test('an outside change leaves what is selected, hovered and seen where it is', async ({ page, home }) => {
    const site = home.site();
    longPage(site);
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Long');
    const words = editor.canvas.getByText('Words of part 4.');
    await words.scrollIntoViewIfNeeded();
    await words.click();
    await page.keyboard.press('Escape');
    await expect(editor.canvas.locator('[data-pw-typing]')).toHaveCount(0);
    await words.evaluate((element) => Object.assign(element, { same: true }));
    const asked = await watch(page);
    const before = {
      box: await words.boundingBox(),
      outline: await page.locator('.outline.selected').boundingBox(),
    };

    writeFileSync(
      join(site, file),
      read(site, file).replace('\n## Part 0', '\nOne more above.\n\n## Part 0'),
    );
    await expect(editor.canvas.getByText('One more above.')).toBeAttached();
    const moved = async () => Math.abs(((await words.boundingBox())?.y ?? 0) - (before.box?.y ?? 0));
    expect(await moved()).toBeLessThan(1);
    const outline = async () =>
      Math.abs(((await page.locator('.outline.selected').boundingBox())?.y ?? 0) - (before.outline?.y ?? 0));
    await expect.poll(outline).toBeLessThan(1);
    expect(await words.evaluate((element) => 'same' in element)).toBe(true);
    await expect(page.getByRole('toolbar', { name: 'Block' })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+d');
    await expect.poll(() => read(site, file).match(/Words of part 4\./g)?.length).toBe(2);
    expect(asked.loads().filter((path) => !path.startsWith('/canvas/page'))).toEqual([]);
  });

  test('one click is enough, at whatever moment the page changes', async ({ page, home }) => {
    const site = home.site();
    longPage(site);
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Long');
    for (let i = 0; i < 12; i++) {
      const words = editor.canvas.getByText(`Words of part ${i % 3}.`);
      await words.scrollIntoViewIfNeeded();
      writeFileSync(join(site, file), read(site, file).replace('\n## Part 0', `\nAbove ${i}.\n\n## Part 0`));
      // The change comes before, in and after the click, as it happens.
      if (i > 0) await page.waitForTimeout(i * 25);
      await words.click();
      await expect(editor.canvas.locator('[data-pw-typing]')).toHaveText(`Words of part ${i % 3}.`);
      await expect(editor.canvas.getByText(`Above ${i}.`)).toBeAttached();
      await expect(editor.canvas.locator('[data-pw-typing]')).toHaveText(`Words of part ${i % 3}.`);
      await page.keyboard.press('End');
      await page.keyboard.type(' X');
      await expect.poll(() => read(site, file)).toContain(`Words of part ${i % 3}. X`);
      await page.keyboard.press('ControlOrMeta+z');
      await expect.poll(() => read(site, file)).not.toContain(' X');
      await page.keyboard.press('Escape');
    }
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('the caret stays in a text while another program writes elsewhere', async ({ page, home }) => {
    const site = home.site();
    longPage(site);
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Long');
    await editor.clickInto(editor.canvas.getByText('Words of part 1.'));
    await page.keyboard.press('End');
    await editor.canvas
      .locator('[data-pw-typing]')
      .evaluate((element) => element.setAttribute('data-test-same', ''));
    appendFileSync(join(site, file), '\nBelow.\n');
    await expect(editor.canvas.getByText('Below.')).toBeAttached();
    writeFileSync(join(site, file), read(site, file).replace('\n## Part 0', '\nAbove.\n\n## Part 0'));
    await expect(editor.canvas.getByText('Above.')).toBeAttached();
    await expect(editor.canvas.locator('[data-pw-typing][data-test-same]')).toBeFocused();
    await page.keyboard.type(' And more.');
    await page.keyboard.press('Escape');
    await editor.saved();
    expect(read(site, file)).toContain('\nWords of part 1. And more.\n');
    await expect(editor.canvas.getByText('Words of part 1. And more.')).toBeVisible();
  });

  test('insert, move, duplicate, delete, settings, undo and redo load nothing', async ({ page, home }) => {
    const site = home.site();
    longPage(site);
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Long');
    const before = read(site, file);
    const words = editor.canvas.getByText('Words of part 3.');
    await words.scrollIntoViewIfNeeded();
    await words.click();
    await page.keyboard.press('Escape');
    const asked = await watch(page);
    const { keyboard } = page;

    await keyboard.press('Alt+ArrowDown');
    await expect(page.getByText(/moved to position/)).toBeAttached();
    await keyboard.press('Alt+ArrowUp');
    await expect.poll(() => read(site, file)).toBe(before);
    await keyboard.press('ControlOrMeta+d');
    await expect(words).toHaveCount(2);
    await keyboard.press('Delete');
    await expect(words).toHaveCount(1);
    await keyboard.press('ControlOrMeta+Enter');
    await keyboard.type('testimonial');
    await keyboard.press('Enter');
    await expect(editor.canvas.locator('[data-pw-kind="quote"]')).toBeVisible();
    await keyboard.press('Escape');
    const inner = editor.canvas.getByText('Left 3.');
    await inner.click();
    await keyboard.press('Escape');
    await keyboard.press('ControlOrMeta+d');
    await expect(inner).toHaveCount(2);
    await editor.saved();
    const after = read(site, file);
    const undo = page.getByRole('button', { name: /^Undo:/ });
    for (let i = 0; i < 20 && (await undo.count()) > 0; i++) await editor.undo();
    expect(read(site, file)).toBe(before);
    const redo = page.getByRole('button', { name: /^Redo:/ });
    for (let i = 0; i < 20 && (await redo.count()) > 0; i++) await editor.redo();
    expect(read(site, file)).toBe(after);

    expect(asked.loads()).toEqual([]);
    console.log(`the longest that the main thread was held: ${Math.round(await asked.held())} ms`);
    // What was arranged is what a fresh load shows.
    const shown = () =>
      editor.canvas
        .locator('main')
        .first()
        .evaluate((main) => main.innerHTML.replace(/\s+/g, ' '));
    const arranged = await shown();
    await page.reload();
    await editor.goTo('Long');
    await expect(inner.first()).toBeAttached();
    expect(arranged.replace(/> </g, '><')).toBe((await shown()).replace(/> </g, '><'));
  });
});
