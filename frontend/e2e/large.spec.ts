import type { Page } from '@playwright/test';
import { Editor } from './editor';
import { expect, test } from './journey';
import { squeezed } from './squeezed';

const shots = process.env.SCREENS;

/** Windows and letters with which everything has to be read and reached. */
const rooms = [
  { width: 1024, height: 700, letters: 200 },
  { width: 800, height: 600, letters: 200 },
  { width: 800, height: 400, letters: 100 },
];

/** What is wrong once bars and panels have found their places. */
async function settled(page: Page): Promise<string[]> {
  let wrong: string[] = [];
  for (let tries = 0; tries < 20; tries++) {
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    wrong = await squeezed(page);
    if (wrong.length === 0) return wrong;
  }
  return wrong;
}

/** Looks at the screen in each of the rooms. */
async function narrowed(page: Page, name: string): Promise<string[]> {
  const bad: string[] = [];
  for (const { width, height, letters } of rooms) {
    await page.setViewportSize({ width, height });
    await page.evaluate((percent) => void (document.documentElement.style.fontSize = `${percent}%`), letters);
    const wrong = await settled(page);
    const room = `${name} at ${width} × ${height}, ${letters} %`;
    if (shots) await page.screenshot({ path: `${shots}/large-${width}-${letters}-${name}.png` });
    bad.push(...wrong.map((one) => `${room}: ${one}`));
  }
  return bad;
}

test('nothing is cut or lies over something else in a small window with large letters', async ({
  page,
  home,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize(rooms[0] ?? { width: 1024, height: 700 });
  const site = home.site();
  const editor = await Editor.open(page, await home.serve(site));
  const bad: string[] = [];
  const look = async (name: string) => void bad.push(...(await narrowed(page, name)));
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first();
  const panel = async (name: string) => {
    const opener = page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name });
    if ((await opener.getAttribute('aria-pressed')) === 'false') await opener.click();
  };
  const close = async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };

  await look('start');
  for (const name of ['Layers', 'Pictures', 'Menus', 'Design', 'Pages']) {
    await panel(name);
    await look(name);
  }
  await button('More about Contact').click();
  await look('page-menu');
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await look('rename');
  await close();
  await button('New in Pages').click();
  await look('new-page');
  await close();
  await button('Close panel').click();

  await editor.select('0');
  await look('block');
  await button('Settings').click();
  await look('settings');
  await button('Close panel').click();
  await editor.clickInto(editor.block('0.1'));
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await look('text');
  await page.keyboard.press('ControlOrMeta+k');
  await look('link');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+Enter');
  await look('inserter');
  await page.keyboard.press('Escape');

  for (const item of ['Site settings', 'Open another site', 'Start a new site']) {
    await button('Rosa’s Flowers').click();
    await page.getByRole('menuitem', { name: item }).click();
    await look(item);
    await close();
  }
  await button('Keyboard shortcuts').click();
  await look('help');
  await close();
  await page.getByRole('button', { name: /^Page: / }).click();
  await look('palette');
  await page.keyboard.type('source');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /^Source of/ })).toBeVisible();
  await look('source');
  await close();

  await button('Publish').click();
  await expect(button('Publish now')).toBeEnabled();
  await look('publish');
  await button('Storage settings').click();
  await look('targets');
  await button('Add a storage').click();
  await page.getByText('Amazon S3', { exact: true }).click();
  await look('target');
  await close();
  expect(bad).toEqual([]);

  // The look finds what is wrong: a status that does not make room was the first of it.
  await page.addStyleTag({ content: 'header.bar { grid-template-columns: 0 auto 0 auto !important }' });
  expect((await narrowed(page, 'control')).join()).toContain('lies over');
});
