import type { Block, Kind, Op } from '../bridge/types.gen';
import { fits, ops } from '../session/ops';
import { blockAt, formatPath, indexOf, parentOf, parsePath, siblings, withIndex, type Path } from './place';

/** Change sets for blocks that stand beside each other. Each op speaks of the tree after the one before it. */

/** Moves blocks, in their order, to before what stands at `to`; and where they are then. */
export function moveAll(page: string, places: readonly string[], to: Path): { list: Op[]; at: string[] } {
  const left = places.map(parsePath);
  const list: Op[] = [];
  let goal = to;
  while (left.length > 0) {
    const [from = []] = left.splice(0, 1);
    list.push(ops.move(page, formatPath(from), goal));
    const landed = without(goal, from);
    left.forEach((path, i) => (left[i] = withNew(without(path, from), landed)));
    goal = [...landed.slice(0, -1), (landed.at(-1) ?? 0) + 1];
  }
  const last = (goal.at(-1) ?? 0) - places.length;
  return { list, at: places.map((_, i) => formatPath([...goal.slice(0, -1), last + i])) };
}

/** Deletes blocks. */
export function removeAll(page: string, places: readonly string[]): Op[] {
  const [first = ''] = places;
  return places.map(() => ops.remove(page, first));
}

/** Puts copies of blocks after the last of them; and where the copies are. */
export function duplicateAll(page: string, places: readonly string[]): { list: Op[]; at: string[] } {
  const last = places.at(-1) ?? '';
  const after = (n: number) => withIndex(last, indexOf(last) + n);
  const list = [...places].reverse().flatMap((at, i): Op[] => {
    const copy = ops.duplicate(page, at);
    // The copy stands beside its block, and goes before the copies of those after it.
    return i === 0 ? [copy] : [copy, ops.move(page, withIndex(at, indexOf(at) + 1), parsePath(after(2)))];
  });
  return { list, at: places.map((_, i) => after(i + 1)) };
}

/** A path after the block at `gone` was taken away, which it is not inside of. */
function without(path: Path, gone: Path): Path {
  return shifted(path, gone, (own, other) => own > other, -1);
}

/** A path after a block came to stand at `new`. */
function withNew(path: Path, made: Path): Path {
  return shifted(path, made, (own, other) => own >= other, 1);
}

function shifted(path: Path, other: Path, counts: (own: number, other: number) => boolean, by: number): Path {
  const depth = other.length - 1;
  const beside = path.length > depth && other.slice(0, depth).every((n, i) => n === path[i]);
  if (!beside || !counts(path[depth] ?? 0, other[depth] ?? 0)) return path;
  return path.map((n, i) => (i === depth ? n + by : n));
}

/**
 * Where blocks go when they leave their container, or go into the one beside
 * them: the nearest place that takes them. Null: there is none.
 */
export function sideways(
  blocks: readonly Block[],
  kinds: readonly Kind[],
  places: readonly string[],
  step: 1 | -1,
): Path | null {
  const [first = ''] = places;
  const takes = (parent: string, more = 0) => accepts(blocks, kinds, places, parent, more);
  if (step < 0) {
    for (let around = parentOf(first); around !== ''; around = parentOf(around))
      if (takes(parentOf(around))) return parsePath(withIndex(around, indexOf(around) + 1));
    return null;
  }
  const beside = siblings(blocks, first);
  const candidates = [beside[indexOf(first) - 1], beside[indexOf(places.at(-1) ?? '') + 1]];
  for (const [i, outer] of candidates.entries()) {
    const inner = outer && firstTaker(outer, takes, i === 0);
    if (inner) return [...parsePath(inner.at), i === 0 ? inner.children.length : 0];
  }
  return null;
}

/** The container that takes blocks, the outer one before those in it. */
function firstTaker(block: Block, takes: (at: string) => boolean, last: boolean): Block | null {
  if (takes(block.at)) return block;
  const children = last ? [...block.children].reverse() : block.children;
  for (const child of children) {
    const found = firstTaker(child, takes, last);
    if (found) return found;
  }
  return null;
}

/** May blocks stand in a container ('' is the page)? */
export function accepts(
  blocks: readonly Block[],
  kinds: readonly Kind[],
  places: readonly string[],
  parent: string,
  more = 0,
): boolean {
  const kindOf = (at: string) => kinds.find((kind) => kind.name === blockAt(blocks, at)?.kind);
  const outer = parent === '' ? null : kindOf(parent);
  const there = blockAt(blocks, parent);
  if (there?.locked || (outer?.line && (there?.children.length ?? 0) + places.length + more > 1))
    return false;
  return places.every((at) => fits(kindOf(at), outer));
}
