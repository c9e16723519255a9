import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Editor } from './editor';
import { expect, test } from './journey';

const steal = "parent.document.title='stolen';parent.pwned=1;fetch('/api/site.close',{method:'POST'})";

/** A page that tries to run scripts in every place where a site may write something. */
const page = `---
title: "<img src=x onerror=\\"${steal}\\"><script>${steal}</script>"
description: "\\"><script>${steal}</script>"
tags: ["<svg onload=${steal}>"]
---

# Hello <script>${steal}</script><img src=x onerror="${steal}">

<script>${steal}</script>

<iframe src="javascript:${steal}" srcdoc="<script>${steal}</script>"></iframe>

<svg onload="${steal}"><script>${steal}</script></svg>

<a href="javascript:${steal}">raw</a> [markdown](javascript:${steal}) ![x](/media/evil.svg)

<form action="/api/site.close" method="post"><button autofocus onfocus="${steal}">x</button></form>

<meta http-equiv="refresh" content="0;url=/api/site.close"><base href="https://evil.example/">

:::hero{image="x\\" onerror=\\"${steal}" alt="\\"><script>${steal}</script>"}
# In a block <details open ontoggle="${steal}">x</details>
:::

:::html
<script>${steal}</script><video src=x onerror="${steal}"></video>
:::

:::unknown{a="<script>${steal}</script>"}
<script>${steal}</script>
:::
`;

test('a hostile site runs no script and calls nothing, on the page and while it is typed into', async ({
  page: window,
  home,
}) => {
  const site = home.site();
  mkdirSync(join(site, 'content'), { recursive: true });
  writeFileSync(join(site, 'content', 'hostile.md'), page);
  writeFileSync(
    join(site, 'media', 'evil.svg'),
    `<svg xmlns="http://www.w3.org/2000/svg" onload="${steal}"><script>${steal}</script></svg>`,
  );

  const calls: string[] = [];
  window.on('request', (request) => {
    if (request.method() === 'POST' && request.frame() !== window.mainFrame()) calls.push(request.url());
    if (request.url().includes('site.close') || request.url().includes('evil.example'))
      calls.push(request.url());
  });
  const dialogs: string[] = [];
  window.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });

  const editor = await Editor.open(window, await home.serve(site));
  await window.getByRole('complementary', { name: 'Pages' }).locator('button[title="/hostile/"]').click();
  await expect(editor.canvas.locator('h1[data-pw-at]').first()).toContainText('Hello');
  await expect(editor.canvas.locator('script, iframe, object, embed, base, form')).toHaveCount(0);

  await editor.clickInto(editor.canvas.locator('h1[data-pw-at]').first());
  await window.keyboard.press('End');
  await window.keyboard.type(' there <img src=x onerror=alert(1)>');
  await window.keyboard.press('Escape');
  await editor.saved();
  for (const link of await editor.canvas.locator('a[href]').all()) await link.dispatchEvent('click');
  await window.keyboard.press('Escape'); // the name of the site leads to its settings
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await window.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Layers' }).click();
  await window.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Pictures' }).click();

  expect(await window.evaluate(() => 'pwned' in globalThis)).toBe(false);
  expect(await window.title()).not.toContain('stolen');
  expect(dialogs).toEqual([]);
  expect(calls).toEqual([]);
  await expect(editor.canvas.locator('h1[data-pw-at]').first()).toContainText('Hello');
});

test('with the policy of the frame taken away, the editor refuses to show the site', async ({
  page: window,
  home,
}) => {
  const site = home.site();
  await window.route('**/canvas/**', async (route) => {
    const answer = await route.fetch();
    const headers = { ...answer.headers() };
    delete headers['content-security-policy'];
    await route.fulfill({ response: answer, headers });
  });
  await window.goto(await home.serve(site));
  await expect(
    window.getByRole('heading', { name: 'Pagewright can not show a site safely here.' }),
  ).toBeVisible();
  await expect(window.locator('.stage')).toHaveCount(0);
});
