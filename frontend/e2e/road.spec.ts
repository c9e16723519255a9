import { Editor } from './editor';
import { expect, png, test } from './journey';
import { bytesOf, read } from './program';

test('the whole road: change the page, undo and redo it all, publish, go back', async ({ page, home }) => {
  const site = home.bareSite();
  const untouched = bytesOf(site);
  const editor = await Editor.open(page, await home.serve(site));

  const first = await test.step('publish the starter as it is', () => editor.publish());
  const old = await (await fetch(first)).text();

  await test.step('change the headline by typing', async () => {
    await editor.retype(editor.canvas.locator('h1[data-pw-at]').first(), 'Flowers from our own fields');
    expect(read(site, 'content/index.md')).toContain('# Flowers from our own fields\n');
  });

  await test.step('drop a picture and describe it', async () => {
    await editor.dropFile('Blue door.png', 'image/png', png(64, 40, [20, 60, 160]), '1');
    const bar = page.getByRole('form', { name: 'What does this picture show?' });
    await bar.getByRole('textbox').fill('A blue door');
    await bar.getByRole('button', { name: 'Save' }).click();
    await expect(bar).toHaveCount(0);
    await expect(editor.canvas.locator('img[alt="A blue door"]')).toBeVisible();
    await editor.saved();
    expect(read(site, 'content/index.md')).toMatch(/!\[\]\(\/media\/blue-door[^)]*\.png\)/i);
  });

  await test.step('move a block with the mouse', async () => {
    await editor.select('1');
    const before = read(site, 'content/index.md');
    await editor.dragTo('2', 'after');
    await expect(page.getByText(/moved to position 3/)).toBeAttached();
    await editor.saved();
    expect(read(site, 'content/index.md')).not.toBe(before);
  });

  await test.step('move a block with the keyboard', async () => {
    const before = read(site, 'content/index.md');
    await editor.stage.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(page.getByText(/moved to position 2/)).toBeAttached();
    await editor.saved();
    expect(read(site, 'content/index.md')).not.toBe(before);
  });

  await test.step('add a page', async () => {
    await editor.newPage('Opening hours');
    await expect(editor.page.getByRole('button', { name: 'Page: Opening hours' })).toBeVisible();
    expect(read(site, 'content/opening-hours.md')).toContain('Opening hours');
  });

  await test.step('change a colour', async () => {
    await editor.token('Accent', '#0a5f8c');
    expect(read(site, 'site.yaml')).toContain('0a5f8c');
  });

  const changed = bytesOf(site);
  await test.step('undo it all: the files are the bytes that they were', async () => {
    const undo = page.getByRole('button', { name: /^Undo:/ });
    for (let i = 0; i < 20 && (await undo.count()) > 0; i++) await editor.undo();
    await expect(undo).toHaveCount(0);
    expect(bytesOf(site)).toEqual(untouched);
  });

  await test.step('redo it all', async () => {
    const redo = page.getByRole('button', { name: /^Redo:/ });
    for (let i = 0; i < 20 && (await redo.count()) > 0; i++) await editor.redo();
    expect(bytesOf(site)).toEqual(changed);
  });

  await test.step('publish: visitors see it', async () => {
    const address = await editor.publish();
    expect(address).toBe(first);
    const now = await (await fetch(address)).text();
    expect(now).toContain('Flowers from our own fields');
    expect(now).toContain('alt="A blue door"');
    expect((await fetch(new URL('/opening-hours/', address))).status).toBe(200);
    await expect(editor.status).toContainText('All changes published');
  });

  await test.step('go back: visitors see the old site', async () => {
    await editor.goBack();
    expect(await (await fetch(first)).text()).toBe(old);
    expect((await fetch(new URL('/opening-hours/', first))).status).toBe(404);
  });
});
