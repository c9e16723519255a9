import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

const file = 'content/contact.md';

/** What a writer types at the start of an empty paragraph, and what comes into the file. */
const starts = [
  { typed: '# Flour', written: '# Flour', back: '# ' },
  { typed: '## Flour', written: '## Flour', back: '## ' },
  { typed: '#### Flour', written: '#### Flour', back: '#### ' },
  { typed: '- Flour', written: '- Flour', back: '- ' },
  { typed: '* Flour', written: /[-*] Flour/, back: '* ' },
  { typed: '1. Flour', written: '1. Flour', back: '1. ' },
  { typed: '> Flour', written: '> Flour', back: '> ' },
  { typed: '``` Flour', written: '```\nFlour\n```', back: '``` ' },
];

test.describe('Markdown while typing', () => {
  test('signs at the start of a paragraph make its kind, and one undo gives them back', async ({
    page,
    home,
  }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const typing = editor.canvas.locator('[data-pw-typing]');
    for (const { typed, written, back } of starts) {
      const before = read(site, file);
      const paragraph = editor.firstText;
      await editor.clickInto(paragraph);
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.press('Enter');
      await page.keyboard.type(back);
      await page.keyboard.press('ControlOrMeta+z');
      await expect(typing).toHaveText(back, { useInnerText: false });
      for (let i = 0; i < back.length; i++) await page.keyboard.press('Backspace');
      await page.keyboard.type(typed);
      await editor.saved();
      const now = read(site, file);
      if (typeof written === 'string') expect(now).toContain(`\n\n${written}\n\n`);
      else expect(now).toMatch(written);
      await page.keyboard.press('Escape');
      await expect(typing).toHaveCount(0);
      for (let i = 0; i < 6 && read(site, file) !== before; i++) await editor.undo();
      expect(read(site, file)).toBe(before);
    }
  });

  test('three dashes make a line, and signs before words keep the words', async ({ page, home }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const paragraph = editor.firstText;
    const words = (await paragraph.innerText()).trim();
    await editor.clickInto(paragraph);
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('---');
    await page.keyboard.type('After the line');
    await editor.saved();
    expect(read(site, file)).toContain(`${words}\n\n---\n\nAfter the line\n`);
    await page.keyboard.press('Home');
    await page.keyboard.type('## ');
    await editor.saved();
    expect(read(site, file)).toContain(`---\n\n## After the line\n`);
    await expect(editor.canvas.locator('h2[data-pw-typing]')).toHaveText('After the line');
    // Backspace at its start makes a paragraph of it again.
    await page.keyboard.press('Backspace');
    await editor.saved();
    expect(read(site, file)).toContain(`---\n\nAfter the line\n`);
  });

  test('marks and links are made while typing, and undone by one key', async ({ page, home }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const paragraph = editor.firstText;
    await editor.clickInto(paragraph);
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('A **bold** and *soft* `code` [visit us](/visit/) word.');
    await editor.saved();
    expect(read(site, file)).toContain('\n\nA **bold** and *soft* `code` [visit us](/visit/) word.\n');
    await page.keyboard.press('Enter');
    await page.keyboard.type('**bold**');
    const typing = editor.canvas.locator('[data-pw-typing]');
    await expect(typing.locator('strong')).toHaveText('bold');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(typing).toHaveText('**bold**');
    await editor.saved();
    expect(read(site, file)).toContain('\n\n\\*\\*bold\\*\\*\n');
  });
});
