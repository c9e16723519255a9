import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open } from './blockpage';
import type { Editor } from './editor';
import { expect, test } from './journey';

const columns = ':::columns\n:::column\nLeft.\n:::\n:::column\nRight.\n:::\n:::';
const long = Array.from({ length: 40 }, (_, i) => `Paragraph ${i} of a long page.`);

/** How far the outline of the selected block is from its block, and its bar from the stage, in pixels. */
async function apart(editor: Editor, at: string): Promise<number> {
  const outline = editor.page.locator('.overlay .outline.selected');
  const bar = editor.page.getByRole('toolbar', { name: 'Block' });
  const boxes = await Promise.all(
    [outline, editor.block(at), bar, editor.stage].map((one) => one.boundingBox()),
  );
  const [own, block, tools, stage] = boxes;
  if (!own || !block || !tools || !stage) return Infinity;
  const sides = (['x', 'y', 'width', 'height'] as const).map((side) => Math.abs(own[side] - block[side]));
  const beyond = Math.max(stage.x - tools.x, tools.x + tools.width - stage.x - stage.width);
  return Math.max(...sides, beyond);
}

async function follows(editor: Editor, at: string, where: string): Promise<void> {
  await expect.poll(() => apart(editor, at), { message: where }).toBeLessThanOrEqual(1);
}

test.describe('outlines', () => {
  test.use({ deviceScaleFactor: 2 });

  test('follow their blocks at every width, at twice the pixels and from right to left', async ({
    page,
    home,
  }) => {
    const { editor } = await open(page, home, ['One.', columns, ...long]);
    const root = editor.canvas.locator('html');
    const settings = join(home.dir, 'site', 'site.yaml');
    for (const language of ['en', 'ar']) {
      writeFileSync(
        settings,
        readFileSync(settings, 'utf8').replace(/^language: .*$/m, `language: ${language}`),
      );
      if (language === 'ar') await expect(root).toHaveAttribute('dir', 'rtl');
      for (const device of ['Desktop', 'Tablet', 'Phone']) {
        await page.getByRole('button', { name: device, exact: true }).click();
        for (const at of ['1.1', '30']) {
          await editor.block(at).scrollIntoViewIfNeeded();
          await editor.select(at);
          await follows(editor, at, `${language} ${device} ${at}`);
        }
        await root.evaluate(() => window.scrollBy({ top: -37.5, behavior: 'instant' }));
        await follows(editor, '30', `${language} ${device}, scrolled`);
      }
    }
    // The measure finds what is two pixels away.
    await page.addStyleTag({ content: '.overlay .outline { margin-left: 2px }' });
    await expect.poll(() => apart(editor, '30')).toBeGreaterThan(1);
  });

  test('a drag to the edge scrolls the page and drops where the line is', async ({ page, home }) => {
    const { editor, body, select } = await open(page, home, ['One.', ...long]);
    for (const device of ['Desktop', 'Phone']) {
      await page.getByRole('button', { name: device, exact: true }).click();
      await editor.canvas.locator('html').evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
      await select('One.');
      const handle = page.getByRole('button', { name: /^Drag to move/ });
      await handle.hover();
      await page.mouse.down();
      const stage = await editor.stage.boundingBox();
      if (!stage) throw new Error('no stage');
      const middle = stage.x + stage.width / 2;
      await page.mouse.move(middle, stage.y + stage.height / 2, { steps: 6 });
      await expect(page.locator('.overlay .line')).toBeVisible();
      await page.mouse.move(middle, stage.y + stage.height - 8, { steps: 3 });
      const last = editor.canvas.getByText(long.at(-1) ?? '', { exact: true });
      const low = async () => (await last.boundingBox())?.y ?? Infinity;
      await expect.poll(low, { timeout: 20_000 }).toBeLessThan(stage.y + stage.height - 60);
      const box = await last.boundingBox();
      if (!box) throw new Error('no last block');
      await page.mouse.move(middle, box.y + box.height - 1, { steps: 4 });
      await page.mouse.up();
      await expect.poll(body).toMatch(/of a long page\.\n\nOne\.$/);
      await editor.undo();
      await expect.poll(body).toMatch(/^One\./);
    }
  });
});
