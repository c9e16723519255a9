import type { Media, PlanItem } from '../bridge/types.gen';

/** What a person calls a thing that changes: a page by its title, a picture by its file's name. */
export function nameOf(item: PlanItem): string {
  const path = item.source || decodeURIComponent(item.path);
  return item.title || (item.path.endsWith('/') ? item.path : (path.split('/').at(-1) ?? path));
}

/** The small picture of what changes; '' for what is no picture of the library, or none any more. */
export function thumbOf(item: PlanItem, library: readonly Media[]): string {
  if (item.what !== 'picture' || !item.source) return '';
  return library.find((media) => media.path === item.source)?.thumb ?? '';
}
