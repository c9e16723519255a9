import type { Kind } from '../bridge/types.gen';
import { t } from '../i18n';
import { fits } from '../session/ops';
import type { Session } from '../session/session.svelte';
import type { Size } from './barplace';
import { formatPath, placesAround, type Path } from './place';
import type { Box } from './slots';

/** Where the list of kinds is drawn on the stage, in its pixels: from `top` down or from `bottom` up, whichever is not null. */
export interface ListPlace {
  left: number;
  top: number | null;
  bottom: number | null;
  /** The most that it may be high. */
  height: number;
}

/** The list of kinds, in rem: its width, its greatest height, and what it needs to be of use beside a box and over it. */
const list = { width: 21.25, tall: 26.25, enough: 18.75, least: 12.5, useful: 18 };
const [away, edge] = [10, 8];

/**
 * Places the list at a box of the stage: below it, above it where that has more
 * room, and over it where neither has any. It is never cut off. Null: the stage
 * is too low for it, it takes the window. `letter` is a rem in pixels.
 */
export function placeList(box: Box, stage: Size, atStart: boolean, letter: number): ListPlace | null {
  if (stage.height < list.useful * letter) return null;
  const clamp = (n: number) => Math.max(0, Math.min(n, stage.height));
  const [top, bottom] = [clamp(box.top) - away, clamp(box.bottom) + away];
  const [above, below] = [top - edge, stage.height - bottom - edge];
  const width = Math.min(list.width * letter, stage.width - 2 * edge);
  const middle = atStart ? box.left + width / 2 : (box.left + box.right) / 2;
  const left = Math.max(edge, Math.min(middle - width / 2, stage.width - width - edge));
  const fit = (room: number) => Math.min(list.tall * letter, room);
  if (Math.max(above, below) < list.least * letter)
    return { left, top: edge, bottom: null, height: fit(stage.height - 2 * edge) };
  return below >= list.enough * letter || below >= above
    ? { left, top: bottom, bottom: null, height: fit(below) }
    : { left, top: null, bottom: stage.height - top, height: fit(above) };
}

/** What can be inserted: where, and the kinds. */
export interface Offer {
  to: Path;
  groups: Group[];
}

/**
 * What may stand at a place and has the words; where nothing may, or has them,
 * what may stand after the block around.
 */
export function offer(session: Session, to: Path, words: string, recent: readonly string[]): Offer {
  for (const path of placesAround(to)) {
    const parent = session.blockAt(formatPath(path.slice(0, -1)));
    const outer = parent ? (session.kind(parent.kind) ?? null) : null;
    const full = parent?.locked || (outer?.line && parent?.children.length);
    const groups = full ? [] : groupsFor(session.site?.kinds ?? [], outer, words, recent);
    if (groups.length > 0) return { to: path, groups };
  }
  return { to, groups: [] };
}

/** Kinds under one heading of the inserter. */
export interface Group {
  name: string;
  kinds: Kind[];
}

/** The kinds that may stand in a parent (null: on the page) and have the words, in their groups. */
export function groupsFor(
  kinds: readonly Kind[],
  parent: Kind | null,
  words: string,
  recent: readonly string[],
): Group[] {
  const possible = kinds.filter((kind) => kind.example !== '' && fits(kind, parent) && has(kind, words));
  const groups: Group[] = [];
  const lately = recent.flatMap((name) => possible.filter((kind) => kind.name === name));
  if (words.trim() === '' && lately.length > 0) groups.push({ name: t('insert.recent'), kinds: lately });
  for (const kind of possible) {
    const group = groups.find((g) => g.name === kind.group);
    if (group) group.kinds.push(kind);
    else groups.push({ name: kind.group, kinds: [kind] });
  }
  return words.trim() === '' ? groups : bestFirst(groups, words);
}

/** What is called as the words say comes before what only speaks of them. */
function bestFirst(groups: Group[], words: string): Group[] {
  const rank = (kind: Kind): number => {
    const label = kind.label.toLowerCase();
    const wanted = words.trim().toLowerCase();
    return label === wanted ? 0 : label.startsWith(wanted) ? 1 : label.includes(wanted) ? 2 : 3;
  };
  const best = (group: Group) => Math.min(...group.kinds.map(rank));
  return groups
    .map((group) => ({ ...group, kinds: [...group.kinds].sort((a, b) => rank(a) - rank(b)) }))
    .sort((a, b) => best(a) - best(b));
}

function has(kind: Kind, words: string): boolean {
  const all = [kind.label, kind.about, kind.name, ...kind.keywords].join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

const kept = 'pagewright.recent';
const most = 4;

/** The kinds that were inserted lately, newest first. */
export function recentKinds(): string[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(kept) ?? '[]');
    return Array.isArray(list) ? list.filter((name): name is string => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberKind(name: string): void {
  try {
    localStorage.setItem(
      kept,
      JSON.stringify([name, ...recentKinds().filter((n) => n !== name)].slice(0, most)),
    );
  } catch {
    // A browser that keeps nothing: nothing is recent.
  }
}
