import type { Media, PlanItem } from '../bridge/types.gen';

/** The marks of a release's own in the name of a file: its fingerprint and the width of a smaller copy. */
const marks = /(?:[-.](?:[0-9a-f]{8,}|\d+w?))+(?=\.[a-z0-9]+$)/i;

const bare = (path: string): string =>
  decodeURIComponent(path).replace(/^\//, '').replace(marks, '').toLowerCase();

/** What a person calls a thing that changes: a page by its title, a picture by its file's name. */
export function nameOf(item: PlanItem): string {
  return item.title || bare(item.path).split('/').at(-1) || item.path;
}

/** The small picture of what changes; '' for what is no picture of the library. */
export function thumbOf(item: PlanItem, library: readonly Media[]): string {
  if (item.what !== 'picture') return '';
  const path = item.path.replace(/^\//, '');
  const found =
    library.find((media) => media.path === path) ?? library.find((media) => bare(media.path) === bare(path));
  return found?.thumb ?? '';
}
