import { formatPath, indexOf, isInside, parentOf, parsePath, type Path } from './place';

/** A rectangle in the page's own pixels, from the top of the visible part. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Is a point in a box, or no further from it? */
export function isNear(box: Box, x: number, y: number, far: number): boolean {
  return x >= box.left - far && x <= box.right + far && y >= box.top - far && y <= box.bottom + far;
}

/** A block as the drop computation sees it. */
export interface Piece {
  at: string;
  kind: string;
  box: Box;
  container: boolean;
  children: Piece[];
}

/** Where something would land: before what stands at `to`, drawn as a line. */
export interface Slot {
  to: Path;
  parent: string;
  line: Box;
}

/** May a kind stand in the block at a place ('' is the page)? */
export type Accepts = (parent: Piece | null) => boolean;

/** How near the edge of a container means "beside it" and not "inside it". */
const edge = 14;

/**
 * Finds the slot for a point. `moved` are the places of blocks that are dragged:
 * they can not land in themselves. Null when nothing accepts it.
 */
export function slotAt(
  page: Piece[],
  bounds: Box,
  x: number,
  y: number,
  accepts: Accepts,
  moved: readonly string[] = [],
): Slot | null {
  const parents = around(page, x, y, moved, accepts);
  for (const parent of parents.reverse()) {
    if (!accepts(parent)) continue;
    const children = parent ? parent.children : page;
    return nearest(parent, children, parent ? parent.box : bounds, x, y);
  }
  return null;
}

/** The containers around a point, the page first. */
export function around(
  page: Piece[],
  x: number,
  y: number,
  moved: readonly string[],
  accepts: Accepts,
): (Piece | null)[] {
  const found: (Piece | null)[] = [null];
  let list = page;
  for (;;) {
    // The edge of a container means beside it, where that is possible.
    const beside = accepts(found.at(-1) ?? null);
    const next = list.find((p) => p.container && inset(p.box, x, y, beside));
    if (!next || moved.some((at) => at === next.at || isInside(next.at, at))) return found;
    found.push(next);
    list = next.children;
  }
}

function inset(box: Box, x: number, y: number, beside: boolean): boolean {
  const margin = beside ? Math.min(edge, (box.bottom - box.top) / 4) : 0;
  return x >= box.left && x <= box.right && y >= box.top + margin && y <= box.bottom - margin;
}

/** True when the children stand beside each other, as columns do. */
export function inRow(children: readonly Pick<Piece, 'box'>[]): boolean {
  const [first, second] = children;
  return !!first && !!second && standBeside(first.box, second.box);
}

/** True when two boxes share most of their height. */
export function standBeside(a: Box, b: Box): boolean {
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return overlap > 0.5 * Math.min(a.bottom - a.top, b.bottom - b.top);
}

function nearest(parent: Piece | null, children: Piece[], box: Box, x: number, y: number): Slot {
  const at = parent?.at ?? '';
  const slot = (index: number, line: Box): Slot => ({ to: [...parsePath(at), index], parent: at, line });
  if (children.length === 0) {
    const middle = parent ? (box.top + box.bottom) / 2 : box.top + 24;
    return slot(0, { left: box.left, right: box.right, top: middle, bottom: middle });
  }
  return inRow(children) ? across(children, x, y, slot) : down(children, y, slot);
}

type Make = (index: number, line: Box) => Slot;

function down(children: Piece[], y: number, slot: Make): Slot {
  let index = children.findIndex((c) => y < (c.box.top + c.box.bottom) / 2);
  if (index < 0) index = children.length;
  const before = children[index - 1]?.box;
  const after = children[index]?.box;
  const beside = after ?? before;
  const top =
    before && after ? (before.bottom + after.top) / 2 : after ? after.top - 6 : (before?.bottom ?? 0) + 6;
  return slot(index, { left: beside?.left ?? 0, right: beside?.right ?? 0, top, bottom: top });
}

function across(children: Piece[], x: number, y: number, slot: Make): Slot {
  let index = children.findIndex(
    (c) => (sameRow(c.box, y) && x < (c.box.left + c.box.right) / 2) || c.box.top > y,
  );
  if (index < 0) index = children.length;
  const before = children[index - 1]?.box;
  const after = children[index]?.box;
  const shown = after && sameRow(after, y) ? after : (before ?? after);
  const left = shown === after ? (after?.left ?? 0) - 6 : (before?.right ?? 0) + 6;
  return slot(index, { left, right: left, top: shown?.top ?? 0, bottom: shown?.bottom ?? 0 });
}

function sameRow(box: Box, y: number): boolean {
  return y >= box.top && y <= box.bottom;
}

/** A move of blocks that changes nothing: before one of themselves, or before what follows them. */
export function isStill(places: readonly string[], to: Path): boolean {
  const [first = ''] = places;
  const index = to.at(-1) ?? 0;
  if (formatPath(to.slice(0, -1)) !== parentOf(first)) return false;
  return index >= indexOf(first) && index <= indexOf(first) + places.length;
}

/** How fast the page scrolls while something is dragged near its edge: pixels a frame. */
export function scrollSpeed(y: number, height: number, zone = 60, most = 18): number {
  if (y < zone) return -Math.ceil((Math.min(zone - y, zone) / zone) * most);
  if (y > height - zone) return Math.ceil((Math.min(y - (height - zone), zone) / zone) * most);
  return 0;
}
