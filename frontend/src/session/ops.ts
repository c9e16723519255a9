import type { Kind, Op, ProseDoc } from '../bridge/types.gen';
import { parsePath, type Path } from '../canvas/place';

/** The commands of change sets. Places are index paths of the page as it is now. */
export const ops = {
  insert: (page: string, at: Path, markdown: string): Op => ({ op: 'insert', page, at, markdown }),
  replace: (page: string, at: string, markdown: string): Op => ({
    op: 'replace',
    page,
    at: parsePath(at),
    markdown,
  }),
  remove: (page: string, at: string): Op => ({ op: 'delete', page, at: parsePath(at) }),
  duplicate: (page: string, at: string): Op => ({ op: 'duplicate', page, at: parsePath(at) }),
  move: (page: string, from: string, to: Path): Op => ({ op: 'move', page, from: parsePath(from), to }),
  text: (page: string, at: Path, doc: ProseDoc): Op => ({ op: 'text', page, at, doc }),
  attr: (page: string, at: string, name: string, value: unknown): Op => ({
    op: 'attr',
    page,
    at: parsePath(at),
    name,
    value,
  }),
  transform: (page: string, at: string, kind: string, level = 0): Op => ({
    op: 'transform',
    page,
    at: parsePath(at),
    kind,
    ...(level > 0 ? { level } : {}),
  }),
  front: (page: string, key: string, value: unknown): Op => ({ op: 'frontmatter', page, key, value }),
  setting: (key: string, value: unknown): Op => ({ op: 'setting', key, value }),
  page: (title: string, folder: string): Op => ({ op: 'page', title, in: folder }),
  /** The whole page as text; `was` is the hash of what it was made of. */
  source: (page: string, text: string, was: string): Op => ({ op: 'source', page, text, was }),
  copy: (page: string, title: string): Op => ({ op: 'copy', page, title }),
  trash: (page: string): Op => ({ op: 'trash', page }),
  untrash: (name: string): Op => ({ op: 'untrash', file: name }),
  mediaTrash: (file: string): Op => ({ op: 'media-trash', file }),
  mediaRename: (from: string, to: string): Op => ({ op: 'media-rename', from, to }),
  mediaReplace: (from: string, to: string): Op => ({ op: 'media-replace', from, to }),
  rename: (from: string, to: string): Op => ({ op: 'rename', from, to }),
};

/** A picture as Markdown. The alt text lives in the library unless it is given. */
export function pictureMarkdown(address: string, alt = ''): string {
  const target = /[\s()<>]/.test(address) ? `<${address.replace(/[<>]/g, encodeURIComponent)}>` : address;
  return `![${alt.replace(/([\\[\]])/g, '\\$1')}](${target})`;
}

/** Pages that have a folder of their own, which is named in their place. */
const owners = ['index.md', '_index.md'];

/** The path of a page after its address part was changed: content/about.md → content/about-us.md. */
export function renamedPath(path: string, slug: string): string {
  const [folder, name] = [path.slice(0, path.lastIndexOf('/') + 1), path.slice(path.lastIndexOf('/') + 1)];
  return owners.includes(name) && folder !== 'content/'
    ? `${folder.replace(/[^/]+\/$/, '')}${slug}/${name}`
    : `${folder}${slug}.md`;
}

/** The part of a page's path that a rename changes, '' when it has none (the home page). */
export function slugOf(path: string): string {
  const [folder, name] = [path.split('/').at(-2) ?? '', path.split('/').at(-1) ?? ''];
  if (!owners.includes(name)) return name.replace(/\.md$/, '');
  return folder === 'content' ? '' : folder;
}

/** Words made fit for an address. */
export function slugify(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/** May a kind stand in a block of another kind (null: on the page itself)? */
export function fits(kind: Kind | undefined, parent: Kind | null | undefined): boolean {
  if (!kind) return parent === null;
  if (kind.only.length > 0) return !!parent && kind.only.includes(parent.name);
  if (parent === null) return true;
  if (!parent || !parent.container) return false;
  if (parent.line) return kind.name === 'paragraph';
  return parent.allowed.length === 0 || parent.allowed.includes(kind.name);
}
