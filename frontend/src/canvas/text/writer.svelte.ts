import type { Op, ProseDoc } from '../../bridge/types.gen';
import { t } from '../../i18n';
import type { Caret } from '../../session/asks';
import { ops } from '../../session/ops';
import { formatPath, indexOf, parsePath, withIndex } from '../place';
import { bordersOf } from './borders';
import { partList, partOp } from './parted';
import { putBlocks } from './putblocks';
import { isBlank, paragraph, unwrap, wrap } from './shape';
import { shortcut } from './shortcuts';
import { isTable } from './tableedit';
import { allCells } from './tablekeys';
import { Typing } from './typing.svelte';

/** Typing into one block of the page at a time. */
export class Writer extends Typing {
  private opening = 0;

  protected manners() {
    return {
      borders: bordersOf(this),
      blocks: (blocks: ProseDoc[]) => putBlocks(this, blocks),
      letter: (letter: string) => (letter === ' ' || letter === '-') && shortcut(this, letter),
    };
  }

  /**
   * Opens the text of a block. The page keeps its looks: the element itself is
   * typed into. Words that never came into the file take the place of its own.
   */
  open(at: string, caret: Caret, words: ProseDoc[] | null = null): Promise<void> {
    return this.crossing.go(() => this.enter(at, caret, words));
  }

  private async enter(at: string, caret: Caret, words: ProseDoc[] | null, tries = 4): Promise<void> {
    const { session } = this;
    if (session.readOnly || (this.at === at && this.editor && !this.ghost)) return;
    await this.close();
    if (this.editor) return;
    const page = session.page;
    const element = this.frame.block(at);
    if (!page || !element) return;
    const turn = ++this.opening;
    this.trail = null;
    const answer = await session.text(at);
    await this.standIn.calm();
    const now = session.page;
    if (now?.page === page.page && now.revision !== page.revision && turn === this.opening && tries > 0) {
      // It changed meanwhile: keys wait for this text, and it may stand elsewhere.
      return this.enter(this.frame.placeOf(element) || at, caret, words, tries - 1);
    }
    const shape = answer && unwrap(answer.doc);
    // A dialog that was opened meanwhile keeps the keyboard.
    const busy = document.querySelector('dialog[open]') !== null;
    if (!shape || busy || turn !== this.opening || !element.isConnected) return;
    this.mount(at, element, words ? { ...shape, content: words } : shape, caret);
    if (words) this.changed();
  }

  /** Goes on with words that never came into the file in a paragraph of their own. */
  async bring(at: string, words: ProseDoc[], offset: number): Promise<void> {
    const index = indexOf(at);
    const before = index > 0 ? this.frame.block(withIndex(at, index - 1)) : null;
    const beside = before ?? this.frame.block(at);
    await this.openGhost(at, beside, before ? 'after' : 'before', words);
    if (this.editor) this.editor.commands.setTextSelection(offset);
    this.changed();
  }

  /** Opens an empty paragraph at a place; it comes into the file with its first letter. */
  async openGhost(
    at: string,
    beside: HTMLElement | null,
    where: 'before' | 'after',
    content: ProseDoc[] = [],
  ): Promise<void> {
    // No wait but for an input method: the next letter may be there already.
    if (this.standIn.composing) await this.standIn.calm();
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

  /** All of the text is selected. */
  get wholeSelected(): boolean {
    const { editor } = this;
    if (!editor) return false;
    const { doc, selection } = editor.state;
    if (isTable(this.shape)) return allCells(editor.state);
    return doc.textBetween(selection.from, selection.to) === doc.textBetween(0, doc.content.size);
  }

  /** Ends typing: the block is shown as the generator draws it. */
  async close(): Promise<void> {
    this.opening++;
    if (!this.editor) return;
    const { at, ghost } = this;
    // What is typed while the rest is on its way is sent too; a composition never ends by itself.
    for (let i = 0; i === 0 || (this.burst.waiting && i < 8); i++) await this.settle();
    if (this.at !== at || !this.editor) return;
    if (this.burst.refused) {
      // Closed, it would be gone.
      this.session.select(at);
      return this.session.notices.toast(t('text.stays'));
    }
    const blank = isBlank(this.content());
    this.unmount();
    if (blank && !ghost) await this.removeEmpty(at);
    else if (this.outbox.stale) await this.redraw();
    this.outbox.stale = false;
    this.host.moved();
  }

  /**
   * Ends typing and selects the block. The keyboard leaves the text at once:
   * what is pressed next is for the block, though the text may be closing still.
   * While the program is gone nothing ends: what is typed is kept here.
   */
  escape(): void {
    const { session } = this;
    if (session.away || this.leaving) return;
    this.leaving = true;
    this.host.left();
    session.turns.key(async () => {
      await this.settle();
      const { at, ghost } = this;
      // Who clicked elsewhere meanwhile is there.
      const own = this.leaving && at !== '' && [at, ''].includes(session.selected);
      if (own) await this.close();
      this.leaving = false;
      if (own && !this.crossing.between) session.select(ghost ? '' : at);
    });
  }

  /** A click into the text that is closing takes Escape back. */
  stay(): void {
    this.leaving = false;
  }

  /** What can not be drawn now is drawn with the next change: it must not hold up the keys that wait. */
  private async redraw(): Promise<void> {
    const { page } = this.session;
    if (page) await this.frame.update(page).catch(() => undefined);
  }

  private async removeEmpty(at: string): Promise<void> {
    const { page } = this.session;
    if (page && this.shape?.rule !== 'text*') await this.session.apply([ops.remove(page.page, at)]);
  }

  /** Ends typing without a word: what was drawn last stands again. */
  drop(): void {
    this.opening++;
    this.endBurst();
    this.outbox.stale = false;
    if (this.editor) this.unmount();
  }

  /** Leaves this text as it stands on the page, and says where it is. What is typed is sent. */
  leave(): { at: string; element: HTMLElement | null } {
    const { at, element } = this;
    this.trail = { at, spaces: / *$/.exec(this.editor?.state.doc.textContent ?? '')?.[0] ?? '' };
    this.burst.flush();
    this.outbox.stale = true;
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
    const { element } = this.leave();
    this.mountGhost(formatPath(next), element, 'after', after);
    this.settleGhost();
    this.outbox.submit([
      ops.text(page.page, parsePath(at), wrap(shape, before)),
      ops.insert(page.page, next, '…'),
      ops.text(page.page, next, wrap(paragraph, after)),
    ]);
  }

  /** Leaves this list and goes on in a new paragraph before one of its items. */
  part(index: number): void {
    const { shape } = this;
    const content = this.content();
    const { at, element } = this.leave();
    if (!shape || !element) return;
    const parted = partList(shape, content, { at, element, index });
    this.mountGhost(withIndex(at, indexOf(at) + 1), element, 'after', []);
    this.parted = parted;
  }

  /** Closes this text to make room for a block at its place. Returns what has to be done first, where it parts a list. */
  async giveWay(to: string): Promise<Op | null> {
    const { parted, session, at } = this;
    const first = parted && session.page && at === to ? partOp(session.page.page, parted) : null;
    await this.close();
    return first;
  }
}
