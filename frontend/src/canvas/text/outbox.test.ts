import { expect, test } from 'vitest';
import { drawnAnew } from './outbox';

test('blocks that stay at their places are drawn anew one by one', () => {
  expect(drawnAnew([{ from: 0 }, { from: 1, html: '<p>new</p>' }], 2)).toEqual([
    { at: '1', html: '<p>new</p>' },
  ]);
  expect(drawnAnew([{ from: 0 }, { from: 1 }], 2)).toEqual([]);
});

test('blocks that are new, gone or elsewhere are not', () => {
  expect(drawnAnew(null, 2)).toBeNull();
  expect(drawnAnew([{ from: 1 }, { from: 0 }], 2)).toBeNull();
  expect(drawnAnew([{ from: 0 }, { from: -1, html: '<p>new</p>' }], 2)).toBeNull();
  expect(drawnAnew([{ from: 0 }], 2)).toBeNull();
});
