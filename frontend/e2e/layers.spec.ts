import { columns, drag, open } from './blockpage';
import { expect, test } from './journey';

test.describe('the layer list', () => {
  test('rows are dragged in and out, and the keys do the same', async ({ page, home }) => {
    const { body } = await open(page, home, ['One.', columns, 'Two.']);
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Layers' }).click();
    const row = (words: string) => page.getByRole('treeitem', { name: words });
    await drag(page, row('Text Two.'), row('Text Left.'), { x: 0.4, y: 0.95 }, () =>
      expect(page.locator('.layers .line')).toBeVisible(),
    );
    await expect.poll(body).toMatch(/Left\.\n\nTwo\.\n:::/);
    await drag(page, row('Text Two.'), row('Text One.'), { x: 0.1, y: 0.05 });
    await expect.poll(body).toMatch(/^Two\.\n\nOne\.\n\n:::columns/);

    await row('Text One.').click();
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(body).toMatch(/^Two\.\n\n:::columns\n:::column\nOne\.\n\nLeft\./);
    await expect(row('Text One.')).toBeFocused();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(body).toMatch(/^Two\.\n\n:::columns[\s\S]*:::\n\nOne\.$/);
  });

  test('one drag after the other, each with the blocks that were seen', async ({ page, home }) => {
    const { body, editor } = await open(page, home, ['One.', columns, 'Two.', 'Three.']);
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Layers' }).click();
    const row = (words: string) => page.getByRole('treeitem', { name: words });
    let answer = () => {};
    const first = new Promise<void>((go) => (answer = go));
    await page.route('**/api/edit.apply', async (route) => {
      await first;
      await route.continue();
    });
    await drag(page, row('Text Three.'), row('Text Two.'), { x: 0.1, y: 0.05 });
    // The rows are as they were: the first drag is answered while the second is under way.
    await drag(page, row('Text Two.'), row('Text Left.'), { x: 0.4, y: 0.95 }, async () => {
      answer();
      await expect(page.getByRole('treeitem').last()).toContainText('Two.');
    });
    await expect
      .poll(body)
      .toBe('One.\n\n:::columns\n:::column\nLeft.\n\nTwo.\n:::\n:::column\nRight.\n:::\n:::\n\nThree.');
    await editor.saved();

    // A row that is clicked in that time has the keyboard where it goes.
    const second = new Promise<void>((go) => (answer = go));
    await page.unroute('**/api/edit.apply');
    await page.route('**/api/edit.apply', async (route) => {
      await second;
      await route.continue();
    });
    await drag(page, row('Text Three.'), row('Text One.'), { x: 0.1, y: 0.05 });
    await row('Text One.').hover();
    await page.mouse.down();
    answer();
    await expect(page.getByRole('treeitem').first()).toContainText('Three.');
    await page.mouse.up();
    await expect(row('Text One.')).toBeFocused();
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(body).toMatch(/^Three\.\n\n:::columns\n:::column\nOne\.\n\nLeft\./);
    await expect(row('Text One.')).toBeFocused();
  });
});
