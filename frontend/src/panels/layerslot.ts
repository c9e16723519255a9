import { formatPath, indexOf, lineage, parentOf, parsePath, withIndex, type Path } from '../canvas/place';

/** A row of the layer list as the drop computation sees it. */
export interface Row {
  at: string;
  top: number;
  bottom: number;
  /** Blocks can be put inside. */
  container: boolean;
}

/** Where something would land in the list: the line's height, and how deep it stands. */
export interface RowSlot {
  to: Path;
  y: number;
  depth: number;
}

/** How far a level stands in, in pixels. */
export const indent = 14;

/**
 * The slot for a point of the list: between the two rows that are nearest, as
 * deep as the pointer stands in, of the depths that are possible there.
 */
export function rowSlot(
  rows: readonly Row[],
  x: number,
  y: number,
  accepts: (parent: string) => boolean,
  moved: readonly string[] = [],
): RowSlot | null {
  let index = rows.findIndex((row) => y < (row.top + row.bottom) / 2);
  if (index < 0) index = rows.length;
  const [before, after] = [rows[index - 1], rows[index]];
  const line = before?.bottom ?? after?.top ?? 0;
  const within = (at: string) => moved.some((own) => at === own || at.startsWith(`${own}.`));
  const slots = possible(before, after)
    .filter((to) => !within(formatPath(to.slice(0, -1))) && accepts(formatPath(to.slice(0, -1))))
    .map((to) => ({ to, y: line, depth: to.length - 1 }));
  const wanted = Math.max(0, x / indent);
  return slots.sort((a, b) => Math.abs(a.depth - wanted) - Math.abs(b.depth - wanted))[0] ?? null;
}

/** The places between two rows: inside the upper one, after it, after what is around it. */
function possible(before: Row | undefined, after: Row | undefined): Path[] {
  if (!before) return [[0]];
  const inside = [...parsePath(before.at), 0];
  if (after && parentOf(after.at) === before.at) return [inside];
  const least = after ? parsePath(after.at).length : 1;
  const around = lineage(before.at).filter((at) => parsePath(at).length >= least);
  const behind = around.map((at) => parsePath(withIndex(at, indexOf(at) + 1)));
  return before.container ? [...behind, inside] : behind;
}
