import { expect, test } from 'vitest';
import { trashedWords } from './trashed';

test('what nothing leads to is in the trash, and that is all', () => {
  expect(trashedWords('About', { links: [], inMenus: false })).toBe('“About” is in the trash.');
});

test('what still leads there is named, many are counted', () => {
  expect(trashedWords('About', { links: ['Home'], inMenus: true })).toBe(
    '“About” is in the trash. Links that lead nowhere now: in a menu, on “Home”.',
  );
  const many = trashedWords('About', { links: ['A', 'B', 'C', 'D', 'E'], inMenus: false });
  expect(many).toContain('on “A”, on “B”, on “C”, on 2 more pages.');
  expect(trashedWords('About', { links: ['A', 'B', 'C', 'D'], inMenus: false })).toContain('on “D”.');
});
