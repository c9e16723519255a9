import { describe, expect, test } from 'vitest';
import { placeBar } from './barplace';

const stage = { width: 1000, height: 700 };
const bar = { width: 280, height: 36 };
const handle = { width: 30, height: 36 };
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });
const block = box(200, 300, 800, 325);

describe('the bar of a block', () => {
  test('stands above it where nothing is', () => {
    expect(placeBar(block, bar, handle, stage, [box(200, 300, 400, 325)])).toEqual({
      left: 200,
      top: 260,
      small: false,
    });
  });
  test('goes to the end of the line above when that is short', () => {
    const words = [box(200, 265, 400, 290), box(200, 300, 300, 325)];
    expect(placeBar(block, bar, handle, stage, words)).toEqual({ left: 520, top: 260, small: false });
  });
  test('stands in the block, beside its own words, when the line above is long', () => {
    const words = [box(200, 265, 800, 290), box(200, 300, 300, 325)];
    expect(placeBar(block, bar, handle, stage, words)).toEqual({ left: 520, top: 304, small: false });
  });
  test('stands below when the block is full of words', () => {
    const words = [box(200, 265, 800, 290), box(200, 300, 800, 325)];
    expect(placeBar(block, bar, handle, stage, words)).toEqual({ left: 200, top: 329, small: false });
  });
  test('is a small one in the margin where it would cover words wherever it stands', () => {
    const all = [box(200, 200, 800, 290), box(200, 300, 800, 325), box(200, 335, 800, 500)];
    expect(placeBar(block, bar, handle, stage, all)).toEqual({ left: 166, top: 300, small: true });
    const margin = box(0, 200, 190, 500);
    expect(placeBar(block, bar, handle, stage, [...all, margin])).toEqual({
      left: 804,
      top: 300,
      small: true,
    });
  });
  test('stays whole where the small one covers as much', () => {
    expect(placeBar(block, bar, handle, stage, [box(0, 0, 1000, 700)]).small).toBe(true);
    expect(placeBar(block, bar, bar, stage, [box(0, 0, 1000, 700)]).small).toBe(false);
  });
  test('never leaves the stage', () => {
    for (const far of [box(-500, -900, 2000, 5000), box(900, 690, 1400, 1200), box(-400, -80, -10, -40)]) {
      const { left, top } = placeBar(far, bar, handle, stage, []);
      expect(left).toBeGreaterThanOrEqual(4);
      expect(top).toBeGreaterThanOrEqual(4);
      expect(left + bar.width).toBeLessThanOrEqual(stage.width);
      expect(top + bar.height).toBeLessThanOrEqual(stage.height);
    }
  });
});
