import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import { Editor } from './editor';
import { expect, test } from './journey';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.SCREENS;

/** What axe finds wrong in the editor's own page. The site in the frame is the person's. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(source); // by the debugger: the policy of the page lets no other script in
  return page.evaluate(async () => {
    const run = (window as unknown as { axe: typeof axe }).axe;
    const found = await run.run(
      { exclude: [['iframe']] },
      { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], iframes: false },
    );
    return found.violations.flatMap((v) =>
      v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary ?? ''}`),
    );
  });
}

interface Holding {
  letGo(): void;
}

/** A publish of a small site is over before anybody looks: what comes after the sending is kept back until it is let go. */
function holdEnd(): void {
  const kept: (() => void)[] = [];
  let holding = true;
  const own = window as unknown as Holding & { EventSource: typeof EventSource };
  own.letGo = () => {
    holding = false;
    for (const tell of kept.splice(0)) tell();
  };
  own.EventSource = class extends EventSource {
    override set onmessage(hear: (event: MessageEvent<string>) => void) {
      super.onmessage = (event: MessageEvent<string>) => {
        if (holding && /"phase":"(switching|verifying|done)"/.test(event.data)) kept.push(() => hear(event));
        else hear(event);
      };
    }
  };
}

for (const scheme of ['light', 'dark'] as const) {
  test(`every screen can be read and reached in ${scheme}`, async ({ page, home }) => {
    test.slow(); // it looks at some fifty screens
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const site = home.site();
    await page.addInitScript(holdEnd);
    const editor = await Editor.open(page, await home.serve(site));
    const bad: string[] = [];
    const look = async (name: string) => {
      await page.evaluate(() => {
        const ending = document.getAnimations().filter((a) => a.effect?.getTiming().iterations !== Infinity);
        return Promise.allSettled(ending.map((a) => a.finished));
      });
      if (shots) await page.screenshot({ path: `${shots}/${scheme}-${name}.png` });
      bad.push(...(await findings(page)).map((f) => `${name}: ${f}`));
    };
    const dialog = page.getByRole('dialog');
    const close = async () => {
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    };

    await look('page');
    await editor.canvas.locator('header').getByRole('link', { name: 'Rosa’s Flowers' }).hover();
    await expect(page.getByText('change in Site settings')).toBeVisible();
    await look('setting');
    await editor.select('0');
    await look('block');
    await page.locator('summary', { hasText: 'Source' }).click();
    await expect(page.getByRole('textbox', { name: 'The text of this block' })).toBeVisible();
    await look('block-source');
    await page.locator('summary', { hasText: 'Source' }).click();
    await editor.select('2.0.1');
    await page.getByRole('button', { name: /^Drag to move, click for more/ }).click();
    await look('block-menu');
    await page.keyboard.press('Escape');
    await editor.clickInto(editor.canvas.locator('p[data-pw-at]').first());
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await expect(page.getByRole('toolbar', { name: 'Text' })).toBeVisible();
    await look('text');
    await page.keyboard.press('ControlOrMeta+k');
    await look('link');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await editor.canvas.getByRole('link', { name: 'Bouquets', exact: true }).first().click();
    await expect(page.getByRole('group', { name: 'Link', exact: true })).toBeVisible();
    await look('link-bubble');
    await editor.stage.focus();
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Pages' }).click();
    await editor.stage.focus();
    await expect(page.getByRole('group', { name: 'Link', exact: true })).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+Enter');
    await look('inserter');
    await page.keyboard.type('picture');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    await look('picking');
    await close();
    await look('place');
    await editor.undo();
    for (const panel of ['Layers', 'Menus', 'Pictures']) {
      await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: panel }).click();
      await look(panel.toLowerCase());
    }
    await page.locator('.one').first().click();
    await look('picture');
    await page.getByRole('button', { name: 'Replace', exact: true }).first().click();
    await look('picture-picker');
    await close();
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Pages' }).click();
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Design' }).click();
    await look('design');
    await page.getByRole('button', { name: 'Phone' }).click();
    await look('phone');
    await page.getByRole('button', { name: 'Desktop' }).click();
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await look('help');
    await close();
    await page.getByRole('button', { name: /^Page: / }).click();
    await look('palette');
    await close();
    await page.keyboard.press('ControlOrMeta+k');
    await dialog.getByRole('combobox').fill('source');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.type(': [');
    await expect(dialog.locator('.pw-problem-words')).toBeVisible();
    await look('page-source');
    await close();
    await expect(page.locator('.notice')).toBeVisible();
    await look('notice');
    await page.getByRole('button', { name: /things? to look at$/ }).click();
    await look('problems');
    await page.getByRole('button', { name: /things? to look at$/ }).click();
    await editor.undo();
    await page.getByRole('button', { name: 'More about Contact', exact: true }).click();
    await look('page-menu');
    await page.getByRole('menuitem', { name: 'Move to trash' }).click();
    await expect(page.getByText('“Contact” is in the trash.')).toBeVisible();
    await look('toast');
    await page.getByRole('button', { name: 'New in Pages' }).click();
    await look('new-page');
    await close();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Publish now' })).toBeEnabled();
    await look('publish');
    await page.getByText('Show what changes').click();
    await look('publish-items');
    await page.getByRole('button', { name: 'Publish now' }).click();
    await expect(page.getByRole('progressbar')).toBeVisible();
    await look('progress');
    await page.evaluate(() => (window as unknown as Holding).letGo());
    await expect(page.getByText('Your site is published.')).toBeVisible({ timeout: 30_000 });
    await look('published');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: 'Earlier releases' }).click();
    await expect(page.getByText('Visitors see this')).toBeVisible();
    await look('releases');
    await close();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText('Nothing has changed since you published')).toBeVisible();
    await look('nothing');
    await page.getByRole('button', { name: 'Storage settings' }).click();
    await look('targets');
    await page.getByRole('button', { name: 'Add a storage' }).click();
    await look('target');
    for (const service of ['Amazon S3', 'Cloudflare R2', 'Another one']) {
      await page.getByText(service, { exact: true }).click();
      await look(`target-${service}`);
    }
    await close();
    for (const item of ['Site settings', 'Open another site', 'Start a new site']) {
      await page.getByRole('button', { name: 'Rosa’s Flowers', exact: true }).first().click();
      await look('site-menu');
      await page.getByRole('menuitem', { name: item }).click();
      await look(item);
      await close();
    }
    await page.getByRole('button', { name: 'Trash', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Take back Contact', exact: true })).toBeVisible();
    await look('trash');
    expect(bad).toEqual([]);
  });
}

test('the look for faults finds one that is there', async ({ page, home }) => {
  await page.goto(await home.serve());
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.style.cssText = 'position:fixed;top:8px;left:8px;z-index:99;color:#ccc;background:#ddd';
    button.append('pale');
    document.body.append(button, document.createElement('button'));
  });
  const found = (await findings(page)).join();
  expect(found).toContain('color-contrast');
  expect(found).toContain('button-name');
});

test('the welcome screen opens a site and makes one from a starter', async ({ page, home }) => {
  await page.goto(await home.serve());
  await expect(page.getByRole('heading', { name: 'Make a website by looking at it' })).toBeVisible();
  if (shots) await page.screenshot({ path: `${shots}/welcome.png` });
  expect(await findings(page)).toEqual([]);
  await page.getByLabel('What is it called?').fill('Harbour Bakery');
  await page.getByRole('button', { name: 'Create site' }).click();
  const editor = new Editor(page);
  await expect(editor.canvas.locator('[data-pw-at]').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Harbour Bakery', exact: true }).first()).toBeVisible();
});
