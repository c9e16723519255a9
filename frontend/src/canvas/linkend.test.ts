import { expect, test } from 'vitest';
import type { PageState, SiteState } from '../bridge/types.gen';
import { linkEnd } from './linkend';

const site = {
  pages: [
    { path: 'content/index.md', title: 'Home', permalink: '/' },
    { path: 'content/visit.md', title: 'Visit us', permalink: '/visit/' },
    { path: 'content/journal/hay.md', title: 'Hay', permalink: '/journal/hay/' },
  ],
} as unknown as SiteState;
const from = {
  page: 'content/journal/hay.md',
  permalink: '/journal/hay/',
  problems: [],
} as unknown as PageState;

test.each([
  ['/visit/', 'Visit us'],
  ['/visit/#hours', 'Visit us'],
  ['../../visit/', 'Visit us'],
  ['../visit.md', 'Visit us'],
  ['hay.md#top', 'Hay'],
])('%s leads to a page', (href, title) => {
  expect(linkEnd(site, from, href)).toMatchObject({ to: 'page', page: { title } });
});

test.each([
  ['https://example.org/a', 'web', 'https://example.org/a'],
  ['mailto:rosa@example.org', 'other', 'rosa@example.org'],
  ['#hours', 'other', '#hours'],
  ['/media/list.pdf', 'other', '/media/list.pdf'],
  ['/tags/hay/', 'other', '/tags/hay/'],
  ['/recipes/soup/', 'other', '/recipes/soup/'],
])('%s is %s', (href, to, address) => {
  expect(linkEnd(site, from, href)).toEqual({ to, address });
});

test('what the program knows to lead nowhere is missing', () => {
  const told = { ...from, problems: [{ code: 'link-file-missing', quote: '/media/x.pdf' }] } as PageState;
  expect(linkEnd(site, told, '/media/x.pdf').to).toBe('missing');
});
