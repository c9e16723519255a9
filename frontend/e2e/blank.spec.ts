import { Editor } from './editor';
import { expect, png, test } from './journey';

test('somebody who brings their own words comes from the first screen to a site that visitors see', async ({
  page,
  home,
}) => {
  await page.goto(await home.serve());
  const editor = new Editor(page);
  const { keyboard } = page;

  await page.getByText('A quiet page').click();
  await page.getByLabel('What is it called?').fill('My lessons');
  await page.getByRole('button', { name: 'Create site' }).click();
  await expect(editor.canvas.getByRole('heading', { name: 'Hello' })).toBeVisible();
  await expect(page.getByText('Nobody else sees it before you publish.')).toBeVisible();

  await test.step('give it a name, which the home page takes over', async () => {
    await editor.canvas.locator('header').getByRole('link', { name: 'My lessons' }).click();
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('Anna Keller');
    await keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Page: Anna Keller' })).toBeVisible();
    await expect(page.getByText('Nobody else sees it before you publish.')).toHaveCount(0);
  });

  await test.step('write the first page', async () => {
    await editor.retype(editor.canvas.getByRole('heading', { name: 'Hello' }), 'Songs and lessons');
    await editor.clickInto(editor.firstText);
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('I teach the cello.');
    await keyboard.press('Enter');
  });

  await test.step('add a picture, which is asked for at once', async () => {
    await keyboard.type('/picture');
    await keyboard.press('Enter');
    const picker = page.getByRole('dialog', { name: 'Choose a picture' });
    await expect(picker.getByText('No pictures yet.')).toBeVisible();
    await keyboard.press('Escape');
    await keyboard.press('Enter'); // the block has the keyboard, and Enter asks again
    await expect(picker).toBeVisible();
    await keyboard.press('Escape');
    await expect(picker).toHaveCount(0);
    await editor.canvas.locator('[data-pw-pick]').click();
    await picker
      .locator('input[type="file"]')
      .setInputFiles({ name: 'cello.png', mimeType: 'image/png', buffer: png(600, 400, [120, 60, 20]) });
    await expect(editor.canvas.locator('main img')).toBeVisible();
    await page.getByLabel('What does this picture show?').getByRole('textbox').fill('A cello');
    await keyboard.press('Enter');
    await expect(editor.canvas.locator('main img')).toHaveAttribute('alt', 'A cello');
  });

  await test.step('a second page is in the menu, and its first words can be typed', async () => {
    await editor.newPage('Prices');
    await expect(editor.canvas.locator('header nav').getByRole('link', { name: 'Prices' })).toBeVisible();
    await expect(editor.canvas.locator('p[data-pw-typing]')).toHaveText('');
    await keyboard.type('Half an hour costs 30 pounds.');
    await editor.saved();
    await page.getByRole('button', { name: 'Phone' }).click();
    await editor.canvas.getByRole('button', { name: 'Menu' }).click();
    await expect(page.getByRole('region', { name: 'Main menu' }).locator('input:focus')).toHaveValue('Home');
    await page.getByRole('button', { name: 'Desktop' }).click();
  });

  await editor.token('Accent', '#22577a');

  await test.step('publish: it is said who can see it, and how others can', async () => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: 'Publish now' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish' });
    await expect(dialog.getByText('It can be seen on this computer now.')).toBeVisible({ timeout: 30_000 });
    const [visit] = await Promise.all([
      page.context().waitForEvent('page'),
      dialog.getByRole('button', { name: 'Visit your site' }).click(),
    ]);
    await expect(visit).toHaveTitle('Anna Keller');
    await visit.getByRole('link', { name: 'Prices' }).click();
    await expect(visit.getByText('Half an hour costs 30 pounds.')).toBeVisible();
    await visit.close();
    await dialog.getByRole('button', { name: 'Add a storage' }).click();
    await expect(page.getByRole('dialog', { name: 'Add a storage' })).toBeVisible();
  });
});
