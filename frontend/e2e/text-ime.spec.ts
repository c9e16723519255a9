import type { CDPSession, Page } from '@playwright/test';
import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

const file = 'content/contact.md';

/** An input method, as the system's own drives the browser. */
class InputMethod {
  private constructor(private readonly cdp: CDPSession) {}

  static async of(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page));
  }

  /** Shows a word that is half written. */
  async compose(...states: string[]): Promise<void> {
    for (const text of states) {
      await this.cdp.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        key: 'Process',
        windowsVirtualKeyCode: 229,
      });
      await this.cdp.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    }
  }

  /** Writes the word that is meant. */
  async commit(text: string): Promise<void> {
    await this.cdp.send('Input.insertText', { text });
  }
}

async function open(page: Page, address: string) {
  const editor = await Editor.open(page, address);
  await editor.goTo('Contact');
  const paragraph = editor.firstText;
  const words = (await paragraph.innerText()).trim();
  await editor.clickInto(paragraph);
  await page.keyboard.press('ControlOrMeta+End');
  return { editor, words, typing: editor.canvas.locator('[data-pw-typing]') };
}

test.describe('input methods', () => {
  test('a word is composed across a save and right after Enter, once and whole', async ({ page, home }) => {
    const site = home.site();
    const before = read(site, file);
    const { editor, words, typing } = await open(page, await home.serve(site));
    await expect(typing).toHaveAttribute('lang', 'en');
    await expect(typing).toHaveAttribute('spellcheck', 'true');
    const method = await InputMethod.of(page);
    await page.keyboard.type(' A');
    await method.compose('に', 'にほ');
    // What was typed before is due to be saved now; the half written word is not.
    await page.waitForResponse('**/api/edit.apply', { timeout: 4000 }).catch(() => undefined);
    await expect(typing).toHaveText(`${words} Aにほ`);
    await method.compose('にほんご', '日本語');
    await method.commit('日本語');
    await page.keyboard.press('Enter');
    await method.compose('か', 'かん', '漢');
    await method.commit('漢字');
    await page.keyboard.type('!');
    await editor.saved();
    expect(read(site, file)).toBe(before.replace(words, `${words} A日本語\n\n漢字!`));
  });

  test('a word that is begun while two texts become one is in it', async ({ page, home }) => {
    const site = home.site();
    const before = read(site, file);
    const { editor, words, typing } = await open(page, await home.serve(site));
    await page.keyboard.press('Enter');
    await page.keyboard.type('End');
    await editor.saved();
    await page.keyboard.press('Home');
    const method = await InputMethod.of(page);
    await page.route('**/api/**', async (route) => {
      await new Promise((next) => setTimeout(next, 400));
      await route.continue().catch(() => undefined);
    });
    await page.keyboard.press('Backspace');
    await page.keyboard.type('a');
    await method.compose('に', 'にほ');
    await method.compose('日本');
    await method.commit('日本');
    await page.keyboard.type('b');
    await expect(typing).toHaveText(`${words}a日本bEnd`);

    // It is still half written when the texts are one, and is not torn.
    await page.keyboard.press('Enter');
    await editor.saved();
    await page.keyboard.press('Backspace');
    await method.compose('か');
    await expect.poll(() => read(site, file)).toContain(`${words}a日本bEnd\n`);
    await method.compose('かん');
    await method.commit('漢');
    await page.keyboard.type('c');
    await expect(typing).toHaveText(`${words}a日本b漢cEnd`);
    await editor.saved();
    expect(read(site, file)).toBe(before.replace(words, `${words}a日本b漢cEnd`));
  });

  test('accents, emoji and words from right to left', async ({ page, home }) => {
    const site = home.site();
    const before = read(site, file);
    const { editor, words, typing } = await open(page, await home.serve(site));
    const method = await InputMethod.of(page);
    await page.keyboard.press('Enter');
    // A dead key and its letter, as they come on Linux and on a Mac.
    await page.keyboard.type('Caf');
    await method.compose('´');
    await method.commit('é');
    await method.commit(' 👩‍🌾🇨🇭');
    await page.keyboard.press('Backspace');
    await method.commit('💐');
    await page.keyboard.press('Enter');
    await page.keyboard.type('שלום world');
    await page.keyboard.press('Home');
    await page.keyboard.type('>');
    await page.keyboard.press('End');
    await page.keyboard.type('<');
    await expect(typing).toHaveText('>שלום world<');
    await editor.saved();
    const text = read(site, file);
    expect(text).toBe(before.replace(words, `${words}\n\nCafé 👩‍🌾💐\n\n\\>שלום world<`));
  });
});
