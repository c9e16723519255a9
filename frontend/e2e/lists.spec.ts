import type { Page } from '@playwright/test';
import { open } from './blockpage';
import { expect, test } from './journey';

/** Presses keys one after the other; a word is typed. */
async function keys(page: Page, ...list: string[]): Promise<void> {
  for (const key of list)
    if (/^[A-Z][a-zA-Z]|\+/.test(key)) await page.keyboard.press(key);
    else await page.keyboard.type(key);
}

test.describe('lists', () => {
  test('Enter twice in the middle ends the list there, and one undo makes it whole', async ({
    page,
    home,
  }) => {
    const { body, editor, text } = await open(page, home, ['One.', '- a\n- b\n- c', 'Two.']);
    const list = editor.canvas.locator('ul[data-pw-at]');
    await editor.clickAt(list.getByText('b'), 0);
    await keys(page, 'End', 'Enter', 'Enter');
    await expect(list).toHaveText(/^\s*a\s*b\s*$/);
    await keys(page, 'between');
    await expect.poll(body).toBe('One.\n\n- a\n- b\n\nbetween\n\n- c\n\nTwo.');
    await editor.saved();
    // The blocks after it are where the file has them.
    await page.keyboard.press('Escape');
    await editor.clickInto(editor.canvas.getByText('Two.'));
    await keys(page, 'End', '!');
    await expect.poll(body).toBe('One.\n\n- a\n- b\n\nbetween\n\n- c\n\nTwo.!');
    await editor.saved();
    await page.keyboard.press('Escape');
    for (let i = 0; i < 2; i++) await editor.undo();
    expect(body()).toBe(text.slice(text.indexOf('One.')).trimEnd());
  });

  test('an empty paragraph between two halves leaves the list as it was', async ({ page, home }) => {
    const { body, editor } = await open(page, home, ['One.', '1. a\n2. b\n3. c', 'Two.']);
    const list = editor.canvas.locator('ol[data-pw-at]');
    await editor.clickAt(list.getByText('a'), 0);
    await keys(page, 'End', 'Enter', 'Enter', 'Escape');
    await expect(list).toHaveCount(1);
    await expect(list).toHaveText(/^\s*a\s*b\s*c\s*$/);
    await editor.saved();
    expect(body()).toBe('One.\n\n1. a\n2. b\n3. c\n\nTwo.');
    // With words the numbers go on where they were.
    await editor.clickAt(list.getByText('b'), 0);
    await keys(page, 'End', 'Enter', 'Enter', '## Then');
    await expect.poll(body).toBe('One.\n\n1. a\n2. b\n\n## Then\n\n3. c\n\nTwo.');
    await editor.saved();
    // A block comes between them, too, and arrows lead out of what is empty.
    await page.keyboard.press('Escape');
    await editor.clickAt(list.first().getByText('a'), 0);
    await keys(page, 'End', 'Enter', 'Enter', 'ArrowDown', 'Home', 'not ');
    await expect.poll(body).toBe('One.\n\n1. a\n2. not b\n\n## Then\n\n3. c\n\nTwo.');
    await keys(page, 'ArrowUp', 'End', 'Enter', 'Enter', '/line', 'Enter');
    await expect.poll(body).toBe('One.\n\n1. a\n\n***\n\n2. not b\n\n## Then\n\n3. c\n\nTwo.');
    await editor.saved();
  });

  test('Tab and Shift+Tab, Delete and Backspace in items are written as they look', async ({
    page,
    home,
  }) => {
    const { body, editor } = await open(page, home, ['One.', '- a\n- b\n- c\n- d']);
    await editor.clickAt(editor.canvas.locator('ul[data-pw-at]').getByText('b'), 0);
    await keys(page, 'End', 'Tab');
    await expect.poll(body).toBe('One.\n\n- a\n  - b\n- c\n- d');
    await keys(page, 'ArrowDown', 'Tab');
    await expect.poll(body).toBe('One.\n\n- a\n  - b\n  - c\n- d');
    await keys(page, 'Enter', 'Enter', 'out');
    await expect.poll(body).toBe('One.\n\n- a\n  - b\n  - c\n- out\n- d');
    await keys(page, 'Delete');
    await expect.poll(body).toBe('One.\n\n- a\n  - b\n  - c\n- outd');
    await keys(page, 'ArrowUp', 'Shift+Tab', 'Home', 'Backspace', ' and ');
    await expect.poll(body).toBe('One.\n\n- a\n  - b and c\n- outd');
    await keys(page, 'Home', 'Backspace');
    await expect.poll(body).toBe('One.\n\n- a\n- b and c\n- outd');
    // At the very end Delete finds nothing, and an empty first item is a paragraph before the list.
    await keys(page, 'ArrowDown', 'End', 'Delete', '!');
    await expect.poll(body).toBe('One.\n\n- a\n- b and c\n- outd!');
    await keys(page, 'ControlOrMeta+Home', 'Enter', 'ArrowUp', 'Enter', 'first');
    await expect.poll(body).toBe('One.\n\nfirst\n\n- a\n- b and c\n- outd!');
    await editor.saved();
  });
});
