import { describe, expect, test } from 'vitest';
import { inRow, isStill, scrollSpeed, slotAt, type Box, type Piece } from './slots';

const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });
const piece = (at: string, where: Box, children: Piece[] = [], container = children.length > 0): Piece => ({
  at,
  kind: 'any',
  box: where,
  container,
  children,
});

// A paragraph, two columns with a paragraph each beside each other, a paragraph.
const page = [
  piece('0', box(100, 0, 500, 100)),
  piece('1', box(100, 120, 500, 420), [
    piece('1.0', box(100, 120, 290, 420), [piece('1.0.0', box(100, 140, 290, 240))]),
    piece('1.1', box(310, 120, 500, 420), [], true),
  ]),
  piece('2', box(100, 440, 500, 540)),
];
const bounds = box(100, 0, 500, 600);
const anywhere = () => true;

describe('the slot where something lands', () => {
  test('above the middle of a block is before it, below is after', () => {
    expect(slotAt(page, bounds, 300, 20, anywhere)?.to).toEqual([0]);
    expect(slotAt(page, bounds, 300, 80, anywhere)?.to).toEqual([1]);
    expect(slotAt(page, bounds, 300, 590, anywhere)?.to).toEqual([3]);
  });

  test('the line stands between the two blocks', () => {
    expect(slotAt(page, bounds, 300, 430, anywhere)?.line).toMatchObject({ left: 100, right: 500, top: 430 });
  });

  test('inside a container it lands among its children', () => {
    expect(slotAt(page, bounds, 200, 170, anywhere)).toMatchObject({ to: [1, 0, 0], parent: '1.0' });
    expect(slotAt(page, bounds, 200, 300, anywhere)?.to).toEqual([1, 0, 1]);
  });

  test('an empty container takes it in', () => {
    expect(slotAt(page, bounds, 400, 270, anywhere)).toMatchObject({ to: [1, 1, 0], parent: '1.1' });
  });

  test('the edge of a container means beside it', () => {
    expect(slotAt(page, bounds, 300, 124, anywhere)?.to).toEqual([1]);
    expect(slotAt(page, bounds, 300, 417, anywhere)?.to).toEqual([2]);
  });

  test('children in a row are parted by an upright line', () => {
    const columns = (parent: Piece | null) => parent?.at === '1';
    const slot = slotAt(page, bounds, 320, 270, columns);
    expect(slot?.to).toEqual([1, 1]);
    expect(slot?.line.left).toBe(slot?.line.right);
    expect(slotAt(page, bounds, 480, 270, columns)?.to).toEqual([1, 2]);
  });

  test('what accepts nothing is passed over, and nothing accepting gives no slot', () => {
    expect(slotAt(page, bounds, 200, 170, (parent) => parent === null)?.parent).toBe('');
    expect(slotAt(page, bounds, 200, 170, () => false)).toBeNull();
  });

  test('a block never lands in itself', () => {
    expect(slotAt(page, bounds, 200, 170, anywhere, ['1'])?.parent).toBe('');
    expect(slotAt(page, bounds, 200, 170, anywhere, ['1.0'])?.parent).toBe('1');
  });

  test('an empty page takes the first block', () => {
    expect(slotAt([], bounds, 300, 50, anywhere)?.to).toEqual([0]);
  });
});

test('a row is told from a stack', () => {
  expect(inRow(page[1]?.children ?? [])).toBe(true);
  expect(inRow(page)).toBe(false);
});

test('a move to where it stands is none', () => {
  expect(isStill(['1'], [1])).toBe(true);
  expect(isStill(['1'], [2])).toBe(true);
  expect(isStill(['1'], [3])).toBe(false);
  expect(isStill(['1', '2', '3'], [3])).toBe(true);
  expect(isStill(['1', '2', '3'], [5])).toBe(false);
  expect(isStill(['1.0'], [1])).toBe(false);
  expect(isStill(['0.1'], [1, 1])).toBe(false);
});

test('the page scrolls faster the nearer the edge', () => {
  expect(scrollSpeed(300, 600)).toBe(0);
  expect(scrollSpeed(0, 600)).toBe(-18);
  expect(scrollSpeed(600, 600)).toBe(18);
  expect(scrollSpeed(30, 600)).toBe(-9);
  expect(scrollSpeed(-500, 600)).toBe(-18);
});
