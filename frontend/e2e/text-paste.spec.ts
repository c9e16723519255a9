import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { Editor } from './editor';
import { expect, png, test } from './journey';
import { read } from './program';

const file = 'content/contact.md';

const fixture = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`clipboard/${name}`, import.meta.url)), 'utf8');

/** Opens a new paragraph below the first one. */
async function open(page: Page, address: string) {
  const editor = await Editor.open(page, address);
  await editor.goTo('Contact');
  const paragraph = editor.firstText;
  const words = (await paragraph.innerText()).trim();
  await editor.clickInto(paragraph);
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Enter');
  return { editor, words };
}

/** Pastes what a program has put on the clipboard. */
async function paste(editor: Editor, kinds: Record<string, string>): Promise<void> {
  await editor.canvas.locator('[data-pw-typing]').evaluate((element, all) => {
    const data = new DataTransfer();
    for (const [kind, text] of Object.entries(all)) data.setData(kind, text);
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, kinds);
}

/** Fails when something of a paste ran, or anything is asked of another computer. */
async function watch(page: Page): Promise<() => Promise<void>> {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1|data:|blob:)/.test(request.url())) asked.push(request.url());
  });
  return async () => {
    expect(asked).toEqual([]);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  };
}

test.describe('pasting', () => {
  for (const name of ['word', 'docs', 'libreoffice', 'web', 'notes', 'hostile'])
    test(`what ${name} puts on the clipboard becomes Markdown`, async ({ page, home }) => {
      const clean = await watch(page);
      const site = home.site();
      const before = read(site, file);
      const { editor, words } = await open(page, await home.serve(site));
      const html = fixture(`${name}.html`);
      await paste(editor, { 'text/html': html, 'text/plain': 'not this' });
      const wanted = before.replace(words, () => `${words}\n\n${fixture(`${name}.md`).trimEnd()}`);
      await expect.poll(() => read(site, file)).not.toBe(before);
      await editor.saved();
      expect(read(site, file)).toBe(wanted);
      await clean();
      await expect(editor.canvas.locator('[data-pw-typing]')).toBeVisible();
      await page.keyboard.press('ControlOrMeta+z');
      await expect.poll(() => read(site, file)).toBe(before);
    });

  for (const name of ['plain', 'markdown'])
    test(`text that is ${name} becomes its blocks`, async ({ page, home }) => {
      const clean = await watch(page);
      const site = home.site();
      const before = read(site, file);
      const { editor, words } = await open(page, await home.serve(site));
      await paste(editor, { 'text/plain': fixture(`${name}.txt`) });
      await page.keyboard.type('!');
      const wanted = fixture(`${name}.md`).trimEnd();
      await expect.poll(() => read(site, file)).toContain('!\n');
      await editor.saved();
      expect(read(site, file)).toBe(before.replace(words, () => `${words}\n\n${wanted}!`));
      await clean();
    });

  test('Ctrl+Shift+V brings the words alone', async ({ page, home, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const site = home.site();
    const before = read(site, file);
    const { editor, words } = await open(page, await home.serve(site));
    await page.evaluate(() =>
      navigator.clipboard.write([
        new ClipboardItem({
          'text/html': new Blob(['<h2>Bold</h2><p><b>words</b></p>'], { type: 'text/html' }),
          'text/plain': new Blob(['# Bold\n\n**words**'], { type: 'text/plain' }),
        }),
      ]),
    );
    await page.keyboard.press('ControlOrMeta+Shift+v');
    await expect.poll(() => read(site, file)).toContain('words');
    await editor.saved();
    expect(read(site, file)).toBe(before.replace(words, () => `${words}\n\n\\# Bold\n\n\\*\\*words\\*\\*`));
    // And without it, the looks.
    await page.keyboard.press('Enter');
    await page.keyboard.press('ControlOrMeta+v');
    await expect.poll(() => read(site, file)).toContain('\n## Bold\n\n**words**\n');
  });

  test('lines that are pasted into a list are its items, and marks stay in a line', async ({
    page,
    home,
  }) => {
    const site = home.site();
    const { editor } = await open(page, await home.serve(site));
    await page.keyboard.type('- Zero');
    await page.keyboard.press('Enter');
    await paste(editor, { 'text/plain': 'One\n• Two\nThree' });
    await editor.saved();
    expect(read(site, file)).toContain('\n- Zero\n- One\n- Two\n- Three\n');
    await page.keyboard.type(' and ');
    await paste(editor, { 'text/html': '<span style="font-weight:600">four</span>', 'text/plain': 'four' });
    await editor.saved();
    expect(read(site, file)).toContain('\n- Three and **four**\n');
  });

  test('a picture on the clipboard comes into the library and onto the page', async ({ page, home }) => {
    const site = home.site();
    const before = read(site, file);
    const { editor, words } = await open(page, await home.serve(site));
    const bytes = png(40, 30, [200, 40, 90]).toString('base64');
    await editor.canvas.locator('[data-pw-typing]').evaluate((element, base64) => {
      const data = new DataTransfer();
      const raw = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      data.items.add(new File([raw], 'image.png', { type: 'image/png' }));
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, bytes);
    await expect.poll(() => read(site, file)).toMatch(/!\[.*\]\(\/?.*image.*\.png\)/);
    expect(read(site, file).replace(/\n\n!\[[^\n]*/, '')).toBe(before);
    expect(read(site, file)).toMatch(new RegExp(`${words.slice(-10)}\\n\\n!\\[`));
    const picture = editor.canvas.locator('img[src*="image"]');
    await expect(picture).toBeVisible();

    await picture.click();
    await expect(page.getByRole('button', { name: 'Plain picture', pressed: true })).toBeVisible();
    await page.getByRole('textbox', { name: 'Description' }).fill('A red [door]');
    await expect.poll(() => read(site, file)).toMatch(/!\[A red \\\[door\\\]\]\(\/media\/[^)]*\)\n/);
    await page.getByRole('button', { name: 'Caption, width or shape' }).click();
    await expect
      .poll(() => read(site, file))
      .toMatch(/\n:::picture\{src=\/media\/\S+ alt="A red \[door\]"\}\n:::\n/);
    await page.getByLabel('Width', { exact: true }).selectOption('wide');
    await expect.poll(() => read(site, file)).toContain('width=wide}');
    for (let i = 0; i < 20 && (await page.getByRole('button', { name: /^Undo:/ }).count()) > 0; i++)
      await editor.undo();
    expect(read(site, file)).toBe(before);
  });
});
