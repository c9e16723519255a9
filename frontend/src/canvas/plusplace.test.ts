import { describe, expect, test } from 'vitest';
import { borderOf, placePlus } from './plusplace';

const stage = { width: 1000, height: 700 };
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

describe('the + of a block', () => {
  const first = box(200, 300, 800, 325);

  test('stands on its edge where nothing is', () => {
    const border = borderOf(first, box(200, 400, 800, 425), 'after', false);
    expect(placePlus(border, stage, [])).toEqual({ x: 500, y: 325 });
  });
  test('goes into the space to the next block when it would cover words', () => {
    const words = [first, box(200, 365, 800, 390)];
    const border = borderOf(first, box(200, 365, 800, 390), 'after', false);
    expect(placePlus(border, stage, words)).toEqual({ x: 500, y: 341 });
  });
  test('goes into the margin when there is no space', () => {
    const words = [first, box(200, 330, 800, 355)];
    const border = borderOf(first, words[1] ?? null, 'after', false);
    expect(placePlus(border, stage, words)).toEqual({ x: 180, y: 325 });
  });
  test('goes to the other margin when words are in the first', () => {
    const words = [first, box(200, 330, 800, 355), box(20, 300, 195, 600)];
    const border = borderOf(first, words[1] ?? null, 'after', false);
    expect(placePlus(border, stage, words)).toEqual({ x: 820, y: 325 });
  });
  test('stands between blocks that are beside each other', () => {
    const border = borderOf(box(0, 100, 300, 500), box(320, 110, 620, 490), 'after', true);
    expect(placePlus(border, stage, [])).toEqual({ x: 310, y: 300 });
  });
  test('stands after the last of a row, not on the way to the row below', () => {
    const border = borderOf(box(320, 100, 620, 500), box(0, 520, 300, 900), 'after', true);
    expect(border.line).toEqual(box(620, 100, 620, 500));
    expect(border.away).toBe(16);
  });
});
