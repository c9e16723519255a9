import { execFileSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

test('a second window on the same site is told', async ({ page, home, context }) => {
  const site = home.site();
  await Editor.open(page, await home.serve(site));
  const second = await context.newPage();
  await second.goto(await home.serve());
  await second.getByRole('textbox', { name: 'Folder of the site' }).fill(site);
  await second.getByRole('button', { name: 'Open a site' }).click();
  const problem = second.locator('[data-code="site-locked"]');
  await expect(problem).toBeVisible();
  await expect(problem).toContainText('Nothing was changed.');
  await expect(second.locator('.stage')).toHaveCount(0);
});

test('what is wrong in the files is told with its place, and the rest works', async ({ page, home }) => {
  const site = home.site();
  writeFileSync(join(site, 'content', 'broken.md'), '---\ntitle: [not closed\n---\n\nText.\n');
  writeFileSync(
    join(site, 'content', 'open.md'),
    '---\ntitle: Open\n---\n\nBefore.\n\n:::hero\nNever closed.\n',
  );
  writeFileSync(
    join(site, 'content', 'picture.md'),
    '---\ntitle: Missing\n---\n\n![A boat](/media/no-boat.jpg)\n',
  );
  const editor = await Editor.open(page, await home.serve(site));
  await page.getByRole('button', { name: /things? to look at/ }).click();
  for (const file of ['Broken', 'Open', 'Missing']) {
    await expect(page.locator('.problem', { hasText: file }).first()).toBeVisible();
  }
  await page.locator('.problem').getByRole('button', { name: 'Open', exact: true }).click();
  await expect(editor.canvas.locator('[data-pw-locked]')).toBeVisible();
  await editor.retype(editor.canvas.getByText('Before.'), 'After.');
  expect(read(site, 'content/open.md')).toBe('---\ntitle: Open\n---\n\nAfter.\n\n:::hero\nNever closed.\n');
});

test('a file that is no picture is refused in words, and nothing is lost', async ({ page, home }) => {
  const site = home.site();
  const before = read(site, 'content/index.md');
  const editor = await Editor.open(page, await home.serve(site));
  await editor.dropFile('harbour.jpg', 'image/jpeg', Buffer.from('this is no picture'), '1');
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('.problem')).toContainText(/harbour\.jpg|picture/);
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  expect(read(site, 'content/index.md')).toBe(before);
});

test('a storage that does not answer is told in the form, with every part of the problem', async ({
  page,
  home,
}) => {
  const site = home.site();
  await Editor.open(page, await home.serve(site));
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: 'Storage settings' }).click();
  await page.getByRole('button', { name: 'Add a storage' }).click();
  const form = page.getByRole('form', { name: 'Add a storage' });
  await form.getByText('Another one').click();
  await form.getByLabel('Endpoint').fill('http://127.0.0.1:9');
  await form.getByLabel('Bucket', { exact: true }).fill('my-site');
  await form.getByLabel('Access key').fill('someone');
  await form.getByLabel('Secret key').fill('not-a-secret');
  await form.getByRole('button', { name: 'Connect and check' }).click();
  await expect(form.getByRole('alert')).toBeVisible({ timeout: 30_000 });
  await expect(form.locator('.problem h3')).not.toBeEmpty();
  await expect(form.locator('.problem .next')).not.toBeEmpty();
  expect(read(site, 'site.yaml')).not.toContain('not-a-secret');
});

test('a folder that can not be written is shown, and says why nothing can be changed', async ({
  page,
  home,
}) => {
  test.skip(process.getuid?.() === 0, 'the administrator may write everywhere');
  const site = home.site();
  execFileSync('chmod', ['-R', 'a-w', site]);
  try {
    const editor = await Editor.open(page, await home.serve(site));
    await expect(editor.status).toContainText('Read only');
  } finally {
    execFileSync('chmod', ['-R', 'u+w', site]);
  }
});

test('what goes wrong while words are typed is a note that takes no letter', async ({ page, home }) => {
  const site = home.site();
  const editor = await Editor.open(page, await home.serve(site));
  const file = 'content/index.md';
  await editor.clickInto(editor.canvas.locator('[data-pw-kind="paragraph"]').first());
  await page.keyboard.press('ControlOrMeta+End');
  const away = join(home.dir, 'away');
  renameSync(join(site, 'content'), away);
  const note = page.locator('.toast', { has: page.getByRole('button', { name: 'Read more' }) });
  await page.keyboard.type(' The folder is away', { delay: 30 });
  await expect(note).toBeVisible();
  await page.keyboard.type(' and the words stay', { delay: 30 });
  await expect(editor.status).toContainText('Not saved');
  await note.getByRole('button', { name: 'Read more' }).click();
  await expect(page.getByRole('dialog').locator('.problem .safe')).not.toBeEmpty();
  await page.keyboard.press('Escape');
  await editor.canvas.getByRole('heading', { name: 'What we do' }).click();
  await expect(page.getByText('They stay open until they are.')).toBeVisible();
  await expect(editor.canvas.locator('[data-pw-typing]')).toContainText('the words stay');
  renameSync(away, join(site, 'content'));
  // No key is needed for it.
  await expect.poll(() => read(site, file)).toContain(' The folder is away and the words stay\n');
  await editor.saved();
});
