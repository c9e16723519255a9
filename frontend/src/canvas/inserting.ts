import type { Kind } from '../bridge/types.gen';
import { t } from '../i18n';
import { fits } from '../session/ops';

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
