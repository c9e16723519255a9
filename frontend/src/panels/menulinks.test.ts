import { expect, test } from 'vitest';
import type { PageInfo } from '../bridge/types.gen';
import { linkState } from './menulinks';

const page = (permalink: string, draft = false): PageInfo => ({
  path: '',
  title: '',
  permalink,
  collection: '',
  isList: false,
  draft,
  date: '',
  changed: false,
});

test('a link to a page that is gone or a draft is told', () => {
  const pages = [page('/about/'), page('/secret/', true)];
  expect(linkState('/about/#team', pages)).toBe('fine');
  expect(linkState('/about', pages)).toBe('fine');
  expect(linkState('/secret/', pages)).toBe('draft');
  expect(linkState('/old/', pages)).toBe('gone');
  for (const other of [
    'https://a.org',
    '//a.org',
    'mailto:a@b.org',
    '/media/price.pdf',
    '/feed.xml',
    '/tags/roses/',
  ])
    expect(linkState(other, pages)).toBe('fine');
});
