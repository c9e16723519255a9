import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

const file = 'content/contact.md';

/** The field with the page's source, opened by the list of commands. */
async function openSource(page: Page) {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill('source');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Source of/ });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  return dialog;
}

test.describe('source', () => {
  test('what is no text of the page leads to its source', async ({ page, home }) => {
    const site = home.site();
    const words = 'Words[^1].\n\nRye\n: Baked at seven.\n\n[^1]: A note.\n';
    writeFileSync(join(site, file), `---\ntitle: Contact\n---\n\n${words}`);
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    await page.getByRole('button', { name: 'Close panel' }).last().click();
    await editor.canvas.getByText('Baked at seven.').click();
    await expect(page.getByText('This is changed in its source: press Enter')).toBeVisible();
    await page.keyboard.press('Enter');
    const field = page.getByRole('textbox', { name: 'The text of this block as it is in the file.' });
    await expect(field).toBeFocused();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type(' Or eight.');
    await expect
      .poll(() => read(site, file))
      .toContain('Rye\n: Baked at seven. Or eight.\n\n[^1]: A note.\n');
    await editor.canvas.getByText('A note.').dblclick();
    await expect(field).toBeFocused();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type(' And more.');
    await expect.poll(() => read(site, file)).toContain('\n[^1]: A note. And more.\n');
  });

  test('front matter that is broken is told on its line, mended, and undone to equal bytes', async ({
    page,
    home,
  }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const before = read(site, file);
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text());
    });
    const dialog = await openSource(page);
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.type(': [');
    await expect.poll(() => read(site, file)).toMatch(/^---\ntitle: .*: \[\n/);
    await expect(dialog.locator('.cm-line.pw-problem')).toHaveCount(1);
    await expect(dialog.locator('.pw-problem-words')).toBeVisible();
    const told = dialog.getByRole('button', { name: /^Line \d+$/ });
    await told.click();
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Backspace');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(told).toHaveCount(0);
    await expect.poll(() => read(site, file)).toBe(before);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);

    // Another program breaks it: the page says so, shows what it can, and leads to the line.
    const notice = page.locator('.notice');
    await expect(notice).toHaveCount(0);
    writeFileSync(join(site, file), before.replace(/^(description): .*$/m, '$1: Ring: write: come by'));
    await expect(notice).toContainText('The settings at the head of a page can not be read in full.');
    await expect(editor.canvas.getByRole('heading', { level: 1 })).toHaveText('Contact');
    await editor.goTo('Bouquets');
    await expect(notice).toHaveCount(0);
    await editor.goTo('Contact');
    await notice.getByRole('button', { name: 'Open the source at line 3' }).click();
    await expect(dialog.getByRole('textbox')).toBeFocused();
    const caretLine = () =>
      page.evaluate(() => {
        const node = getSelection()?.anchorNode;
        const at = node instanceof Element ? node : node?.parentElement;
        return at?.closest('.cm-line')?.textContent ?? '';
      });
    await expect.poll(caretLine).toContain('Ring: write: come by');
    writeFileSync(join(site, file), before);
    await expect(notice).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('\n\nThe *last* word.');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(editor.canvas.getByText('The last word.')).toBeVisible();
    await editor.saved();
    expect(read(site, file)).toBe(`${before}\n\nThe *last* word.`);
    for (let i = 0; i < 6 && read(site, file) !== before; i++) await editor.undo();
    expect(read(site, file)).toBe(before);
    expect(refused).toEqual([]);
  });

  test('undo in the field is the site’s own, and Tab leaves it', async ({ page, home }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const before = read(site, file);
    const dialog = await openSource(page);
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('Not for long');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(dialog.getByRole('textbox')).not.toContainText('Not for long');
    expect(read(site, file)).toBe(before);
    await page.keyboard.press('ControlOrMeta+y');
    await expect(dialog.getByRole('textbox')).toContainText('Not for long');
    await page.keyboard.press('Tab');
    await expect(dialog.getByRole('textbox')).not.toBeFocused();
    await expect.poll(() => read(site, file)).toContain('Not for long');
  });

  test('what another program writes meanwhile and what is typed are both kept', async ({ page, home }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const before = read(site, file);
    const dialog = await openSource(page);
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('Mine');
    writeFileSync(join(site, file), `${before}Theirs\n`);
    await expect(dialog.getByRole('alert')).toContainText('Another program changed this');
    expect(read(site, file)).toBe(`${before}Theirs\n`);
    await expect(dialog.getByRole('textbox')).toContainText('Mine');
    await page.keyboard.press('Escape');
    await expect(dialog, 'it stays while something typed is nowhere else').toBeVisible();
    await dialog.getByRole('button', { name: 'Keep what I typed' }).click();
    await expect.poll(() => read(site, file)).toBe(`${before}Mine`);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await editor.undo();
    expect(read(site, file)).toBe(`${before}Theirs\n`);
  });

  test('the source of a block is typed into beside the page', async ({ page, home }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const before = read(site, file);
    const paragraph = editor.firstText;
    const at = (await paragraph.getAttribute('data-pw-at')) ?? '';
    await editor.select(at);
    await page.locator('summary', { hasText: 'Source' }).click();
    const field = page.getByRole('textbox', { name: /text of this block/ });
    await field.click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type(' And **more**.');
    await page.keyboard.press('Escape');
    await expect(editor.block(at).locator('strong').last()).toHaveText('more');
    await editor.saved();
    expect(read(site, file)).toContain(' And **more**.\n');
    await editor.undo();
    expect(read(site, file)).toBe(before);
    await expect(field).not.toContainText('And');
  });
});
