import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Editor } from './editor';
import { expect } from './journey';
import { read } from './program';

const file = 'content/blocks.md';
/** How the file of that page begins. */
export const head = '---\ntitle: Blocks\ndescription: A page of blocks.\n---\n';
/** The blocks of a page of text. */
export const plain = ['One.', 'Two.', 'Three.', 'Four.', 'Five.'];

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
