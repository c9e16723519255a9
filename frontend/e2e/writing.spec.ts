import type { Route } from '@playwright/test';
import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

test.describe('writing on the page', () => {
  test('Enter parts a paragraph, Backspace puts it together, and one undo takes each back', async ({
    page,
    home,
  }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const file = 'content/contact.md';
    const before = read(site, file);
    const paragraph = editor.canvas
      .locator('p[data-pw-at][data-pw-kind="paragraph"]:not([data-pw-at*="."])')
      .first();
    const words = (await paragraph.innerText()).trim();
    const at = (await paragraph.getAttribute('data-pw-at')) ?? '';

    await editor.clickAt(paragraph, 5);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Then: ');
    await editor.saved();
    await expect.poll(() => read(site, file)).toContain(`${words.slice(0, 5).trimEnd()}\n\nThen: `);

    for (let i = 0; i < 'Then: '.length; i++) await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await expect(editor.block(at)).toContainText(
      words.slice(0, 5).trim() + words.slice(5).trimStart().slice(0, 4),
    );
    await editor.saved();

    await page.keyboard.press('Escape');
    const undo = page.getByRole('button', { name: /^Undo:/ });
    for (let i = 0; i < 12 && (await undo.count()) > 0; i++) await editor.undo();
    expect(read(site, file)).toBe(before);
  });

  test('a new paragraph comes into the file with its first letter, and a slash opens the blocks', async ({
    page,
    home,
  }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const file = 'content/contact.md';
    const before = read(site, file);
    const paragraph = editor.canvas
      .locator('p[data-pw-at][data-pw-kind="paragraph"]:not([data-pw-at*="."])')
      .first();
    await editor.clickInto(paragraph);
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/');
    const inserter = page.getByRole('dialog', { name: 'Add a block' });
    await expect(inserter).toBeVisible();
    expect(read(site, file)).toBe(before);
    await page.keyboard.press('Escape');
    await expect(inserter).toHaveCount(0);
    await page.keyboard.type('A new line.');
    await expect.poll(() => read(site, file)).toContain('\nA new line.\n');

    // Without a pause, as fast fingers do it: no letter may be lost between two texts.
    for (const line of ['One', 'Two', 'Three']) {
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await page.keyboard.type(line);
    }
    await expect.poll(() => read(site, file)).toContain('\nA new line.\n\nOne\n\nTwo\n\nThree\n');
    await page.keyboard.press('Home');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Backspace');
    await page.keyboard.type(' and ');
    await expect.poll(() => read(site, file)).toContain('\nOne\n\nT and Three\n\n');
    await page.keyboard.press('End');

    await page.keyboard.press('Enter');
    await page.keyboard.type('/');
    await page.keyboard.type('testimonial');
    await page.keyboard.press('Enter');
    await expect.poll(() => read(site, file)).toContain(':::quote');
    await expect(editor.canvas.locator('[data-pw-kind="quote"]').last()).toBeVisible();
    await expect(editor.canvas.locator('[data-pw-typing]')).toBeVisible();
  });

  test('bold, italic and a link to a page are written as Markdown', async ({ page, home }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const heading = editor.canvas.locator('[data-pw-kind="paragraph"]:not([data-pw-at*="."])').first();
    await editor.clickInto(heading);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Come and see us');
    await page.keyboard.press('ControlOrMeta+ArrowLeft');
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ControlOrMeta+ArrowRight');
    await page.keyboard.press('ControlOrMeta+b');
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('ControlOrMeta+k');
    const picker = page.getByRole('combobox', { name: 'Page or address' });
    await picker.fill('visit');
    await picker.press('Enter');
    await page.keyboard.press('Escape');
    await editor.saved();
    await expect
      .poll(() => read(site, 'content/contact.md'))
      .toMatch(/\*\*Come\*\* and see \[us\]\(\/visit\/\)/);
  });

  test('another kind of text keeps the words', async ({ page, home }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const paragraph = editor.canvas.locator('[data-pw-kind="paragraph"]:not([data-pw-at*="."])').first();
    const words = (await paragraph.innerText()).trim().slice(0, 12);
    await editor.clickInto(paragraph);
    await page.keyboard.press('Escape');
    await page.getByRole('toolbar', { name: 'Block' }).getByRole('button', { name: 'Text' }).click();
    await page.getByRole('menuitem', { name: 'Heading 2' }).click();
    await expect.poll(() => read(site, 'content/contact.md')).toContain(`## ${words}`);
  });

  test('several paragraphs of the clipboard become blocks, in one step of undo', async ({ page, home }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const file = 'content/contact.md';
    const before = read(site, file);
    const paragraph = editor.firstText;
    await editor.clickInto(paragraph);
    await page.keyboard.press('ControlOrMeta+End');
    await editor.canvas.locator('[data-pw-typing]').evaluate((element) => {
      const data = new DataTransfer();
      data.setData('text/html', '<h2>Bread</h2><p>Rye and <b>spelt</b></p><ul><li>One</li><li>Two</li></ul>');
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await expect
      .poll(() => read(site, file))
      .toMatch(/\n\n## Bread\n\nRye and \*\*spelt\*\*\n\n[-*] One\n[-*] Two\n/);
    await editor.saved();
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => read(site, file)).toBe(before);
  });

  test('what another program writes is shown at once', async ({ page, home }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const { appendFileSync, writeFileSync } = await import('node:fs');
    appendFileSync(`${site}/content/contact.md`, '\nWritten in another program.\n');
    await expect(editor.canvas.getByText('Written in another program.')).toBeVisible();

    // Both write at once: the words of neither are lost, though the blocks move.
    const file = 'content/contact.md';
    const words = 'Typed here while another program writes a block above and below, letter by letter.';
    const paragraph = editor.canvas.locator('[data-pw-kind="paragraph"]:not([data-pw-at*="."])').first();
    await editor.clickInto(paragraph);
    await page.keyboard.press('ControlOrMeta+End');
    for (const [i, word] of words.split(' ').entries()) {
      await page.keyboard.type(` ${word}`, { delay: 30 });
      if (i === 3) appendFileSync(`${site}/${file}`, '\nBelow, from outside.\n');
      if (i === 8)
        writeFileSync(`${site}/${file}`, read(site, file).replace('\n## ', '\nAbove, from outside.\n\n## '));
    }
    await expect.poll(() => read(site, file)).toContain(` ${words}\n`);
    expect(read(site, file)).toContain('\nBelow, from outside.\n');
    expect(read(site, file)).toContain('\nAbove, from outside.\n');
    await expect(editor.canvas.getByText(words)).toBeVisible();

    // The last words come when the page is another one already, and no key after them.
    const late = async (route: Route) => {
      appendFileSync(`${site}/${file}`, '\nAt the end, from outside.\n');
      await route.continue();
    };
    await page.route('**/api/edit.apply', late, { times: 1 });
    await page.keyboard.type(' Too late?');
    await expect.poll(() => read(site, file)).toContain(` ${words} Too late?\n`);
    expect(read(site, file)).toContain('\nAt the end, from outside.\n');
    await editor.saved();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});
