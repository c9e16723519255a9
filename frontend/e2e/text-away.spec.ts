import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

const file = 'content/contact.md';

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

test.describe('the program is gone while somebody types', () => {
  test('nothing is lost when it is killed, and all is saved when it was started again', async ({
    page,
    home,
  }) => {
    const site = home.site();
    const listen = ['--listen', `127.0.0.1:${await freePort()}`];
    const editor = await Editor.open(page, await home.serve(site, ...listen));
    await editor.goTo('Contact');
    const before = read(site, file);
    const paragraph = editor.firstText;
    const words = (await paragraph.innerText()).trim();
    await editor.clickInto(paragraph);
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type(' Sent.');
    await editor.saved();
    await home.kill();
    expect(read(site, file)).toContain(' Sent.\n');

    await page.keyboard.type(' Kept');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Another line');
    const banner = page.getByText('Pagewright is not answering. What you type is kept here');
    await expect(banner).toBeVisible();
    await expect(editor.status).toContainText('Not saved');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    // The new paragraph has no place in the file yet: nothing is said of the block that has it.
    await expect(
      page.getByRole('group', { name: 'Settings' }).getByText('Page', { exact: true }),
    ).toBeVisible();
    await expect(page.locator('.cm-editor')).toHaveCount(0);
    // The keyboard is still in the text, and at its start nothing waits for an answer.
    await page.keyboard.press('Home');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('And ');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('a third');
    await expect(editor.status).not.toContainText('All changes saved');
    expect(read(site, file)).not.toContain('Kept');

    // Closing the tab is asked about.
    const asked = page.waitForEvent('dialog');
    const closing = page.close({ runBeforeUnload: true });
    const question = await asked;
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    await closing;

    const address = await home.serve(site, ...listen);
    const other = await page.context().newPage();
    await other.goto(address);
    await expect(other.getByRole('button', { name: 'Publish', exact: true })).toBeVisible();
    await other.close();
    await editor.saved();
    await expect(banner).toHaveCount(0);
    const now = before.replace(words, `${words} Sent. Kept\n\nAnd Another line\n\na third`);
    expect(read(site, file)).toBe(now);
    // And typing goes on where it was.
    await page.keyboard.type('!');
    await editor.saved();
    expect(read(site, file)).toBe(now.replace('a third', 'a third!'));
  });

  test('all of the editor is there when the program is not', async ({ page, home }) => {
    const site = home.site();
    const loaded: string[] = [];
    page.on('request', (request) => {
      if (/\/assets\/[^/]*\.js$/.test(request.url())) loaded.push(request.url());
    });
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    await editor.clickInto(editor.canvas.locator('p[data-pw-kind="paragraph"]').first());
    await page.keyboard.press('Escape');
    await page.getByText('Source', { exact: true }).click();
    await expect(page.locator('.cm-editor')).toBeVisible();
    expect(loaded).toHaveLength(1);
  });

  test('an answer that was lost on its way makes nothing twice', async ({ page, home }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const before = read(site, file);
    const paragraph = editor.firstText;
    const words = (await paragraph.innerText()).trim();
    await editor.clickInto(paragraph);
    await page.keyboard.press('ControlOrMeta+End');
    let down = false;
    await page.route('**/api/**', async (route) => {
      // The change is made, but the answer never comes.
      if (!down && route.request().url().endsWith('edit.apply')) {
        await route.fetch();
        down = true;
      }
      await (down ? route.abort('connectionreset') : route.continue());
    });
    await page.keyboard.press('Enter');
    await page.keyboard.type('Only once');
    await expect(page.getByText('Pagewright is not answering.')).toBeVisible();
    await page.keyboard.type(', and whole');
    await page.unroute('**/api/**');
    await editor.saved();
    expect(read(site, file)).toBe(before.replace(words, `${words}\n\nOnly once, and whole`));
  });

  test('keys that are pressed in the moment in which it goes are not lost', async ({ page, home }) => {
    const site = home.site();
    const editor = await Editor.open(page, await home.serve(site));
    await editor.goTo('Contact');
    const before = read(site, file);
    const paragraph = editor.firstText;
    const words = (await paragraph.innerText()).trim();
    await editor.clickInto(paragraph);
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Last');
    await editor.saved();
    for (const gone of ['page.text', 'edit.apply']) {
      let down = false;
      await page.route('**/api/**', async (route) => {
        down ||= route.request().url().endsWith(gone);
        await (down ? route.abort('connectionrefused') : route.continue());
      });
      // The way to the other text is begun, and the answer that it needs never comes.
      await page.keyboard.press('Home');
      await page.keyboard.press('Backspace');
      await page.keyboard.type('x, ');
      await expect(page.getByText('Pagewright is not answering.')).toBeVisible();
      await page.keyboard.type('y ');
      await page.unroute('**/api/**');
      await editor.saved();
      await expect(editor.canvas.locator('[data-pw-typing]')).toHaveText(`${words}x, y Last`);
      await editor.saved();
      expect(read(site, file)).toBe(before.replace(words, `${words}x, y Last`));
      for (let i = 0; i < 'x, y '.length; i++) await page.keyboard.press('Backspace');
      await page.keyboard.press('Enter');
      await editor.saved();
    }
  });
});
