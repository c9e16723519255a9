import { expect, test } from 'vitest';
import { pointIn, stepped } from './focuspoint';

test('a point is in per cent of the picture and never outside', () => {
  const box = { left: 10, top: 20, width: 200, height: 100 };
  expect(pointIn(box, 60, 70)).toEqual({ x: 25, y: 50 });
  expect(pointIn(box, -5, 400)).toEqual({ x: 0, y: 100 });
});

test('the arrow keys move it', () => {
  expect(stepped({ x: 50, y: 2 }, 'ArrowUp', 5)).toEqual({ x: 50, y: 0 });
  expect(stepped({ x: 50, y: 50 }, 'ArrowRight', 5)).toEqual({ x: 55, y: 50 });
  expect(stepped({ x: 50, y: 50 }, 'Enter', 5)).toBeNull();
});
