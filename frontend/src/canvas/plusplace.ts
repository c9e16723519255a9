import { freest, type Size } from './barplace';
import { standBeside, type Box } from './slots';

/** How large a + is, and how far into the space after its block it goes, in pixels. */
export const plus = 26;
const reach = 16;

/** A block that is lower is hit by chance where a + stands on it, in pixels of the page. */
const low = 72;

export const isLow = (box: Box): boolean => box.bottom - box.top < low;

/** A side of a block, at which a new one would stand. */
export interface Border {
  /** Upright where blocks stand in a row. */
  line: Box;
  /** How far it is from the line to the middle of the space to the next block, at most `reach`: negative for up or left. */
  away: number;
}

/** The border of a block towards the one beside it, null for none. */
export function borderOf(box: Box, beside: Box | null, side: 'before' | 'after', row: boolean): Border {
  const before = side === 'before';
  const [near, far]: [keyof Box, keyof Box] = row
    ? before
      ? ['left', 'right']
      : ['right', 'left']
    : before
      ? ['top', 'bottom']
      : ['bottom', 'top'];
  const own = box[near];
  const inLine = beside && standBeside(box, beside) === row;
  const half = inLine ? (beside[far] - own) / 2 : before ? -reach : reach;
  const line = row ? { ...box, left: own, right: own } : { ...box, top: own, bottom: own };
  return { line, away: Math.max(-reach, Math.min(half, reach)) };
}

/** Where the middle of a + stands: in the middle of its border, or beside it where that covers words. */
export function placePlus(
  { line, away }: Border,
  stage: Size,
  taken: readonly Box[],
): { x: number; y: number } {
  const [x, y] = [(line.left + line.right) / 2, (line.top + line.bottom) / 2];
  const far = plus / 2 + 7;
  const upright = line.left === line.right;
  const middles: [number, number][] = upright
    ? [
        [x + away, y],
        [x + away, line.top],
        [x + away, line.bottom],
        [x + away, line.top - far],
        [x + away, line.bottom + far],
      ]
    : [
        [x, y],
        [x, y + away],
        [line.left - far, y],
        [line.right + far, y],
        [line.left - far, y + away],
      ];
  const spots = middles.map(([cx, cy]) => [cx - plus / 2, cy - plus / 2] as const);
  const { left, top } = freest(spots, { width: plus, height: plus }, stage, taken);
  return { x: left + plus / 2, y: top + plus / 2 };
}
