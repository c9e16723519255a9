import type { Page } from '@playwright/test';
import { Editor } from './editor';
import { expect, test } from './journey';

/** Puts a field far below the window into an element, writes into it, and says what moved. */
const strayed = (page: Page, into: string) =>
  page.evaluate((where) => {
    const field = document.createElement('input');
    field.style.cssText = 'position: absolute; top: 3000px; left: 3000px';
    document.querySelector(where)?.append(field);
    field.focus();
    field.scrollIntoView();
    const moved = [document.body, document.querySelector('header')].map((e) => e?.getBoundingClientRect());
    field.remove();
    return moved.map((box) => [box?.left, box?.top]);
  }, into);

// A caret, a focus or a line that is out of sight must never take the head of the editor along.
test('the editor’s own page never scrolls, whatever stands in it', async ({ page, home }) => {
  await Editor.open(page, await home.serve(home.site()));
  for (const into of ['body', '#app', '.editor', '.middle'])
    expect(await strayed(page, into), into).toEqual([
      [0, 0],
      [0, 0],
    ]);
});
