import type { Box } from './slots';

export interface Size {
  width: number;
  height: number;
}

/** How far the bar keeps from its block and from the edge of the stage, in pixels. */
const gap = 4;

/**
 * Where the bar of a block stands: the first place about the block at which it
 * covers no words, or the one at which it covers the fewest. Never outside the
 * stage.
 */
export function placeBar(
  box: Box,
  bar: Size,
  stage: Size,
  words: readonly Box[],
): { left: number; top: number } {
  const above = box.top - bar.height - gap;
  const below = box.bottom + gap;
  const end = box.right - bar.width;
  const spots: [number, number][] = [
    [box.left, above],
    [end, above],
    [end, box.top + gap],
    [box.left, below],
    [end, below],
    [box.right + gap, box.top],
    [box.left, box.top + gap],
  ];
  return freest(spots, bar, stage, words);
}

/**
 * The first of some places, left and top, at which a thing of a size covers
 * nothing that is taken, or the one at which it covers least. Places outside
 * the stage are moved into it.
 */
export function freest(
  spots: readonly (readonly [number, number])[],
  size: Size,
  stage: Size,
  taken: readonly Box[],
): { left: number; top: number } {
  const clamp = (n: number, room: number, own: number) => Math.max(gap, Math.min(n, room - own - gap));
  const scored = spots.map(([x, y], order) => {
    const left = clamp(x, stage.width, size.width);
    const top = clamp(y, stage.height, size.height);
    const own = { left, top, right: left + size.width, bottom: top + size.height };
    return { left, top, order, covers: taken.reduce((sum, box) => sum + overlap(own, box), 0) };
  });
  const [best] = scored.sort((a, b) => a.covers - b.covers || a.order - b.order);
  return { left: best?.left ?? gap, top: best?.top ?? gap };
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
