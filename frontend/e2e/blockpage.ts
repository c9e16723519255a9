import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { Editor } from './editor';
import { expect } from './journey';
import { read } from './program';

const file = 'content/blocks.md';
/** How the file of that page begins. */
export const head = '---\ntitle: Blocks\ndescription: A page of blocks.\n---\n';
/** The blocks of a page of text. */
export const plain = ['One.', 'Two.', 'Three.', 'Four.', 'Five.'];

/** Two columns with a text each. */
export const columns = ':::columns\n:::column\nLeft.\n:::\n:::column\nRight.\n:::\n:::';

/** Opens a page that holds some blocks, the first of which is `One.` */
export async function open(
  page: Page,
  home: { site(): string; serve(dir: string): Promise<string> },
  blocks: string[],
) {
  const site = home.site();
  const text = `${head}${blocks.join('\n\n')}\n`;
  writeFileSync(join(site, file), text);
  const editor = await Editor.open(page, await home.serve(site));
  await editor.goTo('Blocks');
  await expect(editor.canvas.getByText('One.', { exact: true })).toBeVisible();
  const body = () => read(site, file).slice(head.length).trimEnd();
  const select = async (words: string) => {
    // On the words: the bar of another block may stand in the free end of the line.
    await editor.clickAt(editor.canvas.getByText(words, { exact: true }), 1);
    await page.keyboard.press('Escape');
    await expect(editor.canvas.locator('[data-pw-typing]')).toHaveCount(0);
  };
  return { editor, body, text, select, words: (w: string) => editor.canvas.getByText(w, { exact: true }) };
}

/** Drags from one thing to a point of another one, and looks at what is shown before it is dropped. */
export async function drag(
  page: Page,
  from: Locator,
  to: Locator,
  part: { x?: number; y?: number } = {},
  look: () => Promise<void> = async () => {},
): Promise<void> {
  await from.waitFor();
  await to.waitFor();
  const [start, goal] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !goal) throw new Error('nothing to drag, or nowhere to go');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  const point = { x: goal.x + goal.width * (part.x ?? 0.5), y: goal.y + goal.height * (part.y ?? 0.5) };
  await page.mouse.move(point.x, point.y - 30, { steps: 8 });
  await page.mouse.move(point.x, point.y, { steps: 4 });
  await look();
  await page.mouse.up();
}
