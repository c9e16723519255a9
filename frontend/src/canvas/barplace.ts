import type { Box } from './slots';

export interface Size {
  width: number;
  height: number;
}

/** How far the bar keeps from its block and from the edge of the stage, in pixels. */
const gap = 4;

/** Where something stands on the stage, and how much of what is taken it covers there. */
interface Spot {
  left: number;
  top: number;
  covers: number;
}

/**
 * Where the bar of a block stands, and whether it is the small one: the first
 * place about the block at which the whole bar covers no words; where there is
 * none, the one at which the small bar covers the fewest. Never outside the
 * stage.
 */
export function placeBar(
  box: Box,
  bar: Size,
  handle: Size,
  stage: Size,
  words: readonly Box[],
): { left: number; top: number; small: boolean } {
  const whole = freest(about(box, bar), bar, stage, words);
  const small = whole.covers > 0 ? freest(beside(box, handle), handle, stage, words) : whole;
  const { left, top } = small.covers < whole.covers ? small : whole;
  return { left, top, small: small.covers < whole.covers };
}

type Place = readonly [left: number, top: number];

/** The places of the whole bar: outside the block, at its ends, and then within. */
function about(box: Box, bar: Size): Place[] {
  const above = box.top - bar.height - gap;
  const below = box.bottom + gap;
  const end = box.right - bar.width;
  return [
    [box.left, above],
    [end, above],
    [end, box.top + gap],
    [box.left, below],
    [end, below],
    [box.right + gap, box.top],
    [box.left, box.top + gap],
  ];
}

/** The places of the small bar: in the margins, and then at the corners. */
function beside(box: Box, bar: Size): Place[] {
  const left = box.left - bar.width - gap;
  const right = box.right + gap;
  const end = box.right - bar.width;
  const above = box.top - bar.height - gap;
  const below = box.bottom + gap;
  return [
    [left, box.top],
    [right, box.top],
    [left, box.bottom - bar.height],
    [right, box.bottom - bar.height],
    [end, above],
    [box.left, above],
    [end, below],
    [box.left, below],
    [end, box.top + gap],
    [end, box.bottom - bar.height - gap],
  ];
}

/**
 * The first of some places, left and top, at which a thing of a size covers
 * nothing that is taken, or the one at which it covers least. Places outside
 * the stage are moved into it.
 */
export function freest(spots: readonly Place[], size: Size, stage: Size, taken: readonly Box[]): Spot {
  const clamp = (n: number, room: number, own: number) => Math.max(gap, Math.min(n, room - own - gap));
  const scored = spots.map(([x, y], order) => {
    const left = clamp(x, stage.width, size.width);
    const top = clamp(y, stage.height, size.height);
    const own = { left, top, right: left + size.width, bottom: top + size.height };
    return { left, top, order, covers: taken.reduce((sum, box) => sum + overlap(own, box), 0) };
  });
  const [best] = scored.sort((a, b) => a.covers - b.covers || a.order - b.order);
  return { left: best?.left ?? gap, top: best?.top ?? gap, covers: best?.covers ?? 0 };
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
