import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

test('everything without a mouse: choose a block, write, move, insert, open a page, publish', async ({
  page,
  home,
}) => {
  const site = home.site();
  const editor = await Editor.open(page, await home.serve(site));
  const { keyboard } = page;
  const inPart = (name: string) => page.locator(`[data-region="${name}"]:focus-within`);

  await test.step('F6 goes round the parts of the window', async () => {
    for (let i = 0; i < 6 && (await inPart('canvas').count()) === 0; i++) await keyboard.press('F6');
    await expect(editor.stage).toBeFocused();
  });

  await test.step('the arrows choose a block, Enter types into it, Escape leaves it', async () => {
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await expect(page.getByText(/^Heading, .* selected\.$/)).toBeAttached();
    await keyboard.press('Enter');
    await expect(editor.canvas.locator('[data-pw-typing]')).toBeFocused();
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('By keyboard alone');
    await keyboard.press('Escape');
    await editor.saved();
    expect(read(site, 'content/index.md')).toContain('# By keyboard alone');
  });

  await test.step('Alt with an arrow moves, and it is said', async () => {
    await keyboard.press('Alt+ArrowDown');
    await expect(page.getByText('Heading moved to position 2 of 4.')).toBeAttached();
    await keyboard.press('Alt+ArrowUp');
    await expect(page.getByText('Heading moved to position 1 of 4.')).toBeAttached();
  });

  await test.step('duplicate, delete, and take both back', async () => {
    const before = read(site, 'content/index.md');
    await keyboard.press('ControlOrMeta+d');
    await keyboard.press('Delete');
    await keyboard.press('ControlOrMeta+z');
    await expect.poll(() => read(site, 'content/index.md').match(/By keyboard alone/g)?.length).toBe(2);
    await keyboard.press('ControlOrMeta+z');
    await expect.poll(() => read(site, 'content/index.md')).toBe(before);
  });

  await test.step('Escape goes out to the block around; the inserter opens after it', async () => {
    await keyboard.press('Escape');
    await expect(page.getByRole('navigation', { name: 'Where the selected block is' })).toContainText('Hero');
    await keyboard.press('ControlOrMeta+Enter');
    await keyboard.type('call');
    await keyboard.press('Enter');
    await expect.poll(() => read(site, 'content/index.md').split(':::cta')).toHaveLength(3);
    await expect(editor.canvas.locator('[data-pw-typing]')).toBeFocused();
    await keyboard.press('Escape');
    await expect(editor.stage).toBeFocused();
    await editor.saved();
  });

  await test.step('the list of commands goes to a page and does what it says', async () => {
    await keyboard.press('ControlOrMeta+k');
    await keyboard.type('visit');
    await keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Page: Visit us' })).toBeVisible();
    await keyboard.press('ControlOrMeta+Shift+p');
    const dialog = page.getByRole('dialog', { name: 'Publish' });
    await expect(dialog.getByRole('button', { name: 'Publish now' })).toBeEnabled();
    await dialog.getByRole('button', { name: 'Publish now' }).press('Enter');
    await expect(dialog.getByText('Your site is published.')).toBeVisible({ timeout: 30_000 });
    await keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });
});
