import type { Block, Kind, Op } from '../bridge/types.gen';

/** An index path in a page's block tree: [1, 0] is the first child of the second block. */
export type Path = number[];

export function parsePath(at: string): Path {
  return at === '' ? [] : at.split('.').map(Number);
}

export function formatPath(path: readonly number[]): string {
  return path.join('.');
}

/** The place of the block around, '' for a block at the top. */
export function parentOf(at: string): string {
  return formatPath(parsePath(at).slice(0, -1));
}

/** The places from the outermost block around down to the block itself. */
export function lineage(at: string): string[] {
  const path = parsePath(at);
  return path.map((_, i) => formatPath(path.slice(0, i + 1)));
}

/** A place, and those after the blocks around it, from the innermost outwards. */
export function placesAround(to: Path): Path[] {
  const around = to.map((_, i) => to.slice(0, i + 1)).reverse();
  return around.map((path, i) => (i === 0 ? path : [...path.slice(0, -1), (path.at(-1) ?? 0) + 1]));
}

export function isInside(at: string, outer: string): boolean {
  return outer === '' ? at !== '' : at.startsWith(`${outer}.`);
}

export function blockAt(blocks: readonly Block[], at: string): Block | null {
  let list = blocks;
  let found: Block | null = null;
  for (const index of parsePath(at)) {
    found = list[index] ?? null;
    if (!found) return null;
    list = found.children;
  }
  return found;
}

/** The outermost block around a place in which one paragraph is all that may stand, '' when there is none. */
export function lineAround(blocks: readonly Block[], kinds: readonly Kind[], at: string): string {
  const around = lineage(at).slice(0, -1);
  const line = (outer: string) => kinds.some((k) => k.line && k.name === blockAt(blocks, outer)?.kind);
  return around.find(line) ?? '';
}

/** The blocks beside the block at a place, itself included. */
export function siblings(blocks: readonly Block[], at: string): readonly Block[] {
  const parent = parentOf(at);
  return parent === '' ? blocks : (blockAt(blocks, parent)?.children ?? []);
}

export function indexOf(at: string): number {
  return parsePath(at).at(-1) ?? 0;
}

/** The place with another index among its siblings. */
export function withIndex(at: string, index: number): string {
  return formatPath([...parsePath(at).slice(0, -1), index]);
}

/** All blocks in the order in which they are read. */
export function walk(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => [block, ...walk(block.children)]);
}

/** The block before or after in reading order, or null at the end. */
export function neighbour(blocks: readonly Block[], at: string, step: 1 | -1): Block | null {
  const all = walk(blocks);
  const index = all.findIndex((block) => block.at === at);
  return index < 0 ? null : (all[index + step] ?? null);
}

/**
 * Where a block goes to stand one place further up or down: the `to` of a
 * move, which speaks of the tree before the move. Null at the end.
 */
export function stepTo(blocks: readonly Block[], at: string, step: 1 | -1): Path | null {
  const index = indexOf(at);
  const count = siblings(blocks, at).length;
  if (step < 0 ? index === 0 : index >= count - 1) return null;
  return [...parsePath(at).slice(0, -1), step < 0 ? index - 1 : index + 2];
}

/**
 * Where a block is after another program changed the page: in its place, or in
 * the only other one that has its source. Null: it is not found again.
 */
export function foundAgain(now: readonly Block[], at: string, source: string): string | null {
  if (blockAt(now, at)?.source === source) return at;
  const [only, ...others] = walk(now).filter((block) => block.source === source);
  return only && others.length === 0 ? only.at : null;
}

/** Do ops mean the same in two states of a page? So it is when their blocks and the number of blocks are the same. */
export function sameBlocks(ops: readonly Op[], before: readonly Block[], now: readonly Block[]): boolean {
  if (walk(before).length !== walk(now).length) return false;
  const places = ops.flatMap((op) => [op.at, op.from, op.to].filter((place) => Array.isArray(place)));
  return places.every((place) => {
    const at = formatPath(place);
    return blockAt(before, at)?.source === blockAt(now, at)?.source;
  });
}
