import type { PageInfo } from '../bridge/types.gen';
import { t } from '../i18n';

/** Something that a link can lead to. */
export interface LinkChoice {
  href: string;
  label: string;
  page: boolean;
}

/** How many pages are offered. */
const most = 8;

/** What words or an address may mean as a link, the likeliest first. */
export function linkChoices(text: string, pages: readonly PageInfo[]): LinkChoice[] {
  const words = text.trim();
  const address = addressOf(words);
  const found = findPages(words, pages)
    .slice(0, most)
    .map((page) => ({ href: page.permalink, label: page.title || page.permalink, page: true }));
  if (!address) return found;
  const key = address.startsWith('mailto:') ? 'link.mail' : 'link.web';
  return [{ href: address, label: t(key, { address: words }), page: false }, ...found];
}

/** Pages whose title or address has the words. */
export function findPages(text: string, pages: readonly PageInfo[]): PageInfo[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return pages.filter((page) => {
    const all = `${page.title} ${page.permalink}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** The address that a person means: example.org is https://example.org. '' for none. */
export function addressOf(text: string): string {
  if (/^(https?:\/\/|mailto:|tel:|#)\S+$/i.test(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[a-z]{2,}$/i.test(text)) return `mailto:${text}`;
  if (/^([a-z0-9-]+\.)+[a-z]{2,}(\/\S*)?$/i.test(text)) return `https://${text}`;
  return '';
}
