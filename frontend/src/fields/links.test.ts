import { expect, test } from 'vitest';
import type { PageInfo } from '../bridge/types.gen';
import { asHex } from './colour';
import { addressOf, findPages, linkChoices } from './links';

const page = (title: string, permalink: string): PageInfo => ({
  path: `content${permalink}index.md`,
  title,
  permalink,
  collection: '',
  isList: false,
  draft: false,
  date: '',
  changed: false,
});
const pages = [page('About us', '/about/'), page('Opening hours', '/hours/')];

test('an address is told from words', () => {
  expect(addressOf('example.org')).toBe('https://example.org');
  expect(addressOf('https://a.org/x?y=1')).toBe('https://a.org/x?y=1');
  expect(addressOf('ann@example.org')).toBe('mailto:ann@example.org');
  expect(addressOf('#hours')).toBe('#hours');
  expect(addressOf('opening hours')).toBe('');
  expect(addressOf('javascript:alert(1)')).toBe('');
});

test('pages are found by any of their words', () => {
  expect(findPages('hours open', pages).map((p) => p.title)).toEqual(['Opening hours']);
  expect(findPages('', pages)).toHaveLength(2);
});

test('an address comes before the pages', () => {
  expect(linkChoices('about', pages).map((c) => c.href)).toEqual(['/about/']);
  expect(linkChoices('a.org', pages)[0]?.href).toBe('https://a.org');
});

test('colours are written in full', () => {
  expect(asHex('0A7')).toBe('#00aa77');
  expect(asHex('#0a7f5f')).toBe('#0a7f5f');
  expect(asHex('teal')).toBe('');
});
