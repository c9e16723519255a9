import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Editor } from './editor';
import { expect, png, test } from './journey';
import { bytesOf, read } from './program';

test('pages: copied, made a draft, deleted, taken back from the trash, and found in it', async ({
  page,
  home,
}) => {
  const site = home.site();
  const editor = await Editor.open(page, await home.serve(site));
  const more = (title: string) => page.getByRole('button', { name: `More about ${title}`, exact: true });
  const choose = async (title: string, item: string) => {
    await more(title).click();
    await page.getByRole('menuitem', { name: item }).click();
    await editor.saved();
  };
  const about = read(site, 'content/about.md');

  await choose('About the shop', 'Copy');
  await expect.poll(() => existsSync(join(site, 'content/about-the-shop-copy.md'))).toBe(true);
  const body = (text: string) => text.split('---\n').slice(2).join('---\n');
  expect(body(read(site, 'content/about-the-shop-copy.md'))).toBe(body(about));

  await choose('About the shop (copy)', 'Make it a draft');
  expect(read(site, 'content/about-the-shop-copy.md')).toMatch(/^draft: true$/m);

  const before = bytesOf(site);
  await choose('About the shop', 'Move to trash');
  await expect.poll(() => existsSync(join(site, 'content/about.md'))).toBe(false);
  await expect(page.getByText('Links that lead nowhere now: in a menu, on “Rosa’s Flowers”')).toBeVisible();
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Menus' }).click();
  await expect(page.getByText('This page is not there any more.')).toBeVisible();
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Pages' }).click();
  await page.getByRole('button', { name: 'Trash', exact: true }).click();
  await page.getByRole('button', { name: 'Take back About the shop', exact: true }).click();
  await expect(page.getByText('The trash is empty.')).toBeVisible();
  expect(bytesOf(site)).toEqual(before);
  await page.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: 'New in Pages' }).click();
  const dialog = page.getByRole('dialog', { name: 'New page' });
  await dialog.getByLabel('Title').fill('Prices');
  await dialog.getByLabel('What will it be?').selectOption('copy');
  await dialog.getByLabel('Copy of', { exact: true }).selectOption({ label: 'Bouquets' });
  await dialog.getByRole('button', { name: 'Create page' }).click();
  await expect(dialog).toHaveCount(0);
  expect(body(read(site, 'content/prices.md'))).toBe(body(read(site, 'content/bouquets.md')));
});

test('menus are put in order by the mouse and by the keyboard, each one step of undo', async ({
  page,
  home,
}) => {
  const site = home.site();
  const editor = await Editor.open(page, await home.serve(site));
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Menus' }).click();
  const menu = page.getByRole('region', { name: 'Main menu' });
  const words = () =>
    menu.getByLabel('Words').evaluateAll((all) => all.map((f) => (f as HTMLInputElement).value));
  const first = await words();
  const untouched = read(site, 'site.yaml');

  const boxes = await menu
    .locator('li')
    .evaluateAll((all) => all.map((li) => li.getBoundingClientRect().toJSON()));
  const grip = menu.getByRole('button', { name: `Move ${first[0]}`, exact: true });
  await grip.hover();
  await page.mouse.down();
  await page.mouse.move(boxes[2].x + 20, boxes[2].y + boxes[2].height - 4, { steps: 8 });
  await page.mouse.up();
  await expect.poll(words).toEqual([first[1], first[2], first[0], ...first.slice(3)]);
  await editor.saved();
  await expect(editor.canvas.locator('header nav a').first()).toHaveText(first[1] ?? '');

  await menu.getByRole('button', { name: `Move ${first[0]}`, exact: true }).focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(words).toEqual([first[1], first[0], first[2], ...first.slice(3)]);
  await expect(menu.getByRole('button', { name: `Move ${first[0]}`, exact: true })).toBeFocused();
  await editor.undo();
  await editor.undo();
  expect(read(site, 'site.yaml')).toBe(untouched);
});

test('pictures: many at once, described, focused, renamed, replaced, deleted, and all of it undone', async ({
  page,
  home,
}) => {
  const site = home.site();
  const editor = await Editor.open(page, await home.serve(site));
  const untouched = bytesOf(site);
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Pictures' }).click();
  const panel = page.getByRole('complementary', { name: 'Pictures' });

  await panel.locator('input[type=file]').setInputFiles(
    [1, 2, 3].map((n) => ({
      name: `door ${n}.png`,
      mimeType: 'image/png',
      buffer: png(60 + n, 40, [30, 60, 40 * n]),
    })),
  );
  await expect
    .poll(() => readdirSync(join(site, 'media')).filter((name) => name.startsWith('door')))
    .toHaveLength(3);
  await expect(panel.getByText('3 pictures without a description')).toBeVisible();
  await page.getByRole('button', { name: 'Later' }).click();
  await panel.getByText('3 pictures without a description').click();
  await expect(panel.locator('.one')).toHaveCount(3);
  await panel.getByRole('button', { name: 'Show all pictures' }).click();

  const used = 'media/autumn.jpg';
  await panel.getByTitle('autumn.jpg').click();
  await expect(panel.getByText('Used on 2 pages')).toBeVisible();
  await panel.getByLabel('Description').fill('Dahlias in a jug');
  await panel.getByLabel('Description').blur();
  await expect.poll(() => read(site, 'media/media.yaml')).toContain('Dahlias in a jug');

  await test.step('the focus is on the page as it is set', async () => {
    await panel.getByRole('button', { name: 'What stays to be seen' }).click({ position: { x: 20, y: 20 } });
    await expect.poll(() => read(site, 'media/media.yaml')).toMatch(/focus:/);
    await expect
      .poll(() => editor.canvas.locator('img[style*="object-position"]').count())
      .toBeGreaterThan(0);
  });

  await test.step('a new name goes to all who use it', async () => {
    await panel.getByLabel('Name of the file').fill('jug');
    await panel.getByLabel('Name of the file').press('Enter');
    await expect.poll(() => existsSync(join(site, 'media/jug.jpg'))).toBe(true);
    expect(existsSync(join(site, used))).toBe(false);
    expect(read(site, 'content/bouquets.md')).toContain('/media/jug.jpg');
    expect(read(site, 'content/bouquets.md')).not.toContain('autumn.jpg');
  });

  await test.step('another picture takes its place', async () => {
    await panel.getByRole('button', { name: 'Replace', exact: true }).click();
    await page.getByRole('dialog').getByTitle('door-2.png').click();
    await expect.poll(() => read(site, 'content/bouquets.md')).toContain('/media/door-2.png');
    expect(existsSync(join(site, 'media/jug.jpg'))).toBe(false);
    expect(read(site, 'media/media.yaml')).toContain('Dahlias in a jug');
  });

  await test.step('what is used is asked for before it goes', async () => {
    await panel.getByRole('button', { name: 'Move to trash' }).click();
    await expect(panel.getByRole('alert')).toContainText('2 pages show it');
    expect(existsSync(join(site, 'media/door-2.png'))).toBe(true);
    await panel.getByRole('alert').getByRole('button', { name: 'Move to trash' }).click();
    await expect.poll(() => existsSync(join(site, 'media/door-2.png'))).toBe(false);
  });

  const undo = page.getByRole('button', { name: /^Undo:/ });
  for (let i = 0; i < 20 && (await undo.count()) > 0; i++) await editor.undo();
  expect(bytesOf(site)).toEqual(untouched);
});

test('the design is seen while it is dragged, is one step of undo, and hard words are told', async ({
  page,
  home,
}) => {
  const site = home.site();
  const editor = await Editor.open(page, await home.serve(site));
  const untouched = read(site, 'site.yaml');
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Design' }).click();
  const panel = page.getByRole('complementary', { name: 'Design' });
  const value = (name: string) =>
    editor.canvas
      .locator('html')
      .evaluate((html, n) => getComputedStyle(html).getPropertyValue(n).trim(), name);

  const slider = panel.getByLabel('Round corners');
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('no slider');
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 12 });
  // Not yet let go: nothing is written, and the page shows it.
  expect(Number.parseFloat(await value('--pw-radius'))).toBeGreaterThan(15);
  await page.mouse.up();
  await expect.poll(() => read(site, 'site.yaml')).toMatch(/radius: ['"]?2\d/);
  await editor.undo();
  expect(read(site, 'site.yaml')).toBe(untouched);

  await panel.getByRole('button', { name: 'Harbour' }).click();
  await expect.poll(() => value('--pw-accent')).toBe('#22577a');
  await editor.saved();
  await expect(panel.getByRole('button', { name: 'Harbour' })).toHaveAttribute('aria-pressed', 'true');
  await panel.getByLabel('Accent', { exact: true }).fill('#d8e4ec');
  await panel.getByLabel('Accent', { exact: true }).press('Enter');
  await expect(panel.getByText('Words in this colour are hard to read on')).toBeVisible();
  await panel.getByRole('button', { name: 'Everything back to the theme’s' }).click();
  await expect(panel.getByText('Words in this colour are hard to read on')).toHaveCount(0);
  await expect.poll(() => read(site, 'site.yaml')).not.toContain('d8e4ec');
});

for (const pause of [20, 400])
  test(`a colour typed with ${pause} ms between the keys is one step, as it was typed`, async ({
    page,
    home,
  }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    const untouched = read(site, 'site.yaml');
    await page.getByRole('button', { name: 'Design', exact: true }).first().click();
    const accent = page.getByRole('complementary', { name: 'Design' }).getByLabel('Accent', { exact: true });
    await accent.press('ControlOrMeta+a');
    await accent.pressSequentially('#0a5f8c', { delay: pause });
    await expect.poll(() => read(site, 'site.yaml')).toContain('#0a5f8c');
    await expect(accent).toHaveValue('#0a5f8c');
    await editor.undo();
    expect(read(site, 'site.yaml')).toBe(untouched);
  });

test('the settings of the site are written in one step, and only what changed', async ({ page, home }) => {
  const site = home.site();
  const editor = await Editor.open(page, await home.serve(site));
  const untouched = read(site, 'site.yaml');
  await page.getByRole('button', { name: 'Rosa’s Flowers', exact: true }).first().click();
  await page.getByRole('menuitem', { name: 'Site settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Site settings' });
  await dialog.getByLabel('Title of the site').fill('Rosa & Daughter');
  await dialog.getByLabel('Address of the site').fill('rosas flowers');
  await expect(dialog.getByText('An address begins with https://')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await dialog.getByLabel('Address of the site').fill('https://rosa.example');
  await dialog.getByLabel('Language').selectOption('de');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  const lines = (text: string) => text.split('\n');
  const now = read(site, 'site.yaml');
  expect(now).toContain('title: Rosa & Daughter');
  expect(now).toMatch(/^address: ["']?https:\/\/rosa\.example/m);
  expect(now).toContain('language: de');
  expect(lines(untouched).filter((line) => !lines(now).includes(line)).length).toBeLessThanOrEqual(3);
  await expect(editor.canvas.locator('html')).toHaveAttribute('lang', 'de');
  await editor.undo();
  expect(read(site, 'site.yaml')).toBe(untouched);
});
