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
  const clamp = (n: number, room: number, own: number) => Math.max(gap, Math.min(n, room - own - gap));
  const scored = spots.map(([x, y], order) => {
    const left = clamp(x, stage.width, bar.width);
    const top = clamp(y, stage.height, bar.height);
    const own = { left, top, right: left + bar.width, bottom: top + bar.height };
    return { left, top, order, covers: words.reduce((sum, word) => sum + overlap(own, word), 0) };
  });
  const [best] = scored.sort((a, b) => a.covers - b.covers || a.order - b.order);
  return { left: best?.left ?? gap, top: best?.top ?? gap };
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
