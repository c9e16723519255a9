import type { Editor } from '@tiptap/core';
import type { Op, Piece, ProseDoc } from '../../bridge/types.gen';
import { t } from '../../i18n';
import type { Caret } from '../../session/asks';
import { ops } from '../../session/ops';
import type { Session } from '../../session/session.svelte';
import type { Frame } from '../frame';
import { formatPath, indexOf, parsePath, withIndex } from '../place';
import { Burst } from './burst';
import { undress, type WriterHost } from './host';
import { Outbox } from './outbox';
import { Crossing } from './crossing';
import { mount, placeCaret, type MountOptions } from './mount';
import { partOp, type Parted } from './parted';
import { press, readCaret } from './press';
import { StandIn } from './standin';
import { isBlank, paragraph, wrap, type Shape } from './shape';
import { elementFor, type Back } from './shapes';
import type { Typed } from './typed';

/** The text that is typed into now: its editor, where it is, and how it comes to the disk. */
export abstract class Typing {
  /** The place that is typed into, '' when none is. */
  at = $state('');
  /** It is a paragraph that is not in the file yet: empty ones do not exist in Markdown. */
  ghost = $state(false);
  editor = $state.raw<Editor | null>(null);
  shape: Shape | null = null;

  protected element: HTMLElement | null = null;
  protected drawn: HTMLElement | null = null;
  readonly outbox: Outbox;
  /** The source of the block as it was last in the file; null: it was never in it. */
  known: string | null = null;
  /** The spaces at the end of the text that was left last: Markdown keeps none, and Backspace wants them back. */
  trail: { at: string; spaces: string } | null = null;
  private back: Back | null = null;
  /** The paragraph that is not in the file yet stands between the halves of a list. */
  parted: Parted | null = null;
  /** Escape was pressed: the text is closing, and keys are the block's. */
  protected leaving = false;
  /** Keys that come while one text was left and the next is not open yet. */
  readonly crossing: Crossing = new Crossing(
    () => this.replay(),
    () => this.handOver(),
    () => this.standIn.calm(),
  );
  /** Has the keyboard meanwhile. */
  protected readonly standIn = new StandIn((words) => this.crossing.holdWords(words));
  protected readonly burst = new Burst((join) => this.send(join));

  constructor(
    readonly session: Session,
    readonly frame: Frame,
    readonly host: WriterHost,
  ) {
    const saved = (list: readonly Op[]) => {
      if (!this.editor || formatPath(list.at(-1)?.at ?? []) !== this.at) return;
      this.known = this.session.blockAt(this.at)?.source ?? null;
      if (this.session.selected === '') this.session.select(this.at);
    };
    this.outbox = new Outbox(
      session,
      frame,
      () => (this.editor ? this.at : ''),
      saved,
      () => this.refused(),
    );
  }

  /** The words are on the page alone: they are sent again, soon where only the page is another one now. */
  private refused(): void {
    if (!this.editor) return;
    if (this.session.unsaved) this.burst.again();
    else {
      this.session.unsent = true;
      this.burst.touch();
    }
  }

  /** What keys, letters and pasted blocks do that reach beyond the text itself. */
  protected abstract manners(): Pick<MountOptions, 'borders' | 'blocks' | 'letter'>;

  /** What is typed now, so that it can be gone on with when the page was drawn anew. */
  typed(): Typed | null {
    const { editor, at, shape, known } = this;
    if (!editor || !shape) return null;
    readCaret(editor.view);
    const content = this.content();
    const unsent = (this.burst.waiting || this.burst.refused || this.outbox.busy) && !isBlank(content);
    return {
      at,
      known,
      rule: shape.rule,
      offset: editor.state.selection.head,
      words: unsent ? content : null,
    };
  }

  protected mount(at: string, element: HTMLElement, shape: Shape, caret: Caret): void {
    this.drawn = element.cloneNode(true) as HTMLElement;
    this.element = element;
    this.shape = shape;
    this.outbox.forget();
    this.ghost = false;
    this.parted = null;
    this.at = at;
    this.session.select(at);
    this.known = this.session.blockAt(at)?.source ?? null;
    this.editor = mount({
      element,
      shape,
      ...this.manners(),
      hint: shape.shell.type === 'heading' ? t('text.heading') : t('text.placeholder'),
      language: this.session.site?.language ?? '',
      changed: () => this.changed(),
      blurred: () => this.burst.flush(),
      selected: () => this.host.moved(),
      pasted: (event) => this.host.pasted(event),
      caught: (files) => this.host.caught(files),
      takeBack: () => this.turnBack(),
    });
    placeCaret(this.editor, caret);
    this.host.moved();
  }

  /**
   * Makes another kind of text of this one where it stands. `back` is what one
   * undo gives back: the text as it was typed, and its caret.
   */
  turnInto(shape: Shape, caret: Caret, back: Back | null = null): void {
    const { element } = this;
    if (!element || !this.editor) return;
    this.burst.flush();
    this.endBurst();
    const { at, ghost, known, parted } = this;
    this.editor.destroy();
    const next = elementFor(shape, element.ownerDocument);
    for (const name of ['data-pw-at', 'data-pw-kind']) {
      const value = element.getAttribute(name);
      if (value !== null) next.setAttribute(name, value);
    }
    element.replaceWith(next);
    this.mount(at, next, shape, caret);
    this.ghost = ghost;
    this.parted = parted;
    if (ghost) this.session.select('');
    this.known = known;
    this.outbox.stale = true;
    this.changed();
    this.back = back;
  }

  /** Gives back what was typed before it became another kind of text; false when there is nothing to give back. */
  turnBack(): boolean {
    const { back } = this;
    if (back) this.turnInto({ ...paragraph, content: back.content }, { offset: back.offset });
    return back !== null;
  }

  /** The element that is typed into, null when none is. */
  get typedInto(): HTMLElement | null {
    return this.editor && this.element;
  }

  /** The page changed around what is typed into, which stays open at another place. */
  follow(at: string, order: readonly Piece[] | null): void {
    const from = parsePath(this.at)[0] ?? 0;
    this.at = at;
    this.drawn?.setAttribute('data-pw-at', at);
    this.outbox.follow(from, parsePath(at)[0] ?? 0, order);
  }

  /** Where the text stands on the page. */
  get box(): DOMRect | null {
    return this.element?.getBoundingClientRect() ?? null;
  }

  content(): ProseDoc[] {
    return (this.editor?.getJSON().content ?? []) as ProseDoc[];
  }

  protected changed(): void {
    this.back = null;
    this.session.unsent = true;
    this.burst.touch();
    this.host.typed();
    this.host.moved();
  }

  /** Sends what is typed. A text that is empty is not sent: closing it takes the block away. */
  private send(join: string): void {
    const { session, shape, editor } = this;
    const page = session.page;
    if (!page || !shape || !editor || editor.isDestroyed) return;
    if (editor.view.composing) return this.burst.touch();
    session.unsent = false;
    const content = this.content();
    if (isBlank(content)) return;
    const path = parsePath(this.at);
    const text = ops.text(page.page, path, wrap(shape, content));
    const { ghost, parted } = this;
    const fresh = parted ? partOp(page.page, parted) : ops.insert(page.page, path, '…');
    if (ghost) this.settleGhost();
    const list = ghost ? [fresh, text] : [text];
    this.outbox.submit(list, join);
  }

  /** The paragraph is on its way to the file: the blocks after it count on. Until it is there another block has its place. */
  protected settleGhost(): void {
    this.frame.makeRoom(this.at);
    if (this.parted) {
      const after = withIndex(this.at, indexOf(this.at) + 1);
      this.frame.makeRoom(after);
      this.parted.rest.setAttribute('data-pw-at', after);
      this.parted = null;
    }
    this.element?.setAttribute('data-pw-at', this.at);
    this.element?.setAttribute('data-pw-kind', 'paragraph');
    this.ghost = false;
    this.outbox.moved();
  }

  protected endBurst(): void {
    this.burst.end();
    this.session.unsent = false;
  }

  /** Sends what waits and comes back when it is on the disk. */
  async settle(): Promise<void> {
    this.burst.flush();
    await this.outbox.settle();
  }

  protected unmount(): void {
    const { element, ghost } = this;
    this.editor?.destroy();
    this.editor = null;
    this.at = '';
    this.ghost = false;
    this.endBurst();
    if (ghost) element?.remove();
    this.outbox.show(ghost ? null : this.drawn, element);
  }

  /** Ends the editor and leaves its element as it looks. */
  protected leaveDrawn(): void {
    const content = this.editor?.view.dom.innerHTML ?? '';
    const { element } = this;
    this.endBurst();
    this.editor?.destroy();
    this.editor = null;
    if (!element) return;
    element.innerHTML = content;
    undress(element);
  }
  /** A way begins: what is typed by an input method on it is kept. */
  private handOver(): void {
    const view = this.editor?.view;
    if (view?.hasFocus() && !view.composing) this.standIn.take(view.dom.ownerDocument);
  }

  /** Does what was pressed on the way to this text. */
  private replay(): void {
    if (this.standIn.end() && this.editor) this.editor.view.focus();
    for (let held = this.crossing.next(); held; held = this.crossing.next()) {
      if (!this.editor) return this.crossing.clear();
      if (this.leaving) this.host.after(held);
      else press(this.editor.view, held);
    }
  }
}
