import { originOfElement, sourceOf } from '../session/origin';
import { isSourced } from './blocks';
import { keyed } from './keyed';
import { lead, originAt } from './origins';
import { ownWords } from './ownwords';
import type { Stage } from './stage.svelte';

/** Follows what happens in the page's document. Returns the function that stops it. */
export function follow(stage: Stage): () => void {
  const { document, window } = stage.frame;
  if (!document || !window) return () => {};
  const end = new AbortController();
  const on = <K extends keyof DocumentEventMap>(
    name: K,
    run: (event: DocumentEventMap[K]) => void,
    capture = false,
  ) => document.addEventListener(name, run, { signal: end.signal, capture });
  on('pointermove', (event) => {
    stage.hover(stage.frame.placeOf(event.target), event.clientX, event.clientY);
    stage.origin = stage.session.readOnly ? null : originAt(stage, event.target);
  });
  document.documentElement.addEventListener('pointerleave', () => stage.left(), { signal: end.signal });
  on('pointerdown', (event) => pressed(stage, event));
  on('click', (event) => clicked(stage, event), true);
  on('dblclick', (event) => twice(stage, event));
  on('auxclick', (event) => event.preventDefault(), true);
  on('submit', (event) => event.preventDefault(), true);
  on('dragstart', (event) => event.preventDefault(), true);
  on('keydown', (event) => wait(event, () => stage.writer.crossing.hold(event)), true);
  on('paste', (event) => wait(event, () => stage.writer.crossing.holdPaste(event.clipboardData)), true);
  on('keydown', (event) => wholeText(stage, event), true);
  on('keydown', (event) => keyed(stage, event));
  on('paste', (event) => stage.paste(event));
  on('dragenter', (event) => stage.drop.enter(event));
  on('dragover', (event) => stage.drop.over(event));
  on('drop', (event) => event.preventDefault());
  on('selectionchange', () => stage.view.moved());
  window.addEventListener('scroll', stage.view.moved, { signal: end.signal, passive: true });
  window.addEventListener('resize', stage.view.moved, { signal: end.signal });
  const size = new ResizeObserver(stage.view.moved);
  size.observe(document.documentElement);
  return () => {
    end.abort();
    size.disconnect();
  };
}

/** Keeps what no text can take yet from everybody. What was kept and is done now comes by here too, and passes. */
function wait(event: Event, hold: () => boolean): void {
  if (!event.isTrusted || !hold()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** All of a text is selected already: the next time all blocks are. It comes before the text's own key. */
function wholeText(stage: Stage, event: KeyboardEvent): void {
  const mod = event.ctrlKey || event.metaKey;
  if (!mod || event.shiftKey || event.altKey || event.key !== 'a' || !stage.writer.wholeSelected) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void stage.selectLevel();
}

function pressed(stage: Stage, event: PointerEvent): void {
  const { session, writer, frame } = stage;
  stage.inserting = null;
  if (event.button !== 0) return;
  if (writer.editor?.view.dom.contains(event.target as Node)) return writer.stay();
  if (session.away && writer.editor) return event.preventDefault();
  const at = frame.placeOf(event.target);
  const link = linkOf(event.target);
  if (link && (event.ctrlKey || event.metaKey)) return;
  if (event.shiftKey && session.selected) {
    event.preventDefault();
    void stage.extendTo(at);
    return;
  }
  const press = () => stage.redraw.press(at, { x: event.clientX, y: event.clientY });
  void (session.blockAt(at)?.text ? writer.crossing.go(press) : press());
}

/** Every link is taken here: the window must never leave the editor. */
function clicked(stage: Stage, event: MouseEvent): void {
  const link = linkOf(event.target);
  event.preventDefault();
  if (isPlace(event.target)) return void stage.pick(stage.frame.placeOf(event.target));
  const href = link ? hrefOf(link) : '';
  if (link && (event.ctrlKey || event.metaKey)) return void go(stage, href);
  const origin = stage.session.readOnly ? null : originAt(stage, event.target);
  if (origin) lead(stage, origin);
  const setting = ownWords(stage, event.target);
  if (setting) stage.session.layout.show(setting);
  // An entry of a menu can be followed, too; the name of the site leads to its setting alone.
  const shown = origin && originOfElement(origin)?.in !== 'menu';
  if (link && href && !shown) stage.clicked = { href, box: link.getBoundingClientRect() };
}

/** What is changed in its source only leads there. */
function twice({ session, frame }: Stage, event: MouseEvent): void {
  const block = session.blockAt(frame.placeOf(event.target));
  if (block && isSourced(session, block) && !session.readOnly) session.layout.show(sourceOf(block.at));
}

/** Is it the place of a picture that is not chosen yet? */
function isPlace(target: EventTarget | null): boolean {
  const element = target as Partial<Element> | null;
  return typeof element?.closest === 'function' && element.closest('[data-pw-pick]') !== null;
}

function linkOf(target: EventTarget | null): Element | null {
  const element = target as Partial<Element> | null;
  return typeof element?.closest === 'function' ? element.closest('a[href], area[href]') : null;
}

/** The address as the site writes it, without what the canvas puts before it. */
export function hrefOf(link: Element): string {
  return (link.getAttribute('href') ?? '').replace(/^\/canvas\/site(?=\/)/, '');
}

/** Shows the page that a link leads to, if it is one of the site. */
export async function go(stage: Stage, href: string): Promise<boolean> {
  const page = stage.session.pageByLink(href);
  if (!page) return false;
  await stage.writer.close();
  stage.clicked = null;
  await stage.session.open(page.path);
  return true;
}
