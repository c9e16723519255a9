import type { Kind, PageInfo, SiteState } from '../bridge/types.gen';

/** What is found in a site, which may not be open yet. */
type Site = SiteState | null;

export function kindOf(site: Site, name: string): Kind | undefined {
  return site?.kinds.find((k) => k.name === name);
}

/** The word for a kind, also for one that the site does not know. */
export function kindLabel(site: Site, name: string): string {
  return kindOf(site, name)?.label ?? capital(name);
}

/** The name of a collection: its list page's title. */
export function collectionLabel(site: Site, name: string): string {
  const list = site?.pages.find((p) => p.isList && p.collection === name);
  return list?.title || capital(name);
}

/** The page that an address of the site leads to. */
export function pageByLink(site: Site, href: string): PageInfo | undefined {
  if (!href.startsWith('/')) return undefined;
  const path = href.replace(/[?#].*$/, '').replace(/index\.html$/, '');
  const slashed = path.endsWith('/') ? path : `${path}/`;
  return site?.pages.find((p) => p.permalink === slashed || p.permalink === path);
}

/** The page to show first, or after one is gone. */
export function firstPage(site: Site): PageInfo | undefined {
  return site?.pages.find((p) => p.permalink === '/') ?? site?.pages[0];
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
