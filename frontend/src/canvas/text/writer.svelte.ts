import type { Editor } from '@tiptap/core';
import type { Piece, ProseDoc } from '../../bridge/types.gen';
import { t } from '../../i18n';
import type { Caret } from '../../session/asks';
import { ops } from '../../session/ops';
import type { Session } from '../../session/session.svelte';
import type { Frame } from '../frame';
import { formatPath, indexOf, isInside, parsePath, withIndex } from '../place';
import { bordersOf } from './borders';
import { Burst } from './burst';
import { undress, type WriterHost } from './host';
import { putBlocks } from './putblocks';
import { Crossing } from './crossing';
import { press } from './press';
import { isBlank, paragraph, unwrap, wrap, type Shape } from './shape';
import type { Typed } from './typed';

/** Typing into one block of the page at a time. */
export class Writer {
  /** The place that is typed into, '' when none is. */
  at = $state('');
  /** It is a paragraph that is not in the file yet: empty ones do not exist in Markdown. */
  ghost = $state(false);
  editor = $state.raw<Editor | null>(null);
  shape: Shape | null = null;

  private element: HTMLElement | null = null;
  private drawn: HTMLElement | null = null;
  /** What the generator drew meanwhile of the blocks that are typed into: shown when typing ends. */
  private later = new Map<string, string>();
  /** The page is not all as the generator draws it: it is drawn anew when typing ends. */
  stale = false;
  private opening = 0;
  private sending: Promise<unknown> = Promise.resolve();
  private underWay = 0;
  /** Counts how often the blocks of the page got other places: an answer to an older change must not touch them. */
  private places = 0;
  /** The source of the block as it was last in the file; null: it was never in it. */
  known: string | null = null;
  private mounting: typeof import('./mount') | null = null;
  /** The spaces at the end of the text that was left last: Markdown keeps none, and Backspace wants them back. */
  trail: { at: string; spaces: string } | null = null;
  /** Keys that come while one text was left and the next is not open yet. */
  readonly crossing = new Crossing(() => this.replay());
  private readonly burst = new Burst((join) => this.send(join));

  constructor(
    readonly session: Session,
    readonly frame: Frame,
    readonly host: WriterHost,
  ) {}

  /** What is typed now, so that it can be gone on with when the page was drawn anew. */
  typed(): Typed | null {
    const { editor, at, shape, known } = this;
    if (!editor || !shape) return null;
    const content = this.content();
    const unsent = (this.burst.waiting || this.underWay > 0) && !isBlank(content);
    return {
      at,
      known,
      rule: shape.rule,
      offset: editor.state.selection.head,
      words: unsent ? content : null,
    };
  }

  /**
   * Opens the text of a block. The page keeps its looks: the element itself is
   * typed into. Words that never came into the file take the place of its own.
   */
  open(at: string, caret: Caret, words: ProseDoc[] | null = null): Promise<void> {
    return this.crossing.go(() => this.enter(at, caret, words));
  }

  private async enter(at: string, caret: Caret, words: ProseDoc[] | null): Promise<void> {
    const { session } = this;
    if (session.readOnly || (this.at === at && this.editor)) return;
    await this.close();
    const page = session.page;
    const element = this.frame.block(at);
    if (!page || !element) return;
    const turn = ++this.opening;
    this.trail = null;
    const answer = await session.text(at);
    if (answer && session.page?.revision !== page.revision && turn === this.opening && element.isConnected) {
      return this.enter(this.frame.placeOf(element), caret, words); // it changed meanwhile
    }
    const shape = answer && unwrap(answer.doc);
    // A dialog that was opened meanwhile keeps the keyboard.
    const busy = document.querySelector('dialog[open]') !== null;
    this.mounting ??= await import('./mount');
    if (!shape || busy || turn !== this.opening || !element.isConnected) return;
    this.mount(at, element, words ? { ...shape, content: words } : shape, caret);
    if (words) this.burst.touch();
  }

  /** Goes on with words that never came into the file in a paragraph of their own. */
  async bring(at: string, words: ProseDoc[], offset: number): Promise<void> {
    const index = indexOf(at);
    const before = index > 0 ? this.frame.block(withIndex(at, index - 1)) : null;
    const beside = before ?? this.frame.block(at);
    await this.openGhost(at, beside, before ? 'after' : 'before', words);
    if (this.editor) this.editor.commands.setTextSelection(offset);
    this.burst.touch();
  }

  /** Opens an empty paragraph at a place; it comes into the file with its first letter. */
  async openGhost(
    at: string,
    beside: HTMLElement | null,
    where: 'before' | 'after',
    content: ProseDoc[] = [],
  ): Promise<void> {
    // No wait once it is loaded: the next letter may be there already.
    this.mounting ??= await import('./mount');
    this.mountGhost(at, beside, where, content);
  }

  private mountGhost(
    at: string,
    beside: HTMLElement | null,
    where: 'before' | 'after',
    content: ProseDoc[],
  ): void {
    const document = this.frame.document;
    if (!document) return;
    const element = document.createElement('p');
    if (beside) beside[where](element);
    else this.frame.container(at)?.append(element);
    this.mount(at, element, { ...paragraph, content }, 'start');
    this.ghost = true;
    this.known = null;
    this.session.select('');
  }

  private mount(at: string, element: HTMLElement, shape: Shape, caret: Caret): void {
    if (!this.mounting) return;
    const { mount, placeCaret } = this.mounting;
    this.drawn = element.cloneNode(true) as HTMLElement;
    this.element = element;
    this.shape = shape;
    this.later.clear();
    this.ghost = false;
    this.at = at;
    this.session.select(at);
    this.known = this.session.blockAt(at)?.source ?? null;
    this.editor = mount({
      element,
      shape,
      borders: bordersOf(this),
      hint: shape.shell.type === 'heading' ? t('text.heading') : t('text.placeholder'),
      language: this.session.site?.language ?? '',
      changed: () => this.changed(),
      blurred: () => this.burst.flush(),
      selected: () => this.host.moved(),
      pasted: (event) => this.host.pasted(event),
      blocks: (blocks) => putBlocks(this, blocks),
    });
    placeCaret(this.editor, caret);
    this.host.moved();
  }

  /** Does what was pressed on the way to this text. */
  private replay(): void {
    for (let held = this.crossing.next(); held; held = this.crossing.next()) {
      if (!this.editor) return this.crossing.clear();
      press(this.editor.view, held);
    }
  }

  /** The element that is typed into, null when none is. */
  get typedInto(): HTMLElement | null {
    return this.editor && this.element;
  }

  /** The page changed around what is typed into, which stays open at another place. */
  follow(at: string, order: readonly Piece[] | null): void {
    const [from] = parsePath(this.at);
    const [to] = parsePath(at);
    this.at = at;
    this.drawn?.setAttribute('data-pw-at', at);
    const html = order?.[to ?? 0]?.html ?? '';
    const moved = (drawn: string) =>
      drawn.replaceAll(new RegExp(` data-pw-at="${from}(?=[".])`, 'g'), ` data-pw-at="${to}`);
    const [last] = this.later.values();
    this.later.clear();
    if (!order) this.stale = true;
    else if (html || last) this.later.set(String(to), html || moved(last ?? ''));
  }

  /** Where the text stands on the page. */
  get box(): DOMRect | null {
    return this.element?.getBoundingClientRect() ?? null;
  }

  content(): ProseDoc[] {
    return (this.editor?.getJSON().content ?? []) as ProseDoc[];
  }

  private changed(): void {
    this.burst.touch();
    this.host.typed();
    this.host.moved();
  }

  /** Sends what is typed. A text that is empty is not sent: closing it takes the block away. */
  private send(join: string): void {
    const { session, shape, editor } = this;
    const page = session.page;
    if (!page || !shape || !editor || editor.isDestroyed) return;
    if (editor.view.composing) {
      this.burst.touch();
      return;
    }
    const content = this.content();
    if (isBlank(content)) return;
    const path = parsePath(this.at);
    const text = ops.text(page.page, path, wrap(shape, content));
    const list = this.ghost ? [ops.insert(page.page, path, '…'), text] : [text];
    if (this.ghost) this.settleGhost();
    this.submit(list, join);
  }

  /** The paragraph is in the file from now on: the blocks after it count on. */
  private settleGhost(): void {
    this.places++;
    this.frame.makeRoom(this.at);
    this.element?.setAttribute('data-pw-at', this.at);
    this.element?.setAttribute('data-pw-kind', 'paragraph');
    this.ghost = false;
    this.session.select(this.at);
    this.stale = true;
  }

  /** Carries out a change whose result the page shows already. */
  submit(list: Parameters<Session['apply']>[0], join = ''): void {
    this.underWay++;
    const { places } = this;
    this.sending = this.session.apply(list, { join, silent: true }).then((answer) => {
      this.underWay--;
      const own = this.editor && places === this.places && formatPath(list.at(-1)?.at ?? []) === this.at;
      if (answer && own) this.known = this.session.blockAt(this.at)?.source ?? null;
      if (!answer) this.stale = true;
      if (!answer?.changed) return;
      if (!answer.swap || list.length > 1 || places !== this.places) {
        this.stale = true;
        return;
      }
      for (const swap of answer.swap ?? []) {
        if (this.editor && (this.at === swap.at || isInside(this.at, swap.at)))
          this.later.set(swap.at, swap.html);
        else this.frame.swap([swap]);
      }
    });
  }

  /** Sends what waits and comes back when it is on the disk. */
  async settle(): Promise<void> {
    this.burst.flush();
    await this.sending;
  }

  /** Ends typing: the block is shown as the generator draws it. */
  async close(): Promise<void> {
    this.opening++;
    if (!this.editor) return;
    const { at, ghost, session } = this;
    // What is typed while the rest is on its way is sent too; a composition never ends by itself.
    for (let i = 0; i === 0 || (this.burst.waiting && i < 8); i++) await this.settle();
    if (this.at !== at || !this.editor) return;
    const blank = isBlank(this.content());
    this.unmount();
    if (blank && !ghost) await this.removeEmpty(at);
    else if (this.stale && session.page) await this.frame.update(session.page);
    this.stale = false;
    this.host.moved();
  }

  private async removeEmpty(at: string): Promise<void> {
    const { page } = this.session;
    if (page && this.shape?.rule !== 'text*') await this.session.apply([ops.remove(page.page, at)]);
  }

  /** Ends typing without a word: what was drawn last stands again. */
  drop(): void {
    this.opening++;
    this.burst.end();
    this.stale = false;
    if (this.editor) this.unmount();
  }

  private unmount(): void {
    const { element, ghost } = this;
    this.editor?.destroy();
    this.editor = null;
    this.at = '';
    this.ghost = false;
    this.burst.end();
    if (ghost) element?.remove();
    else if (this.later.size === 0 && !this.stale && this.drawn) element?.replaceWith(this.drawn);
    this.frame.swap([...this.later].map(([at, html]) => ({ at, html })));
    this.later.clear();
  }

  /** Leaves this text as it stands on the page, and says where it is. What is typed is sent. */
  leave(): { at: string; element: HTMLElement | null } {
    const { at, element } = this;
    this.trail = { at, spaces: / *$/.exec(this.editor?.state.doc.textContent ?? '')?.[0] ?? '' };
    this.burst.flush();
    this.stale = true;
    this.leaveDrawn();
    return { at, element };
  }

  /**
   * Leaves this text with other content and goes on in a new paragraph after
   * it, without waiting: no letter that is typed meanwhile is lost.
   */
  splitInto(before: ProseDoc[], after: ProseDoc[]): void {
    const { session, shape, at } = this;
    const page = session.page;
    if (!page || !shape) return;
    const next = parsePath(at);
    next[next.length - 1] = (next.at(-1) ?? 0) + 1;
    this.burst.flush();
    this.editor?.commands.setContent({ type: 'doc', content: before }, { emitUpdate: false });
    this.submit([
      ops.text(page.page, parsePath(at), wrap(shape, before)),
      ops.insert(page.page, next, '…'),
      ops.text(page.page, next, wrap(paragraph, after)),
    ]);
    const { element } = this.leave();
    this.mountGhost(formatPath(next), element, 'after', after);
    this.settleGhost();
  }

  /** Ends the editor and leaves its element as it looks. */
  private leaveDrawn(): void {
    const content = this.editor?.view.dom.innerHTML ?? '';
    const { element } = this;
    this.burst.end();
    this.editor?.destroy();
    this.editor = null;
    if (!element) return;
    element.innerHTML = content;
    undress(element);
  }
}
