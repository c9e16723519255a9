import type { Piece } from '../bridge/types.gen';
import { mark, morph } from './morph';
import { knownIn, type Knowing } from './refresh';

/**
 * Brings the top-level blocks of a document from one state to the next, as an
 * answer orders them. False, with nothing done, when they are not as it says.
 */
export function arrange(page: Document, order: readonly Piece[], knowing: Knowing = {}): boolean {
  const all = tops(page);
  const sheet = [...all.values()].find((element) => !isNote(element))?.parentElement;
  const known = order.every((piece) => piece.from < 0 || piece.html || all.has(piece.from));
  if (!sheet || !known) return false;
  const numbers = new Map(order.map((piece, i) => [piece.from, i]));
  const notes = [...all.values()].find(isNote)?.closest('section, ol');
  for (const [from, element] of all) if (isNote(element) && !numbers.has(from)) element.remove();
  if (notes) renumber(notes, (from) => numbers.get(from) ?? from);
  const wanted = order.map((piece, i) => put(page, piece, i, all.get(piece.from), knowing));
  inOrder(
    sheet,
    [...all.values()].filter((element) => !isNote(element)),
    wanted.filter((element) => !isNote(element)),
    knowing.pinned?.element ?? null,
  );
  return true;
}

/** The elements of the top-level blocks by their index. */
function tops(page: Document): Map<number, Element> {
  const list = page.querySelectorAll(`[${mark}]:not([${mark}*="."])`);
  return new Map([...list].map((element) => [Number(element.getAttribute(mark)), element]));
}

/** Footnotes stand at the end of the page, wherever they are written. */
function isNote(element: Element): boolean {
  return element.localName === 'li';
}

/** The element of a piece: the one that is there, brought to its new state, or a new one. */
function put(
  page: Document,
  piece: Piece,
  index: number,
  there: Element | undefined,
  knowing: Knowing,
): Element {
  const next = piece.html ? parse(page, piece.html) : null;
  if (there && !next) {
    if (!isNote(there)) renumber(there, () => index);
    return there;
  }
  if (!next) return page.createElement('div');
  if (!there || there.localName !== next.localName) return next;
  if (knowing.pinned?.element === there) there.setAttribute(mark, String(index));
  else morph(there, next, knownIn(next, knowing));
  return there;
}

/** The first element of HTML, not yet in the page. Its scripts would not run: the frame's policy and the parser both forbid it. */
export function parse(page: Document, html: string): Element | null {
  const parsed = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
  return parsed && page.adoptNode(parsed);
}

/** Gives the blocks in an element another first number. */
export function renumber(root: Element, to: (from: number) => number): void {
  const marked = [...(root.hasAttribute(mark) ? [root] : []), ...root.querySelectorAll(`[${mark}]`)];
  for (const element of marked) {
    const at = element.getAttribute(mark) ?? '';
    const dot = at.indexOf('.');
    const [first, rest] = dot < 0 ? [at, ''] : [at.slice(0, dot), at.slice(dot)];
    const now = `${to(Number(first))}${rest}`;
    if (now !== at) element.setAttribute(mark, now);
  }
}

/** Puts blocks into their order among what else stands there; those that are not wanted go. */
function inOrder(
  sheet: Element,
  was: readonly Element[],
  wanted: readonly Element[],
  fixed: Element | null,
): void {
  const [start, end] = [sheet.ownerDocument.createComment(''), sheet.ownerDocument.createComment('')];
  was[0]?.before(start);
  was.at(-1)?.after(end);
  const kept = new Set<Node>(wanted);
  for (const element of was) if (!kept.has(element)) element.remove();
  const skip = (node: ChildNode | null): ChildNode => {
    let here = node ?? end;
    while (here !== end && !kept.has(here)) here = here.nextSibling ?? end;
    return here;
  };
  let cursor = skip(start.nextSibling);
  for (const element of wanted) {
    const ahead = cursor !== end && skip(cursor.nextSibling) === element;
    const holds = (node: Node) => fixed !== null && node.contains(fixed);
    if (cursor !== element && !holds(element) && !(ahead && !holds(cursor))) {
      sheet.insertBefore(element, cursor);
      continue;
    }
    // Those before it go, and come again after it.
    while (cursor !== element && cursor !== end) {
      const next = skip(cursor.nextSibling);
      cursor.remove();
      cursor = next;
    }
    cursor = skip(element.nextSibling);
  }
  start.remove();
  end.remove();
}
