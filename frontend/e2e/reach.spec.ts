import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

/** The words and pictures of blocks in whose middle a click would go to another block. */
async function covered(editor: Editor): Promise<string[]> {
  return editor.canvas.locator('body').evaluate((body) => {
    const document = body.ownerDocument;
    const places = (element: Element | null): string =>
      element?.closest('[data-pw-at]')?.getAttribute('data-pw-at') ?? '';
    const hit = (box: () => DOMRect | undefined): Element | null => {
      window.scrollBy({ top: (box()?.top ?? 0) - window.innerHeight / 2, behavior: 'instant' });
      const { left = 0, top = 0, width = 0, height = 0 } = box() ?? {};
      return width && height ? document.elementFromPoint(left + width / 2, top + height / 2) : null;
    };
    const found: string[] = [];
    const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const at = places(node.parentElement);
      if (!at || !node.nodeValue?.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      if (places(hit(() => range.getClientRects()[0])) !== at) found.push(node.nodeValue.trim());
    }
    for (const picture of body.querySelectorAll('[data-pw-at] img')) {
      (picture as HTMLImageElement).loading = 'eager';
      const at = places(picture);
      // Words may stand on a picture: they belong to the same block.
      if (!`${places(hit(() => picture.getBoundingClientRect()))}.`.startsWith(`${at}.`))
        found.push(picture.getAttribute('alt') ?? '');
    }
    return found;
  });
}

test('all words can be typed and all pictures picked, also where a link is stretched over them', async ({
  page,
  home,
}) => {
  const site = home.site();
  const editor = await Editor.open(page, await home.serve(site));
  const style = editor.canvas.locator('style[data-pw-editor=""]');
  const enabled = (on: boolean) =>
    style.evaluate((element, to) => void ((element as HTMLStyleElement).disabled = !to), on);

  await enabled(false);
  expect(await covered(editor)).toContain('Summer');
  await enabled(true);
  expect(await covered(editor)).toEqual([]);

  // A card is one link, for visitors.
  const words = editor.canvas.getByText('Peonies for three short weeks', { exact: false });
  await editor.clickAt(words, 0);
  await page.keyboard.press('Home');
  await page.keyboard.type('Roses and ');
  await page.keyboard.press('Escape');
  await editor.retype(editor.canvas.getByRole('heading', { name: 'Summer', exact: true }), 'High summer');
  await expect
    .poll(() => read(site, 'content/index.md'))
    .toContain('### High summer\n\nRoses and Peonies for three short weeks');
  await editor.canvas.locator('.card img').nth(1).click();
  await expect(page.locator('.overlay .bar .kind')).toHaveText('Card');

  for (const title of ['About the shop', 'Bouquets', 'Contact', 'Visit us', 'Six years without foam']) {
    await editor.goTo(title);
    expect(await covered(editor), title).toEqual([]);
  }
  // What the layout draws of the settings leads to its field.
  await page.getByRole('button', { name: 'Close panel' }).last().click();
  await editor.canvas.getByRole('heading', { level: 1 }).click();
  await expect(page.getByLabel('Title', { exact: true })).toBeFocused();
  await page.keyboard.type('Seven years without foam');
  await expect(editor.canvas.getByRole('heading', { level: 1 })).toHaveText('Seven years without foam');
  await editor.canvas.locator('.page-head time').click();
  await expect(page.getByLabel('Date', { exact: true })).toBeFocused();

  // The name below a quote is one of its own settings.
  await editor.goTo('About the shop');
  await page.getByRole('button', { name: 'Close panel' }).last().click();
  await editor.canvas.locator('.quote cite').first().click();
  await expect(page.getByLabel('Who said it')).toBeFocused();
  await page.keyboard.type('Ada Stern');
  await expect(editor.canvas.locator('.quote cite').first()).toHaveText('Ada Stern');

  await editor.goTo('Bouquets');
  await editor.canvas.locator('.picture img').first().click();
  await expect(page.locator('.overlay .bar .kind')).toHaveText('Picture');
  await page.getByRole('button', { name: 'Add words' }).click();
  await page.keyboard.type('Spring, on the counter.');
  await page.keyboard.press('Escape');
  await expect
    .poll(() => read(site, 'content/bouquets.md'))
    .toMatch(/:::picture\{[^}]*\}\nSpring, on the counter\.\n:::/);
});

test('the name of the site, its menus and its footer lead to where they are changed', async ({
  page,
  home,
}) => {
  const site = home.site();
  const editor = await Editor.open(page, await home.serve(site));
  const told = page.locator('.overlay .outline .kind', { hasText: 'change in' });
  const settings = page.getByRole('dialog', { name: 'Site settings' });
  const name = editor.canvas.locator('header').getByRole('link', { name: 'Rosa’s Flowers' });
  const menu = editor.canvas.locator('header nav');
  const entry = (label: string) => page.getByRole('region', { name: label }).locator('input:focus');

  await name.hover();
  await expect(told).toHaveText('Title of the site: change in Site settings');
  await name.click();
  await expect(settings.getByLabel('Title of the site')).toBeFocused();
  await page.keyboard.press('Escape');

  await menu.getByRole('link', { name: 'Journal' }).click();
  await expect(entry('Main menu')).toHaveValue('Journal');
  await expect(page.getByRole('group', { name: 'Link', exact: true })).toBeVisible();
  await page.keyboard.type('Diary');
  await page.keyboard.press('Enter');
  await expect(menu.getByRole('link', { name: 'Diary' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Link', exact: true })).toHaveCount(0);
  await expect.poll(() => read(site, 'site.yaml')).toContain('Diary');

  const foot = editor.canvas.locator('footer');
  await foot.getByRole('link', { name: 'How to order' }).click();
  await expect(entry('Footer')).toHaveValue('How to order');
  await foot.locator('p').click();
  await expect(settings.getByLabel('Author')).toBeFocused();
  await page.keyboard.press('Escape');

  // With the keyboard: before the first block comes what the layout shows before it.
  await editor.select('0');
  await page.keyboard.press('ArrowUp');
  await expect(told).toHaveText('Menu: change in Menus');
  await page.keyboard.press('Enter');
  await expect(entry('Main menu')).toHaveValue('Contact');
  await editor.select('0');
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowUp');
  await expect(told).toHaveText('Title of the site: change in Site settings');
  await page.keyboard.press('ArrowDown');
  await expect(told).toHaveText('Menu: change in Menus');
  await page.keyboard.press('Escape');
  await expect(told).toHaveCount(0);
});
