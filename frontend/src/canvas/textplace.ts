import type { Size } from './barplace';
import type { Box } from './slots';

/** How far from the words and from the edges of the stage, in pixels. */
const gap = 8;
const edge = 4;

/**
 * Where something about selected words stands: below their last line, above
 * their first where there is no room below. It covers none of them as long as
 * either side has the room, and never leaves the stage.
 */
export function placeText(words: Box, own: Size, stage: Size): { left: number; top: number } {
  const below = words.bottom + gap;
  const above = words.top - gap - own.height;
  const free = stage.height - own.height - edge;
  const more = stage.height - words.bottom > words.top ? below : above;
  const top = below <= free ? below : above >= edge ? above : more;
  const middle = (words.left + words.right) / 2 - own.width / 2;
  const clamp = (n: number, most: number) => Math.max(edge, Math.min(n, most));
  return { left: clamp(middle, stage.width - own.width - edge), top: clamp(top, free) };
}
