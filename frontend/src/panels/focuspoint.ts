import type { Focus } from '../bridge/types.gen';

const within = (part: number): number => Math.round(Math.max(0, Math.min(100, part)));

/** The point of a picture under the pointer, in per cent of its width and height. */
export function pointIn(
  box: { left: number; top: number; width: number; height: number },
  x: number,
  y: number,
): Focus {
  return {
    x: within(((x - box.left) / Math.max(1, box.width)) * 100),
    y: within(((y - box.top) / Math.max(1, box.height)) * 100),
  };
}

/** The point after an arrow key, by a step in per cent; null for another key. */
export function stepped(from: Focus, key: string, step: number): Focus | null {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!way) return null;
  return { x: within(from.x + (way[0] ?? 0) * step), y: within(from.y + (way[1] ?? 0) * step) };
}
