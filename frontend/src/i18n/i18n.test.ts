import { describe, expect, test } from 'vitest';
import { english, moment, recently, size, speaker, t, type Language } from '.';

describe('words', () => {
  test('are filled in', () => {
    expect(t('pages.trashed', { title: 'About' })).toBe('“About” is in the trash.');
  });

  test('follow the number', () => {
    expect(t('bar.unpublished', { n: 1 })).toBe('1 unpublished change');
    expect(t('bar.unpublished', { n: 1200 })).toBe('1,200 unpublished changes');
  });

  test('keep what is not given, so that it is seen', () => {
    expect(t('pages.trashed')).toContain('{title}');
  });

  test('come in another language with its own way of counting', () => {
    const french: Language = {
      tag: 'fr',
      words: {
        ...english.words,
        bar: { ...english.words.bar, unpublished: { one: '{n} changement', other: '{n} changements' } },
      },
    };
    expect(speaker(french)('bar.unpublished', { n: 0 })).toBe('0 changement');
  });
});

test('sizes are read by people', () => {
  expect(size(0)).toBe('0 B');
  expect(size(999)).toBe('999 B');
  expect(size(3_140_000)).toBe('3.1 MB');
  expect(size(250_000)).toBe('250 KB');
});

test('a moment without a date is nothing', () => {
  expect(moment('')).toBe('');
  expect(moment('never')).toBe('');
  expect(moment('2020-05-03T12:02:00Z')).toMatch(/3 May 2020/);
});

test('a moment is told by how long ago it is', () => {
  const now = new Date(2026, 10, 21, 9, 0);
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 2, 31).toISOString();
  expect(recently(at(21, 8), false, now)).toBe('today, 08:02');
  expect(recently(at(21, 8), true, now)).toBe('today, 08:02:31');
  expect(recently(at(20, 23), false, now)).toBe('yesterday, 23:02');
  expect(recently(at(19, 23), false, now)).toBe('19 November, 23:02');
  expect(recently(new Date(2025, 4, 3, 14, 2).toISOString(), false, now)).toBe('3 May 2025, 14:02');
  expect(recently('')).toBe('');
});
