import { Editor } from './editor';
import { test } from './journey';

const to = process.env.PICTURE ?? '';

// Not a test: it takes the picture of the README, when it is asked for.
test.describe('picture', () => {
  test.skip(to === '', 'PICTURE names the file to write');
  test.use({ deviceScaleFactor: 2, colorScheme: 'light', reducedMotion: 'reduce' });

  test('the editor with the first page of the starter', async ({ page, home }) => {
    const editor = await Editor.open(page, await home.serve(home.site()));
    await editor.select('0.0');
    await page.mouse.move(700, 880);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: to });
  });
});
