import { describe, expect, test } from 'vitest';
import { placeList } from './inserting';

const stage = { width: 1000, height: 800 };
const box = (top: number, bottom = top) => ({ left: 400, top, right: 600, bottom });

describe('the list of blocks', () => {
  test('opens below its place, under the middle of it', () => {
    expect(placeList(box(100), stage, false, 16)).toEqual({ left: 330, top: 110, bottom: null, height: 420 });
  });
  test('opens above where that has more room', () => {
    expect(placeList(box(700), stage, false, 16)).toEqual({ left: 330, top: null, bottom: 110, height: 420 });
  });
  test('is lower where the room is', () => {
    const spot = placeList(box(420), { width: 1000, height: 760 }, false, 16);
    expect(spot).toEqual({ left: 330, top: 430, bottom: null, height: 322 });
  });
  test('is never cut: not by a place out of sight, a small stage or its sides', () => {
    const places = [box(-300), box(1200), box(-50, 900), { left: 980, top: 10, right: 1400, bottom: 790 }];
    for (const place of places)
      for (const room of [stage, { width: 360, height: 300 }]) {
        const spot = placeList(place, room, true, 16);
        if (!spot) throw new Error('no place');
        const { left, top, bottom, height } = spot;
        const start = top ?? room.height - (bottom ?? 0) - height;
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start + height).toBeLessThanOrEqual(room.height);
        expect(left).toBeGreaterThanOrEqual(8);
        expect(left + Math.min(340, room.width - 16)).toBeLessThanOrEqual(room.width);
      }
  });
  test('takes the window where the stage is too low for it, which large letters make it sooner', () => {
    expect(placeList(box(100), { width: 800, height: 280 }, false, 16)).toBeNull();
    expect(placeList(box(100), { width: 800, height: 500 }, false, 16)).not.toBeNull();
    expect(placeList(box(100), { width: 800, height: 500 }, false, 32)).toBeNull();
  });
});
