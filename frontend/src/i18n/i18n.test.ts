import { describe, expect, test } from 'vitest';
import { english, moment, size, speaker, t, type Language } from '.';

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
