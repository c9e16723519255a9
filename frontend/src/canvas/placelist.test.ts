import { describe, expect, test } from 'vitest';
import { placeList } from './inserting';

const stage = { width: 1000, height: 800 };
const box = (top: number, bottom = top) => ({ left: 400, top, right: 600, bottom });

describe('the list of blocks', () => {
  test('opens below its place, under the middle of it', () => {
    expect(placeList(box(100), stage, false)).toEqual({ left: 330, top: 110, bottom: null, height: 420 });
  });
  test('opens above where that has more room', () => {
    expect(placeList(box(700), stage, false)).toEqual({ left: 330, top: null, bottom: 110, height: 420 });
  });
  test('is lower where the room is', () => {
    const spot = placeList(box(420), { width: 1000, height: 760 }, false);
    expect(spot).toEqual({ left: 330, top: 430, bottom: null, height: 322 });
  });
  test('is never cut: not by a place out of sight, a small stage or its sides', () => {
    const places = [box(-300), box(1200), box(-50, 900), { left: 980, top: 10, right: 1400, bottom: 790 }];
    for (const place of places)
      for (const room of [stage, { width: 360, height: 240 }]) {
        const { left, top, bottom, height } = placeList(place, room, true);
        const start = top ?? room.height - (bottom ?? 0) - height;
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start + height).toBeLessThanOrEqual(room.height);
        expect(left).toBeGreaterThanOrEqual(8);
        expect(left + Math.min(340, room.width - 16)).toBeLessThanOrEqual(room.width);
      }
  });
});
