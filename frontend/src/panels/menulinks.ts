import type { PageInfo } from '../bridge/types.gen';

/** Whether a link of a menu leads somewhere: fine, to a page that is gone, or to a draft. */
export type LinkState = 'fine' | 'gone' | 'draft';

/** Looks where a link of a menu leads. Addresses of the web, of files and of lists are not known here: they are fine. */
export function linkState(link: string, pages: readonly PageInfo[]): LinkState {
  if (!link.startsWith('/') || link.startsWith('//')) return 'fine';
  const path = link.replace(/[?#].*$/, '');
  if (/\.[a-z0-9]{2,5}$/i.test(path) || path.startsWith('/media/')) return 'fine';
  const slashed = path.endsWith('/') ? path : `${path}/`;
  const page = pages.find((p) => p.permalink === slashed);
  if (page) return page.draft ? 'draft' : 'fine';
  // Pages that the generator makes by itself, as those of tags, are below no page of the list.
  return /^\/(tags|categories)\//.test(slashed) ? 'fine' : 'gone';
}
