import { expect, test, vi } from 'vitest';
import { moved, placeAt, sortable } from './sortable';

const boxes = [0, 40, 80].map((top) => ({ top, bottom: top + 40 }));

test('an item lands where its pointer is among the others', () => {
  expect(placeAt(10, boxes, 0)).toBe(0);
  expect(placeAt(70, boxes, 0)).toBe(1);
  expect(placeAt(119, boxes, 0)).toBe(2);
  expect(placeAt(5, boxes, 2)).toBe(0);
});

test('items are put into another order', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
});

test('the arrow keys move the item of a handle, and not beyond the ends', () => {
  const move = vi.fn();
  const list = document.createElement('ul');
  list.innerHTML = '<li><button data-handle>a</button></li><li><button data-handle>b</button></li>';
  const stop = sortable({ move })(list);
  const press = (at: number, key: string) =>
    list.querySelectorAll('button')[at]?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  press(0, 'ArrowUp');
  press(1, 'ArrowDown');
  expect(move).not.toHaveBeenCalled();
  press(0, 'ArrowDown');
  expect(move).toHaveBeenCalledWith(0, 1);
  stop();
  press(1, 'ArrowUp');
  expect(move).toHaveBeenCalledTimes(1);
});
