import type { PageInfo, PageState, SiteState } from '../bridge/types.gen';
import { pageByLink } from '../session/lookup';

/** Where a link leads. */
export type LinkEnd =
  | { to: 'page'; page: PageInfo }
  | { to: 'web' | 'other'; address: string }
  | { to: 'missing'; address: string };

/** Where an address leads that is written on a page. What the program knows to lead nowhere is missing. */
export function linkEnd(site: SiteState | null, from: PageState | null, href: string): LinkEnd {
  if (/^https?:\/\//i.test(href)) return { to: 'web', address: href };
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return { to: 'other', address: href.replace(/^(mailto|tel):/i, '') };
  if (href === '' || href.startsWith('#')) return { to: 'other', address: href };
  const page =
    pageByLink(site, href) ?? pageByFile(site, from, href) ?? pageByLink(site, resolved(from, href));
  if (page) return { to: 'page', page };
  const told = from?.problems.some((p) => p.code.startsWith('link-') && p.quote?.includes(href));
  return { to: told ? 'missing' : 'other', address: href };
}

/** An address as it is from the root of the site. */
function resolved(from: PageState | null, href: string): string {
  try {
    return decodeURI(new URL(href, `http://site${from?.permalink ?? '/'}`).pathname);
  } catch {
    return href;
  }
}

/** Markdown may name the file of a page: ../about.md. */
function pageByFile(site: SiteState | null, from: PageState | null, href: string): PageInfo | undefined {
  const path = href.replace(/[?#].*$/, '');
  if (!path.endsWith('.md') || !from) return undefined;
  const file = new URL(path, `http://site/${from.page}`).pathname.slice(1);
  return site?.pages.find((p) => p.path === decodeURI(file));
}
