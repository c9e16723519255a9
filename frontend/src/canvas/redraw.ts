import type { PageState } from '../bridge/types.gen';
import type { Caret } from '../session/asks';
import type { Change } from '../session/canvas';
import { blockAt, indexOf, parentOf, siblings, withIndex } from './place';
import type { Knowing } from './refresh';
import type { Stage } from './stage.svelte';
import type { Typed } from './text/typed';
import { track, trackSlot, type Track } from './track';

/** A text that was clicked and is not open yet. */
interface Wanted {
  at: string;
  caret: Caret;
  turn: number;
}

/** Brings the stage from one state of a page to the next, or to another page. */
export class Redraw {
  private current = '';
  /** What was typed into when the page was drawn anew, until it is open again. */
  private going: Typed | null = null;
  private wanted: Wanted | null = null;
  private turn = 0;

  constructor(private readonly stage: Stage) {}

  /** See Canvas.show. */
  async show(page: PageState, change: Change | null, put: () => void): Promise<void> {
    if (this.current !== page.page) this.forget();
    const { writer } = this.stage;
    this.going = (await this.draw(page, change, put)) ?? this.going;
    const { going } = this;
    if (going && !writer.editor) await writer.crossing.go(() => this.goOn(going, change?.outside ?? false));
    // The page may have changed again before the text was open: the next call goes on with it.
    if (!writer.editor) await this.openWanted();
    else if (this.going) this.forget();
  }

  /** Nothing is gone on with: it is open, or the person went elsewhere. */
  private forget(): void {
    this.going = null;
    this.wanted = null;
    this.stage.writer.crossing.awaited = false;
  }

  /** Goes on typing where it was. What another program wrote meanwhile never costs a typed word. */
  private async goOn({ at, known, rule, offset, words }: Typed, outside: boolean): Promise<void> {
    const { writer, session } = this.stage;
    const blocks = session.page?.blocks ?? [];
    const there = known !== null && !!blockAt(blocks, at)?.text;
    if (there && (outside || session.selected === at)) await writer.open(at, { offset }, words);
    else if (words && rule === 'inline*') {
      const index = Math.min(indexOf(at), siblings(blocks, at).length);
      await writer.bring(withIndex(at, index), words, offset);
    }
  }

  private wantedIn(turn: number): Wanted | null {
    return this.wanted?.turn === turn ? this.wanted : null;
  }

  /** Opens the text that was clicked before the page changed under the pointer. */
  private async openWanted(): Promise<void> {
    const { wanted } = this;
    const { writer, session } = this.stage;
    if (!wanted) return;
    if (session.selected !== wanted.at) this.wanted = null;
    else await writer.open(wanted.at, wanted.caret);
    if (writer.editor) this.wanted = null;
  }

  /**
   * Shows a state of a page. All that speaks of blocks changes in one moment:
   * the page, what is selected, hovered and wanted. Returns what was typed into
   * and could not stay open.
   */
  private async draw(page: PageState, change: Change | null, put: () => void): Promise<Typed | null> {
    const { writer, session, frame } = this.stage;
    if (!this.stage.shown) {
      put();
      await frame.load(page.canvas, session.site?.kinds ?? []);
      this.stage.shown = true;
      return this.drawn(page);
    }
    const before = session.page;
    const same = this.current === page.page && before?.page === page.page;
    const order =
      same && change?.order && change.since === before.revision && !writer.outbox.stale ? change.order : null;
    const load = order ? null : await session.notices.guard(() => frame.ready(page));
    if (!order && !load) return null;
    const follow = same ? track(session.page?.blocks ?? [], page.blocks) : () => null;
    const pinned = same ? this.pin(page, follow, order) : undefined;
    const typed = pinned ? null : this.typed(follow);
    const release = same ? this.hold(change) : () => frame.window?.scrollTo(0, 0);
    if (typed) writer.crossing.awaited = true;
    if (!pinned) writer.drop();
    put();
    const knowing = same ? { follow, pinned } : {};
    load?.(knowing);
    if (order && !frame.arrange(order, knowing)) (await frame.ready(page))(knowing);
    release();
    this.follow(follow);
    this.drawn(page);
    return typed;
  }

  private drawn(page: PageState): null {
    this.current = page.page;
    this.stage.view.moved();
    return null;
  }

  private hold(change: Change | null): () => void {
    const { selection, selected } = this.stage.session;
    const prefer = change?.outside
      ? this.stage.writer.at || this.stage.hovered || selected
      : change?.steady
        ? selected
        : '';
    return this.stage.frame.hold(prefer, selection.all);
  }

  /** The text that is typed into, where the change leaves it alone: it stays open. */
  private pin(page: PageState, follow: Track, order: Change['order']): Knowing['pinned'] {
    const { writer } = this.stage;
    const at = writer.editor && !writer.ghost ? follow(writer.at) : null;
    const element = writer.typedInto;
    if (at === null || !element || writer.known === null) return undefined;
    if (blockAt(page.blocks, at)?.source !== writer.known) return undefined;
    const around = parentOf(writer.at);
    if (parentOf(at) !== (around && follow(around))) return undefined;
    writer.follow(at, order);
    return { element, at };
  }

  /** What is typed now, with its place in the next state. */
  private typed(follow: Track): Typed | null {
    const typed = this.stage.writer.typed();
    return typed && { ...typed, at: follow(typed.at) ?? typed.at };
  }

  /** What the pointer is over and what was clicked are the same blocks as before. */
  private follow(follow: Track): void {
    const { wanted, stage } = this;
    const { inserting, pointer, frame } = stage;
    const at = wanted && follow(wanted.at);
    this.wanted = wanted && at !== null ? { ...wanted, at } : null;
    stage.session.carry.follow(follow);
    const to = inserting && !inserting.slash ? trackSlot(inserting.to, follow) : null;
    stage.inserting = inserting && to && { ...inserting, to };
    stage.clicked = null;
    stage.hovered = pointer
      ? frame.placeOf(frame.document?.elementFromPoint(pointer.x, pointer.y) ?? null)
      : '';
    stage.near = stage.hovered;
  }

  /**
   * A press on a block: it is selected, what is typed elsewhere ends, and its
   * text opens. The page may change meanwhile: the block that was pressed counts.
   */
  async press(at: string, caret: Caret): Promise<void> {
    const { writer, session } = this.stage;
    this.forget();
    this.stage.clicked = null;
    const turn = ++this.turn;
    this.wanted = { at, caret, turn };
    session.select(at);
    if (writer.at && writer.at !== at) await writer.close();
    const wanted = this.wantedIn(turn);
    if (!wanted) return;
    session.select(wanted.at);
    if (session.block?.text && !session.readOnly) await this.openWanted();
    else this.wanted = null;
  }
}
