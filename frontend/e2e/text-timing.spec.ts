import type { Page } from '@playwright/test';
import { open, plain } from './blockpage';
import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

const file = 'content/contact.md';

/** Presses keys one after the other as fast fingers do: sixty a second, whatever the program is doing. */
async function hurry(page: Page, keys: readonly string[]): Promise<void> {
  const pressed: Promise<void>[] = [];
  for (const key of keys) {
    pressed.push(page.keyboard.press(key));
    await new Promise((next) => setTimeout(next, 16));
  }
  await Promise.all(pressed);
}

const letters = (words: string): string[] => [...words].map((letter) => (letter === ' ' ? 'Space' : letter));

/** Every answer of the program is late. */
async function slow(page: Page, ms: number): Promise<void> {
  await page.route('**/api/**', async (route) => {
    await new Promise((next) => setTimeout(next, ms));
    await route.continue().catch(() => undefined);
  });
}

/**
 * What waits for the next frame is done at the worst moment: when Home has moved
 * the caret, and nobody has been told so yet.
 */
async function lateFrames(page: Page): Promise<void> {
  await page.locator('.stage iframe').evaluate((element: HTMLIFrameElement) => {
    const frame = element.contentWindow;
    if (!frame) throw new Error('no page');
    const held: FrameRequestCallback[] = [];
    let between = false;
    const on = (name: string, run: (event: Event) => void) => frame.addEventListener(name, run, true);
    window.requestAnimationFrame = (run) => held.push(run);
    on('keydown', (event) => (between = (event as KeyboardEvent).key === 'Home'));
    on('selectionchange', (event) => between && event.stopImmediatePropagation());
    on('keyup', () => between && held.splice(0).forEach((run) => run(performance.now())));
  });
}

test.describe('fast typing', () => {
  test('a frame that is drawn late does not move the caret back', async ({ page, home }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const before = read(site, file);
    const paragraph = editor.firstText;
    const words = (await paragraph.innerText()).trim();
    await editor.clickInto(paragraph);
    await lateFrames(page);
    for (const key of ['ControlOrMeta+End', 'Enter', 'T', 'w', 'o', 'Home', '!'])
      await page.keyboard.press(key);
    await editor.saved();
    expect(read(site, file)).toBe(before.replace(words, `${words}\n\n!Two`));
  });

  for (const ms of [0, 300])
    test(`after Escape keys are the block's, answers after ${ms} ms`, async ({ page, home }) => {
      const { body, editor, words } = await open(page, home, plain);
      if (ms > 0) await slow(page, ms);
      await editor.clickInto(words('Two.'));
      const { keyboard } = page;
      const press = async (...keys: string[]) => {
        for (const key of keys) await keyboard.press(key);
      };
      await press('End', 'a', 'b', 'Escape', 'ControlOrMeta+d', 'Delete');
      await expect.poll(body).toBe('One.\n\nTwo.ab\n\nThree.\n\nFour.\n\nFive.');
      await editor.saved();
      // The text is not open yet when Escape comes: it closes, and the block is duplicated.
      await editor.clickInto(words('Three.'));
      await press('Home', 'Backspace', 'c', 'Escape', 'ControlOrMeta+d');
      await expect.poll(body).toBe('One.\n\nTwo.abcThree.\n\nTwo.abcThree.\n\nFour.\n\nFive.');
      await editor.saved();
      await editor.clickInto(words('Four.'));
      await press('End', 'd', 'Escape', 'ControlOrMeta+Enter', 'r', 'u', 'l', 'e');
      await expect(page.getByRole('combobox', { name: 'Search blocks' })).toHaveValue('rule');
      await editor.saved();
      await keyboard.press('Enter');
      await expect.poll(body).toBe('One.\n\nTwo.abcThree.\n\nTwo.abcThree.\n\nFour.d\n\n***\n\nFive.');
    });

  for (const ms of [0, 500])
    test(`every key counts, in its order, across blocks, answers after ${ms} ms`, async ({ page, home }) => {
      const site = home.site();
      const editor = await Editor.open(page, await home.serve(site));
      await editor.goTo('Contact');
      const before = read(site, file);
      const paragraph = editor.canvas
        .locator('p[data-pw-at][data-pw-kind="paragraph"]:not([data-pw-at*="."])')
        .first();
      const words = (await paragraph.innerText()).trim();
      if (ms > 0) await slow(page, ms);
      await editor.clickInto(paragraph);
      await page.keyboard.press('ControlOrMeta+End');
      await hurry(page, [
        ...['Enter', ...letters('First line')],
        ...['Enter', ...letters('Second')],
        ...['Enter', ...letters('Third')],
        // Third is joined to Second, parted and joined again, and words come between.
        ...['Home', 'Backspace', ...letters(' and '), 'Enter', 'Backspace', ...letters('then '), 'End'],
        ...['Enter', ...letters('Fourth'), 'Home', 'Backspace', 'Backspace', ...letters('D'), 'End'],
        // Up over the border, and more keys than letters on the way.
        ...['Enter', ...letters('xyz'), 'Backspace', 'Backspace', 'Backspace', 'Backspace', ...letters('!')],
      ]);
      await editor.saved();
      await expect
        .poll(() => read(site, file), { timeout: 20_000 })
        .toBe(before.replace(words, `${words}\n\nFirst line\n\nSecond and then ThirDFourth!`));
    });

  test('the arrows go to the block that is next, and words to the block that is made, however late the answers', async ({
    page,
    home,
  }) => {
    const { editor, body } = await open(page, home, ['One.', 'Two.', ':::quote\n:::', 'Three.']);
    await slow(page, 300);
    await editor.clickAt(editor.canvas.getByText('One.', { exact: true }), 3);
    await hurry(page, ['End', 'Enter', ...letters('New.'), 'ArrowDown', 'End', '!']);
    await expect.poll(body).toBe('One.\n\nNew.\n\nTwo.!\n\n:::quote\n:::\n\nThree.');
    // Out of an empty paragraph, which no file has.
    await editor.clickAt(editor.canvas.getByText('One.', { exact: true }), 3);
    await hurry(page, ['End', 'Enter', 'ArrowDown', 'End', '?']);
    await hurry(page, ['ArrowUp', 'End', '?']);
    await expect.poll(body).toBe('One.?\n\nNew.?\n\nTwo.!\n\n:::quote\n:::\n\nThree.');
    await page.keyboard.press('Escape');
    await editor.saved();
    await editor.block('3').click({ position: { x: 6, y: 40 } });
    await page.getByRole('button', { name: 'Add words' }).click();
    await hurry(page, letters('Words.'));
    await expect.poll(body).toBe('One.?\n\nNew.?\n\nTwo.!\n\n:::quote\nWords.\n:::\n\nThree.');
  });
});
