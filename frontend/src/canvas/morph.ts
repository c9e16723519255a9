/** The attribute in which the canvas says where a block stands. */
export const mark = 'data-pw-at';

/** What is known of two trees before they are compared. */
export interface Known {
  /** Where a block of the old tree stands in the new one. */
  follow?: (at: string) => string | null;
  /** An element that is left as it is, because it is typed into, and what stands for it in the new tree. */
  pin?: { element: Element; next: Element } | null;
}

/**
 * Makes an element equal to another one. What is the same but for its place
 * stays the very element: pictures keep their pixels, nothing flashes. `next`
 * is used up.
 */
export function morph(old: Element, next: Element, known: Known = {}): void {
  copyAttributes(next, old);
  const free = [...old.childNodes];
  const wanted = [...next.childNodes];
  const pairs = new Map<Node, Node>();
  pairPinned(free, wanted, known, pairs);
  if (known.follow) pair(free, wanted, nextPlace(known.follow), pairs, placeOf);
  pair(free, wanted, look, pairs);
  pair(free, wanted, known.follow ? plainSort : sort, pairs);
  place(
    old,
    wanted.map((node) => {
      const there = pairs.get(node);
      if (!there) return node;
      bring(there, node, known);
      return there;
    }),
    known.pin?.element ?? null,
  );
}

/** Brings a node to what its counterpart is. */
function bring(old: Node, next: Node, known: Known): void {
  const { pin } = known;
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue;
    return;
  }
  const [from, to] = [next as Element, old as Element];
  if (pin?.element === to) {
    const at = from.getAttribute(mark);
    if (at !== null) to.setAttribute(mark, at);
    return;
  }
  if (to.isEqualNode(from)) return;
  if (!pin || !to.contains(pin.element)) {
    takeMarks(from, to);
    if (to.isEqualNode(from)) return;
  }
  morph(to, from, known);
}

/** Gives the blocks in an element the places of those in one that looks the same. */
function takeMarks(from: Element, to: Element): void {
  const [theirs, own] = [marked(from), marked(to)];
  if (theirs.length !== own.length) return;
  own.forEach((element, i) => {
    const at = theirs[i]?.getAttribute(mark);
    if (at && element.getAttribute(mark) !== at) element.setAttribute(mark, at);
  });
}

function marked(element: Element): Element[] {
  return [...(element.hasAttribute(mark) ? [element] : []), ...element.querySelectorAll(`[${mark}]`)];
}

/** By what nodes are paired; null: by nothing. */
type Key = (node: Node) => string | null;

/** What a node is but for the place of its blocks. */
const look: Key = (node) =>
  node.nodeType === Node.ELEMENT_NODE
    ? (node as Element).outerHTML.replace(/ data-pw-at="[\d.]*"/g, '')
    : `${node.nodeType} ${node.nodeValue ?? ''}`;

/** What sort of node it is: one of the same sort can become it. */
const sort: Key = (node) =>
  node.nodeType === Node.ELEMENT_NODE
    ? `${(node as Element).localName} ${(node as Element).getAttribute('data-pw-kind') ?? ''}`
    : String(node.nodeType);

const attribute = (node: Node, name: string) =>
  node.nodeType === Node.ELEMENT_NODE ? (node as Element).getAttribute(name) : null;

/** What sort of node it is, where it is no block: of blocks it is known which is which. */
const plainSort: Key = (node) => (attribute(node, mark) === null ? sort(node) : null);

const placeOf: Key = (node) => placed(node, attribute(node, mark));

const nextPlace =
  (follow: NonNullable<Known['follow']>): Key =>
  (node) => {
    const at = attribute(node, mark);
    return placed(node, at && follow(at));
  };

function placed(node: Node, at: string | null): string | null {
  return at && `${at} ${sort(node)}`;
}

/** Pairs nodes of the same key that have no partner, in their order. */
function pair(
  free: Node[],
  wanted: readonly Node[],
  key: Key,
  pairs: Map<Node, Node>,
  keyOfNext: Key = key,
): void {
  const open = wanted.filter((node) => !pairs.has(node));
  if (open.length === 0 || free.length === 0) return;
  const waiting = new Map<string, Node[]>();
  for (const node of free) {
    const name = key(node);
    if (name === null) continue;
    const list = waiting.get(name);
    if (list) list.push(node);
    else waiting.set(name, [node]);
  }
  for (const node of open) {
    const there = waiting.get(keyOfNext(node) ?? '')?.shift();
    if (!there) continue;
    pairs.set(node, there);
    free.splice(free.indexOf(there), 1);
  }
}

function pairPinned(free: Node[], wanted: readonly Node[], { pin }: Known, pairs: Map<Node, Node>): void {
  if (!pin) return;
  const index = free.findIndex((node) => node.contains(pin.element));
  const next = wanted.find((node) => node.contains(pin.next));
  const there = free[index];
  if (!there || !next) return;
  pairs.set(next, there);
  free.splice(index, 1);
}

/**
 * Makes nodes the children of an element, in their order, with few moves. The
 * one that holds `fixed` is never taken out: it would lose the caret.
 */
function place(parent: Element, wanted: readonly Node[], fixed: Element | null): void {
  let cursor = parent.firstChild;
  for (const node of wanted) cursor = settle(parent, node, cursor, fixed);
  while (cursor) {
    const next: ChildNode | null = cursor.nextSibling;
    cursor.remove();
    cursor = next;
  }
}

/** Puts a node before the cursor, and returns the cursor after it. */
function settle(
  parent: Element,
  node: Node,
  cursor: ChildNode | null,
  fixed: Element | null,
): ChildNode | null {
  if (node !== cursor) {
    const pinned = fixed !== null && node.contains(fixed);
    const ahead = cursor?.nextSibling === node && !(fixed && cursor.contains(fixed));
    if (!pinned && !ahead) {
      parent.insertBefore(node, cursor);
      return cursor;
    }
    // Those before it go, and come again after it or never.
    while (cursor && cursor !== node) {
      const next: ChildNode | null = cursor.nextSibling;
      cursor.remove();
      cursor = next;
    }
  }
  return cursor?.nextSibling ?? null;
}

/** Gives an element the attributes of another one. */
export function copyAttributes(from: Element, to: Element): void {
  for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name);
  for (const { name, value } of [...from.attributes])
    if (to.getAttribute(name) !== value) to.setAttribute(name, value);
}
