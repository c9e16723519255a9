import type { Block } from '../bridge/types.gen';
import { indexOf, parentOf, parsePath, formatPath, walk, withIndex, type Path } from './place';

/** Where a block is in a later state of its page; null: it is gone. */
export type Track = (at: string) => string | null;

/**
 * Follows blocks from one state of a page to another: by their source, then by
 * what stands around them. A block that was changed in its place is the same
 * block, one that was moved as well.
 */
export function track(before: readonly Block[], now: readonly Block[]): Track {
  const found = new Map<string, string>();
  if (before !== now) {
    level(before, now, found);
    strays(before, now, found);
  }
  return (at) => (before === now ? at : (found.get(at) ?? null));
}

/** Pairs the children of blocks that are the same block. */
function level(before: readonly Block[], now: readonly Block[], found: Map<string, string>): void {
  const [was, is] = [[...before], [...now]];
  const pair = (old: Block, next: Block) => {
    found.set(old.at, next.at);
    level(old.children, next.children, found);
  };
  const same = (a: Block | undefined, b: Block | undefined) => !!a && !!b && a.source === b.source;
  while (same(was[0], is[0])) pair(was.shift() as Block, is.shift() as Block);
  while (same(was.at(-1), is.at(-1))) pair(was.pop() as Block, is.pop() as Block);
  const changed = was.filter((old) => {
    const index = is.findIndex((next) => next.source === old.source);
    if (index < 0) return true;
    pair(old, is.splice(index, 1)[0] as Block);
    return false;
  });
  // Where nothing was added, taken away or moved, each is still in its place.
  const still = changed.length === was.length && was.length === is.length;
  changed.forEach((old, i) => {
    const next = still ? is[i] : is.find((other) => likely(old, other));
    if (!next || next.kind !== old.kind) return;
    pair(old, next);
    if (!still) is.splice(is.indexOf(next), 1);
  });
}

/** Two states of one block: they share children or many of their words. */
function likely(old: Block, next: Block): boolean {
  if (next.kind !== old.kind) return false;
  if (old.children.some((child) => next.children.some((other) => other.source === child.source))) return true;
  const words = new Set(old.source.split(/\s+/));
  const shared = next.source.split(/\s+/).filter((word) => words.has(word)).length;
  return shared * 2 >= Math.min(words.size, next.source.split(/\s+/).length);
}

/** Finds what went from one container into another. */
function strays(before: readonly Block[], now: readonly Block[], found: Map<string, string>): void {
  const taken = new Set(found.values());
  const free = walk(now).filter((block) => !taken.has(block.at));
  for (const old of walk(before)) {
    if (found.has(old.at)) continue;
    const index = free.findIndex((next) => next.kind === old.kind && next.source === old.source);
    if (index < 0) continue;
    const [next] = free.splice(index, 1);
    if (next) level([old], [next], found);
  }
}

/** Where something that was to be put at a place is to be put now; null: what it stood in is gone. */
export function trackSlot(to: Path, follow: Track): Path | null {
  const at = formatPath(to);
  const next = follow(at);
  if (next !== null) return parsePath(next);
  const before = indexOf(at) > 0 ? follow(withIndex(at, indexOf(at) - 1)) : null;
  if (before !== null) return parsePath(withIndex(before, indexOf(before) + 1));
  const around = parentOf(at) === '' ? '' : follow(parentOf(at));
  return around === null ? null : [...parsePath(around), 0];
}
