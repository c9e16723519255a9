import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

const file = 'content/contact.md';
const body = 'A line of words to change.\n';
const head = '---\ntitle: Contact\n---\n\n';

/** A page with these words, open in the editor. */
async function opened(
  page: Editor['page'],
  home: { site(): string; serve(dir: string): Promise<string> },
  text: string,
) {
  const site = home.site();
  writeFileSync(join(site, file), head + text);
  const editor = await Editor.open(page, await home.serve(site));
  await editor.goTo('Contact');
  const source = async (want: string) => expect.poll(() => read(site, file)).toBe(head + want);
  return { site, editor, source };
}

test.describe('the bar of a text', () => {
  test('is reached, walked and left by the keyboard, and says what the words are', async ({ page, home }) => {
    const { editor, source } = await opened(page, home, body);
    const typing = editor.canvas.locator('[data-pw-typing]');
    const bar = page.getByRole('toolbar', { name: 'Text' });
    await editor.clickInto(editor.block('0'));
    await page.keyboard.press('ControlOrMeta+Home');
    await expect(bar).toHaveCount(0);
    await page.keyboard.press('Alt+F10');
    await expect(bar.getByRole('button').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(bar).toHaveCount(0);
    await expect(typing).toBeFocused();
    await page.keyboard.type('So: ');
    await source('So: ' + body);
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Alt+F10');
    const bold = bar.getByRole('button', { name: 'Bold' });
    await expect(bold).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.press('ArrowRight');
    await expect(bold).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(bold).toHaveAttribute('aria-pressed', 'true');
    await expect(typing).toBeFocused();
    await source('**So:** ' + body);
    await page.keyboard.press('Alt+F10');
    await page.keyboard.press('End');
    await expect(bar.getByRole('button', { name: 'Clear formatting' })).toBeFocused();
    await page.keyboard.press('Enter');
    await source('So: ' + body);
  });

  test('makes headings, lists and quotes of the words where they stand, and undo gives all back', async ({
    page,
    home,
  }) => {
    const { editor, site, source } = await opened(page, home, body);
    const bar = page.getByRole('toolbar', { name: 'Text' });
    await editor.clickInto(editor.block('0'));
    await page.keyboard.press('ControlOrMeta+a');
    for (const [name, want] of [
      ['List', `- ${body}`],
      ['Numbered list', `1. ${body}`],
      ['Quote', `> ${body}`],
      ['Quote', body],
    ] as const) {
      await bar.getByRole('button', { name, exact: true }).click();
      await source(want);
    }
    await bar.getByRole('button', { name: /^Paragraph or heading/ }).click();
    await page.getByRole('menuitem', { name: 'Heading 3' }).click();
    await source(`### ${body}`);
    await expect(bar.getByRole('button', { name: 'Paragraph or heading: Heading 3' })).toBeVisible();
    await expect(editor.canvas.locator('h3[data-pw-typing]')).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.type('!');
    await source(`### ${body.trim()}!\n`);
    await page.keyboard.press('Escape');
    for (let i = 0; i < 10 && read(site, file) !== head + body; i++) await editor.undo();
    expect(read(site, file)).toBe(head + body);
  });

  test('covers no selected word and stays on the page, also with large letters', async ({ page, home }) => {
    const lines = Array.from({ length: 30 }, (_, i) => `Line number ${i} of this page.\n`).join('\n');
    const { editor } = await opened(page, home, lines);
    const bar = page.getByRole('toolbar', { name: 'Text' });
    for (const size of ['100%', '200%']) {
      await page.addStyleTag({ content: `html { font-size: ${size} }` });
      for (const at of ['0', '6', '12']) {
        await editor.clickInto(editor.block(at));
        await page.keyboard.press('Home');
        await page.keyboard.press('Shift+End');
        await expect(bar).toBeVisible();
        await expect(async () => {
          const [own, stage, words] = [
            await bar.boundingBox(),
            await editor.stage.boundingBox(),
            await editor.block(at).boundingBox(),
          ];
          if (!own || !stage || !words) throw new Error('not there');
          expect(own.x).toBeGreaterThanOrEqual(stage.x);
          expect(own.x + own.width).toBeLessThanOrEqual(stage.x + stage.width);
          expect(own.y).toBeGreaterThanOrEqual(stage.y);
          expect(own.y + own.height).toBeLessThanOrEqual(stage.y + stage.height);
          expect(own.y >= words.y + words.height - 4 || own.y + own.height <= words.y + 4).toBe(true);
        }).toPass({ timeout: 5000 });
        await page.keyboard.press('Escape');
      }
    }
  });
});

test.describe('links', () => {
  const link = 'See [the shop](/about/) soon.\n';

  test('say where they lead, are opened, changed and taken away', async ({ page, home }) => {
    const { editor, source } = await opened(page, home, link);
    const bubble = page.getByRole('group', { name: 'Link' });
    await editor.clickAt(editor.block('0').locator('a'), 3);
    await expect(bubble).toContainText('About the shop');
    await bubble.getByRole('button', { name: 'Change link' }).click();
    const field = page.getByRole('combobox', { name: 'Page or address' });
    await field.fill('Visit');
    await page.keyboard.press('Enter');
    await source('See [the shop](/visit/) soon.\n');
    await expect(editor.canvas.locator('[data-pw-typing]')).toBeFocused();
    await editor.clickAt(editor.block('0').locator('a'), 3);
    await page.keyboard.press('ControlOrMeta+k');
    await field.fill('https://example.org/a');
    await page.keyboard.press('Enter');
    await source('See [the shop](https://example.org/a) soon.\n');
    await editor.clickAt(editor.block('0').locator('a'), 3);
    await expect(bubble).toContainText('example.org/a');
    await expect(bubble.getByRole('button', { name: 'Open in the browser' })).toBeVisible();
    await bubble.getByRole('button', { name: 'Remove link' }).click();
    await source('See the shop soon.\n');
    await expect(bubble).toHaveCount(0);
  });

  test('to a page that is not there are told in words; to one that is they lead', async ({ page, home }) => {
    const { editor } = await opened(page, home, `See [nothing](/visitt/) soon.\n\n${link}`);
    const bubble = page.getByRole('group', { name: 'Link' });
    await editor.clickAt(editor.block('0').locator('a'), 3);
    await expect(bubble).toContainText('There is no page at /visitt/.');
    await expect(bubble.getByRole('button', { name: /^Open/ })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await editor.clickAt(editor.block('1').locator('a'), 3);
    await bubble.getByRole('button', { name: 'Open “About the shop”' }).click();
    await expect(editor.canvas.locator('h1')).toContainText(/shop/i);
  });

  test('are made by pasting an address on selected words, and by Ctrl+K', async ({ page, home }) => {
    const { editor, source } = await opened(page, home, body);
    const typing = editor.canvas.locator('[data-pw-typing]');
    await editor.clickInto(editor.block('0'));
    await page.keyboard.press('Home');
    for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowRight');
    await typing.evaluate((element) => {
      const data = new DataTransfer();
      data.setData('text/plain', 'https://example.org/x?y=1');
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await source('[A line](https://example.org/x?y=1) of words to change.\n');
    await page.keyboard.press('End');
    for (let i = 0; i < 7; i++) await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Page or address' }).fill('Visit');
    await page.keyboard.press('Enter');
    await source('[A line](https://example.org/x?y=1) of words to [change.](/visit/)\n');
  });

  test('that are a whole paragraph are parted by Enter and begin and end where they do', async ({
    page,
    home,
  }) => {
    const { editor, source } = await opened(page, home, '[Visit us](/visit/)\n');
    const { keyboard } = page;
    await editor.clickInto(editor.block('0'));
    await keyboard.press('End');
    await keyboard.press('Enter');
    await keyboard.type('After');
    await source('[Visit us](/visit/)\n\nAfter\n');
    await keyboard.press('ArrowUp');
    await keyboard.press('Home');
    await keyboard.press('Enter');
    await keyboard.type('Before');
    await source('Before\n\n[Visit us](/visit/)\n\nAfter\n');
    await keyboard.press('ArrowDown');
    await keyboard.press('Home');
    for (let i = 0; i < 5; i++) await keyboard.press('ArrowRight');
    await keyboard.press('Enter');
    await source('Before\n\n[Visit](/visit/)\n\n[us](/visit/)\n\nAfter\n');
  });
});
