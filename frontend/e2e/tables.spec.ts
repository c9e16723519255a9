import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

const file = 'content/contact.md';
const head = '---\ntitle: Contact\n---\n\nBefore.\n\n';
const table =
  '| Day    | Open       |\n|--------|-----------:|\n| Monday | __7__ - 18 |\n| Friday |     8 - 18 |\n';
const tail = '\nAfter.\n';

/** A page with a table, open in the editor. */
async function opened(page: Editor['page'], home: { site(): string; serve(dir: string): Promise<string> }) {
  const site = home.site();
  writeFileSync(join(site, file), head + table + tail);
  const editor = await Editor.open(page, await home.serve(site));
  await editor.goTo('Contact');
  const source = async (want: string) => expect.poll(() => read(site, file)).toBe(head + want + tail);
  const cell = (words: string) => editor.block('1').locator('th, td').filter({ hasText: words }).first();
  return { site, editor, source, cell };
}

test.describe('a table on the page', () => {
  test('is typed into cell by cell, and only the lines that change are written', async ({ page, home }) => {
    const { site, editor, source, cell } = await opened(page, home);
    const { keyboard } = page;
    await cell('Monday').click();
    await expect(editor.canvas.locator('[data-pw-typing]')).toBeFocused();
    await keyboard.press('Tab');
    await keyboard.press('End');
    await keyboard.type(' | 19');
    const typed = table.replace('__7__ - 18', '__7__ - 18 \\| 19');
    await source(typed);
    // The last cell, and on into a row that was not there.
    await cell('8 - 18').click();
    await keyboard.press('Tab');
    await keyboard.type('Sunday');
    await keyboard.press('Tab');
    await keyboard.press('ControlOrMeta+b');
    await keyboard.type('shut');
    await source(typed + '| Sunday | **shut** |\n');
    // Down from the last row, and out of a row without words.
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await keyboard.type('Between.');
    await source(typed + '| Sunday | **shut** |\n\nBetween.\n');
    await keyboard.press('Escape');
    await editor.saved();
    while (read(site, file) !== head + table + tail) await editor.undo();
  });

  test('gets rows and columns from its menus, and they go again', async ({ page, home }) => {
    const { editor, source, cell } = await opened(page, home);
    const bar = page.getByRole('toolbar', { name: 'Block' });
    const choose = async (menu: string, item: string) => {
      await bar.getByRole('button', { name: menu, exact: true }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await cell('Monday').click();
    await choose('Row', 'Add a row above');
    await choose('Column', 'Add a column after');
    await source(
      '| Day    |     | Open       |\n|--------|-----|-----------:|\n|        |     |            |\n' +
        '| Monday |     | __7__ - 18 |\n| Friday |     |     8 - 18 |\n',
    );
    await choose('Column', 'Words in the middle');
    await expect(editor.block('1').locator('tbody td[align="center"]').first()).toBeVisible();
    await cell('Friday').click();
    await choose('Row', 'Remove this row');
    await choose('Column', 'Remove this column');
    await expect(editor.block('1').locator('tr').last()).toHaveText('7 - 18');
    await source('|     | Open       |\n|-----|-----------:|\n|     |            |\n|     | __7__ - 18 |\n');
    await cell('Open').click();
    await bar.getByRole('button', { name: 'Row', exact: true }).click();
    await expect(page.getByRole('menuitem')).toHaveText(['Add a row below']);
  });

  test('comes from the inserter, and the arrows go through it', async ({ page, home }) => {
    const { site, editor } = await opened(page, home);
    const { keyboard } = page;
    await editor.clickInto(editor.canvas.getByText('Before.'));
    await keyboard.press('End');
    await keyboard.press('Enter');
    await keyboard.type('/table');
    await keyboard.press('Enter');
    await expect(editor.canvas.locator('table[data-pw-typing]')).toBeFocused();
    await keyboard.type('Bread');
    await expect
      .poll(() => read(site, file))
      .toContain('| Bread | Open |\n| --- | --- |\n| Monday | 7 to 18 |');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await expect(editor.block('2')).toBeFocused();
    await keyboard.press('ArrowUp');
    await keyboard.press('ArrowUp');
    await keyboard.press('End');
    await keyboard.type('!');
    await expect.poll(() => read(site, file)).toContain('| Monday! |');
  });
});
