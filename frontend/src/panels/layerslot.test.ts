import { expect, test } from 'vitest';
import { rowSlot, type Row } from './layerslot';

const rows: Row[] = ['0', '1', '1.0', '1.0.0', '1.1', '2'].map((at, i) => ({
  at,
  top: i * 20,
  bottom: i * 20 + 20,
  container: at === '1' || at === '1.0' || at === '1.1',
}));
const anywhere = () => true;

test.each<[string, number, number, number[] | null]>([
  ['before the first', 0, 2, [0]],
  ['after the first', 0, 22, [1]],
  ['into a container, as its first', 40, 38, [1, 0]],
  ['into an inner container', 40, 58, [1, 0, 0]],
  ['after what is in it', 40, 78, [1, 0, 1]],
  ['further out, by the pointer', 14, 78, [1, 1]],
  ['into an empty container', 40, 98, [1, 1, 0]],
  ['after the whole container', 0, 98, [2]],
  ['at the end', 0, 400, [3]],
])('%s', (_, x, y, to) => expect(rowSlot(rows, x, y, anywhere)?.to ?? null).toEqual(to));

test('what takes nothing is passed over, and nothing lands in itself', () => {
  expect(rowSlot(rows, 40, 78, (parent) => parent === '')).toBeNull();
  expect(rowSlot(rows, 40, 98, (parent) => parent === '')?.to).toEqual([2]);
  expect(rowSlot(rows, 40, 58, anywhere, ['1'])).toBeNull();
});
