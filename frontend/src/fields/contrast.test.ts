import { expect, test } from 'vitest';
import { contrast } from './contrast';

test('contrast is counted as WCAG 2 does', () => {
  expect(contrast('#000', '#fff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#fff', '#fff')).toBe(1);
  expect(contrast('teal', '#fff')).toBeNull();
});
