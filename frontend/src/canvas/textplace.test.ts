import { describe, expect, test } from 'vitest';
import { placeText } from './textplace';

const stage = { width: 800, height: 600 };
const bar = { width: 400, height: 40 };
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

describe('the bar of a text', () => {
  test('stands below the words, in their middle', () => {
    expect(placeText(box(300, 100, 500, 120), bar, stage)).toEqual({ left: 200, top: 128 });
  });
  test('stands above them at the foot of the page', () => {
    expect(placeText(box(300, 570, 500, 590), bar, stage)).toEqual({ left: 200, top: 522 });
  });
  test('covers no words while a side has room, and never leaves the stage', () => {
    for (const height of [36, 90, 260]) {
      for (let y = 0; y <= 580; y += 20) {
        for (const x of [-200, 0, 390, 790, 1200]) {
          const words = box(x, y, x + 60, y + 20);
          const own = { width: 400, height };
          const { left, top } = placeText(words, own, stage);
          expect(left).toBeGreaterThanOrEqual(4);
          expect(left + own.width).toBeLessThanOrEqual(796);
          expect(top).toBeGreaterThanOrEqual(4);
          expect(top + height).toBeLessThanOrEqual(596);
          expect(top >= words.bottom || top + height <= words.top, `${y} ${height}`).toBe(true);
        }
      }
    }
  });
  test('is as far from a stage that is too small as it can be', () => {
    expect(placeText(box(0, 10, 50, 30), { width: 900, height: 700 }, stage)).toEqual({ left: 4, top: 4 });
  });
});
