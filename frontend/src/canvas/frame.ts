import { readCanvas } from '../bridge/call';
import type { Block, Kind, PageState, Piece as Ordered } from '../bridge/types.gen';
import { arrange, parse } from './arrange';
import { morph } from './morph';
import { formatPath, isInside, parentOf, parsePath } from './place';
import { own, ready, type Knowing } from './refresh';
import type { Box, Piece } from './slots';

/**
 * What the page needs while it is worked on; nothing of it is published. A link
 * that is stretched over words lets the click through to them.
 */
const editing = `
[data-pw-at] { cursor: default; }
[data-pw-at] a, [data-pw-from], [data-pw-pick] { cursor: pointer; }
a::before, a::after { pointer-events: none !important; }
[data-pw-typing], [data-pw-typing] * { cursor: text; }
[data-pw-typing] { outline: none; white-space: break-spaces; overflow-wrap: break-word; -webkit-user-modify: read-write; }
[data-pw-typing] [contenteditable="false"] { white-space: normal; }
[data-pw-typing].pw-tight li > p { margin: 0; }
[data-pw-typing].pw-empty::before { content: attr(data-pw-hint); float: left; height: 0; pointer-events: none; opacity: .45; }
[data-pw-typing] .selectedCell { background: color-mix(in srgb, Highlight 30%, transparent); }
[data-pw-typing] .selectedCell::selection, [data-pw-typing] .selectedCell *::selection { background: transparent; }
table[data-pw-typing] :is(td, th) { min-width: 2em; }
.pw-opaque { border-radius: 4px; padding: 0 .3em; background: color-mix(in srgb, currentColor 12%, transparent); font: .85em ui-monospace, monospace; }
.ProseMirror-selectednode { outline: 2px solid Highlight; }
html { scroll-behavior: auto !important; overflow-anchor: none; }
`;

/** What a block may show of its own: it is seen and picked though no block stands in it. */
const sights = 'img, picture, video, [data-pw-pick]';

/** What holds no block yet can be seen and clicked all the same. */
function hollow(kinds: readonly Kind[]): string {
  const names = kinds
    .filter((kind) => kind.container)
    .map((kind) => `[data-pw-kind="${CSS.escape(kind.name)}"]`);
  const which = `:is(${names.join()}):not(:has([data-pw-at], ${sights})):not([data-pw-typing])`;
  return `${which} { min-height: 72px; min-width: 72px; border-radius: 6px; outline: 1.5px dashed color-mix(in srgb, currentColor 45%, transparent); outline-offset: -2px; }`;
}

/** A block of the page, drawn anew. */
export interface Drawn {
  at: string;
  html: string;
}

/** The page in its frame, reached into from outside. No script of it ever runs. */
export class Frame {
  /** How much of its lower end something lies over, in its own pixels. */
  private covered = 0;

  constructor(readonly element: HTMLIFrameElement) {}

  get document(): Document | null {
    return this.element.contentDocument;
  }

  get window(): Window | null {
    return this.element.contentWindow;
  }

  /** Loads the first page. Later ones come in place, by update. */
  load(address: string, kinds: readonly Kind[]): Promise<void> {
    return new Promise((resolve) => {
      this.element.addEventListener('load', () => resolve(this.dress(kinds)), { once: true });
      this.element.src = address;
    });
  }

  private dress(kinds: readonly Kind[]): void {
    const page = this.document;
    if (!page || page.querySelector(`style[${own}]`)) return;
    const style = page.createElement('style');
    style.setAttribute(own, '');
    style.textContent = editing + hollow(kinds);
    page.head.append(style);
    this.cover(this.covered);
  }

  /** Something lies over this much of the lower end: the page can be scrolled out from under it. */
  cover(height: number): void {
    this.covered = height;
    const page = this.document;
    if (!page?.head) return;
    const style = page.querySelector(`style[${own}="cover"]`) ?? page.createElement('style');
    style.setAttribute(own, 'cover');
    style.textContent = `html { padding-bottom: ${Math.ceil(height)}px; }`;
    if (!style.isConnected) page.head.append(style);
  }

  /** Makes ready to show a state of a page, and returns what shows it, at once. */
  async ready(page: PageState): Promise<(knowing?: Knowing) => void> {
    const next = new DOMParser().parseFromString(await readCanvas(page.canvas), 'text/html');
    return this.document ? ready(this.document, next) : () => {};
  }

  /** Shows a state of the same page, which stays where it is. */
  async update(page: PageState): Promise<void> {
    const put = await this.ready(page);
    const release = this.hold();
    put();
    release();
  }

  /** Brings the blocks to their next state; false when they are not those that the order speaks of. */
  arrange(order: readonly Ordered[], knowing: Knowing): boolean {
    return !!this.document && arrange(this.document, order, knowing);
  }

  /** Replaces blocks by new HTML. False when one of them is not there. */
  swap(swaps: readonly Drawn[]): boolean {
    const page = this.document;
    const found = swaps.map(({ at, html }) => [this.block(at), page && parse(page, html)] as const);
    if (found.some(([old, next]) => !old || !next)) return false;
    for (const [old, next] of found) {
      if (old && next && old.localName === next.localName) morph(old, next);
      else if (old && next) old.replaceWith(next);
    }
    return true;
  }

  /**
   * Holds what is seen where it is seen, while the page is drawn anew: the block
   * that is preferred, or the first one in sight that is none of the moved ones.
   * Returns what lets it go.
   */
  hold(prefer = '', moved: readonly string[] = []): () => void {
    const { window, document } = this;
    if (!window || !document) return () => {};
    const inSight = (box: DOMRect) => box.bottom > 0 && box.top < window.innerHeight && box.height > 0;
    const first = this.block(prefer);
    const held = [first, ...(window.scrollY > 0 ? document.querySelectorAll('[data-pw-at]') : [])]
      .flatMap((element) => (element ? [{ element, box: element.getBoundingClientRect() }] : []))
      .filter(({ element, box }) => inSight(box) && (element === first || !within(element, moved)))
      .sort(
        (a, b) =>
          Number(b.element === first) - Number(a.element === first) || distance(a.box) - distance(b.box),
      )
      .slice(0, 8);
    return () => {
      const stays = held.find(({ element }) => element.isConnected);
      const by = stays ? stays.element.getBoundingClientRect().top - stays.box.top : 0;
      if (Math.abs(by) > 0.01) window.scrollBy({ top: by, behavior: 'instant' });
    };
  }

  /** The element of the block at a place. */
  block(at: string): HTMLElement | null {
    return at === ''
      ? null
      : (this.document?.querySelector<HTMLElement>(`[data-pw-at="${CSS.escape(at)}"]`) ?? null);
  }

  /** Does the block at a place show a picture of its own? */
  pictures(at: string): boolean {
    return !!this.block(at)?.querySelector(sights);
  }

  /** The place of the block around a node, '' when it is in none. */
  placeOf(node: EventTarget | null): string {
    const element = node as Partial<Element> | null;
    if (typeof element?.closest !== 'function') return '';
    return element.closest('[data-pw-at]')?.getAttribute('data-pw-at') ?? '';
  }

  /** The element in which the block at a place stands, or would stand. */
  container(at: string): HTMLElement | null {
    const beside = this.document?.querySelector<HTMLElement>('[data-pw-at]:not([data-pw-at*="."])');
    return (
      this.block(parentOf(at)) ??
      beside?.parentElement ??
      this.document?.querySelector('main') ??
      this.document?.body ??
      null
    );
  }

  box(at: string): Box | null {
    const element = this.block(at);
    if (!element) return null;
    const box = element.getBoundingClientRect();
    if (!box.width && !box.height) return aroundChildren(element);
    return { left: box.left, top: box.top, right: box.right, bottom: box.bottom };
  }

  /** The lines of words that are near a box, those around the blocks too. */
  words(box: Box, near: number): Box[] {
    const { document } = this;
    if (!document) return [];
    const zone = {
      left: box.left - near,
      top: box.top - near,
      right: box.right + near,
      bottom: box.bottom + near,
    };
    return linesIn(document.body, zone);
  }

  /** All blocks with where they stand, for drops. */
  pieces(blocks: readonly Block[], kinds: readonly Kind[]): Piece[] {
    return blocks.flatMap((block) => {
      const box = this.box(block.at);
      if (!box) return [];
      const container = !block.locked && !!kinds.find((k) => k.name === block.kind)?.container;
      return [
        { at: block.at, kind: block.kind, box, container, children: this.pieces(block.children, kinds) },
      ];
    });
  }

  /** Where top blocks stand: the drop line's width on an empty page. */
  bounds(): Box {
    const main = this.document?.querySelector('main') ?? this.document?.body;
    const box = main?.getBoundingClientRect();
    return { left: box?.left ?? 0, top: box?.top ?? 0, right: box?.right ?? 0, bottom: box?.bottom ?? 0 };
  }

  /** Counts the marks of the blocks from a place on by one, to make room for a new one. */
  makeRoom(at: string): void {
    const path = parsePath(at);
    const depth = path.length - 1;
    for (const element of this.document?.querySelectorAll('[data-pw-at]') ?? []) {
      const own = parsePath(element.getAttribute('data-pw-at') ?? '');
      const inside = own.length > depth && path.slice(0, depth).every((n, i) => n === own[i]);
      if (!inside || (own[depth] ?? 0) < (path[depth] ?? 0)) continue;
      own[depth] = (own[depth] ?? 0) + 1;
      element.setAttribute('data-pw-at', formatPath(own));
    }
  }

  /** Scrolls so that a block can be seen. */
  reveal(at: string): void {
    const box = this.box(at);
    const height = (this.window?.innerHeight ?? 0) - this.covered;
    if (!box || (box.top >= 0 && box.bottom <= height)) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const top = (this.window?.scrollY ?? 0) + box.top - Math.max(24, (height - (box.bottom - box.top)) / 3);
    this.window?.scrollTo({ top, behavior: calm ? 'instant' : 'smooth' });
  }
}

/** The boxes of the lines of words in an element that touch a zone. */
function linesIn(element: Element, zone: Box): Box[] {
  const touches = (box: DOMRect) =>
    box.bottom > zone.top && box.top < zone.bottom && box.right > zone.left && box.left < zone.right;
  const own = element.getBoundingClientRect();
  // What has no box of its own, as `display: contents`, may have children that have one.
  if (own.width > 0 && own.height > 0 && !touches(own)) return [];
  return [...element.childNodes].flatMap((node) => {
    if (node.nodeType === Node.ELEMENT_NODE) return linesIn(node as Element, zone);
    if (node.nodeType !== Node.TEXT_NODE || !node.nodeValue?.trim()) return [];
    const range = element.ownerDocument.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter(touches);
    return lines.length > 0 ? lines.map(lettersOf(element)) : [];
  });
}

/** How tall letters are at most, as a part of their size: the boxes of some fonts are much taller. */
const tall = 1.05;

/** Makes of the box of a line in an element what its letters take of it. */
function lettersOf(element: Element): (box: DOMRect) => Box {
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  const most = Number.parseFloat(style?.fontSize ?? '') * tall;
  return ({ left, top, right, bottom }) => {
    const free = Math.max(0, (bottom - top - most) / 2) || 0;
    return { left, top: top + free, right, bottom: bottom - free };
  };
}

function aroundChildren(element: Element): Box | null {
  const boxes = [...element.children]
    .map((c) => c.getBoundingClientRect())
    .filter((b) => b.width || b.height);
  if (boxes.length === 0) return null;
  return {
    left: Math.min(...boxes.map((b) => b.left)),
    top: Math.min(...boxes.map((b) => b.top)),
    right: Math.max(...boxes.map((b) => b.right)),
    bottom: Math.max(...boxes.map((b) => b.bottom)),
  };
}

/** How far the top of a box is from the top of what is seen: above it counts as far. */
function distance(box: DOMRect): number {
  return box.top >= 0 ? box.top : 10_000 - box.top;
}

function within(element: Element, places: readonly string[]): boolean {
  const at = element.getAttribute('data-pw-at') ?? '';
  return places.some((place) => at === place || isInside(at, place));
}
