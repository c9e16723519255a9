import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

test('undo and redo by their keys, while the caret is in the text', async ({ page, home }) => {
  const site = home.site();
  const editor = await Editor.open(page, await home.serve(site));
  const before = read(site, 'content/index.md');
  await editor.clickInto(editor.canvas.locator('h1').first());
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(', and bread');
  await expect.poll(() => read(site, 'content/index.md')).toContain(', and bread\n');
  const after = read(site, 'content/index.md');

  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => read(site, 'content/index.md')).toBe(before);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect.poll(() => read(site, 'content/index.md')).toBe(after);
});
