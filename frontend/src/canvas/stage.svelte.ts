import type { PageState } from '../bridge/types.gen';
import type { Caret } from '../session/asks';
import type { Canvas, Change } from '../session/canvas';
import type { Session } from '../session/session.svelte';
import { moveTo, selectedWords } from './blocks';
import type { Carried } from './carry.svelte';
import { isClip, pasteClip, pasteWords } from './clip';
import { Landing } from './drag.svelte';
import { FileDrop } from './drop.svelte';
import { Frame } from './frame';
import { afterText } from './keyed';
import { indexOf, isInside, parsePath, type Path, withIndex } from './place';
import { Redraw } from './redraw';
import { isNear, type Box } from './slots';
import { pastedFiles } from './text/pasted';
import { catchPictures, saysNothing } from './text/picturecatcher';
import { putPictures } from './text/putpictures';
import { Writer } from './text/writer.svelte';
import { View } from './view.svelte';

/** An inserter that is open: where it inserts, and where it is drawn. */
export interface Inserting {
  to: Path;
  box: Box;
  /** It was opened by a slash in an empty paragraph. */
  slash: boolean;
  /** What is searched for when it opens. */
  words: string;
  /** Enter was pressed before it had the keyboard: the first that is found is meant. */
  chosen: boolean;
}

/** A picture that is chosen for a block, by the name of its attribute. */
export interface Picking {
  at: string;
  name: string;
}

/** A link that was clicked: where it leads, and where it is. */
export interface Clicked {
  href: string;
  box: Box;
}

/** How far from a block its + may stand, in pixels of the stage. */
const aside = 40;

/** The page on its stage: what is hovered, typed into, dragged and dropped. */
export class Stage implements Canvas {
  readonly view = new View();
  readonly frame: Frame;
  readonly writer: Writer;
  readonly landing: Landing;
  readonly drop: FileDrop;
  readonly redraw: Redraw;
  private readonly ungrounded: () => void;

  hovered = $state('');
  /** What shows a setting, and is hovered or has the keyboard. */
  origin = $state.raw<HTMLElement | null>(null);
  /** The block whose + are shown: the hovered one, and on the way from it to its + that one still. */
  near = $state('');
  /** Where the bar of the selected block stands on the stage; null: it is not shown. */
  bar = $state.raw<Box | null>(null);
  inserting = $state.raw<Inserting | null>(null);
  clicked = $state.raw<Clicked | null>(null);
  picking = $state.raw<Picking | null>(null);
  /** The link dialog is open for the selected words. */
  linking = $state(false);
  /** The bar of the text was asked for by the keyboard, and has it. */
  barred = $state(false);
  shown = $state(false);
  /** Keys are pressed in a text: bars and buttons step back until the pointer moves. */
  quiet = $state(false);
  /** Where the pointer is over the page, in its own pixels; null: elsewhere. */
  pointer: { x: number; y: number } | null = null;

  constructor(
    readonly session: Session,
    frame: HTMLIFrameElement,
    readonly host: HTMLElement,
  ) {
    this.frame = new Frame(frame);
    this.writer = new Writer(session, this.frame, {
      slash: (at) => this.openInserter(parsePath(at), this.boxAt(at) ?? this.frame.bounds(), true),
      link: () => (this.linking = true),
      moved: this.view.moved,
      typed: () => (this.quiet = true),
      left: () => this.focus(),
      after: (held) => afterText(this, held),
      pasted: (event) => this.pasted(event),
      caught: (files) => this.caught(files),
    });
    this.landing = new Landing(session, this.frame, this.view, () => host.getBoundingClientRect());
    this.ungrounded = session.carry.ground(this.landing);
    this.drop = new FileDrop(session, this.landing);
    this.redraw = new Redraw(this);
    session.asks.answer({
      inserter: () => this.insertAfterSelected(),
      text: (caret) => void this.type(caret),
      write: () => void this.writeOn(),
      picture: () => this.pick(session.selected),
      focus: () => this.focus(),
    });
  }

  /** The pointer is over a block of the page, or over none. */
  hover(at: string, x: number, y: number): void {
    this.pointer = { x, y };
    this.hovered = at;
    this.quiet = false;
    const box = this.near === '' ? null : this.frame.box(this.near);
    const outer = at === '' || isInside(this.near, at);
    if (!box || !outer || !isNear(box, x, y, aside / this.view.scale)) this.near = at;
  }

  /** The pointer left the page. */
  left(): void {
    this.pointer = null;
    this.origin = null;
    this.hovered = '';
  }

  private boxAt(at: string): Box | null {
    return this.writer.at === at ? (this.writer.box ?? null) : this.frame.box(at);
  }

  show(page: PageState, change: Change | null, put: () => void): Promise<void> {
    return this.redraw.show(page, change, put);
  }

  settle(): Promise<void> {
    return this.writer.settle();
  }

  dress(token: string, css: string): void {
    // The next state of the page has other attributes at its root: the value is gone with them.
    this.frame.document?.documentElement.style.setProperty(`--pw-${token}`, css);
  }

  dropped(files: string[]): Promise<void> {
    return this.drop.paths(files);
  }

  cover(height: number): void {
    this.frame.cover(height / this.view.scale);
  }

  reveal(at: string): void {
    if (this.writer.at && this.writer.at !== at) void this.writer.close();
    this.frame.reveal(at);
  }

  async type(caret: Caret): Promise<void> {
    const { selected } = this.session;
    if (!selected) return;
    await this.writer.open(selected, caret);
    this.frame.reveal(selected);
  }

  /** Opens an empty paragraph below all blocks. */
  private async writeOn(): Promise<void> {
    const count = this.session.page?.blocks.length ?? 0;
    await this.writer.openGhost(String(count), this.frame.block(String(count - 1)), 'after');
  }

  /** Opens the choice of the picture for which a block holds a place; false: it holds none. */
  pick(at: string): boolean {
    const place = this.frame.block(at)?.querySelector('[data-pw-pick]') ?? null;
    if (!place || this.session.readOnly || this.frame.placeOf(place) !== at) return false;
    this.picking = { at, name: place.getAttribute('data-pw-pick') ?? '' };
    return true;
  }

  openInserter(to: Path, box: Box, slash = false): void {
    this.inserting = { to, box, slash, words: '', chosen: false };
  }

  /** A key that was pressed before the open inserter had the keyboard. */
  searchFor(key: string): void {
    const { inserting } = this;
    if (!inserting) return;
    if (key === 'Enter') this.inserting = { ...inserting, chosen: true };
    else if (key === 'Backspace') this.inserting = { ...inserting, words: inserting.words.slice(0, -1) };
    else if ([...key].length === 1) this.inserting = { ...inserting, words: inserting.words + key };
  }

  insertAfterSelected(): void {
    const { selection, page } = this.session;
    const at = selection.all.at(-1);
    const box = at ? this.frame.box(at) : null;
    if (at && box) this.openInserter(parsePath(withIndex(at, indexOf(at) + 1)), { ...box, top: box.bottom });
    else this.openInserter([page?.blocks.length ?? 0], this.frame.bounds());
  }

  /** Closes the inserter and gives the keyboard back. */
  closeInserter(): void {
    const slash = this.inserting?.slash;
    this.inserting = null;
    if (slash && this.writer.editor) this.writer.editor.view.focus();
    else this.focus();
  }

  focus(): void {
    this.host.focus({ preventScroll: true });
  }

  /** Pictures on the clipboard come onto the page. */
  private pasted(event: ClipboardEvent): boolean {
    const files = pastedFiles(event);
    this.caught(files);
    return files.length > 0;
  }

  private caught(files: File[]): void {
    const { selected, page, library } = this.session;
    if (files.length === 0) return;
    const taken = library.upload(files);
    if (this.writer.editor) {
      void putPictures(this.writer, taken, (items, to) => this.drop.place(items, to));
      return;
    }
    const to = selected ? parsePath(withIndex(selected, indexOf(selected) + 1)) : [page?.blocks.length ?? 0];
    void taken.then((items) => this.drop.place(items, to));
  }

  /** A paste while no text is typed into. */
  paste = (event: ClipboardEvent): void => {
    // What was pasted into a text may have closed it already.
    if (this.writer.editor || event.defaultPrevented) return;
    if (saysNothing(event.clipboardData)) {
      const page = (event.target as Node).ownerDocument ?? document;
      void catchPictures(page).then((files) => this.caught(files));
      return;
    }
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const html = event.clipboardData?.getData('text/html') ?? '';
    if (!this.pasted(event) && !this.pasteBlocks(text, html)) return;
    event.preventDefault();
  };

  /** Blocks that were copied here, or the words of another program as blocks. */
  private pasteBlocks(text: string, html: string): boolean {
    const { session } = this;
    if (session.readOnly) return false;
    if (isClip(session, text)) void pasteClip(session);
    else void pasteWords(session, text, html);
    return true;
  }

  end(): void {
    this.session.asks.answer(null);
    this.session.attach(null);
    this.ungrounded();
    this.writer.drop();
    this.landing.end();
  }

  /** Selects all blocks from the selected one to another. */
  async extendTo(at: string): Promise<void> {
    await this.writer.close();
    this.session.selection.extend(at);
    this.session.sayBlock();
    this.focus();
  }

  /** Selects the block that is typed into and all beside it. */
  async selectLevel(): Promise<void> {
    const { at } = this.writer;
    await this.writer.close();
    this.session.select(at);
    this.session.selection.wholeLevel(this.session.page?.blocks ?? []);
    this.session.sayBlock();
    this.focus();
  }

  /** The selected blocks, to be dragged. */
  carried(): Carried | null {
    const { session } = this;
    const places = session.selection.all;
    if (session.readOnly || places.length === 0) return null;
    return {
      kinds: places.map((at) => session.blockAt(at)?.kind ?? ''),
      places,
      label: selectedWords(session),
      drop: (to, at) => moveTo(session, at, to),
    };
  }
}
