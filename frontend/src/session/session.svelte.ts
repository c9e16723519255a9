import { call } from '../bridge/call';
import type {
  AppState,
  Block,
  EditAnswer,
  Kind,
  Op,
  PageInfo,
  PageState,
  SiteState,
  TextAnswer,
} from '../bridge/types.gen';
import { Carry } from '../canvas/carry.svelte';
import type { Clip } from '../canvas/clip';
import { blockAt } from '../canvas/place';
import { t } from '../i18n';
import { Asks } from './asks';
import type { ApplyOptions, Canvas } from './canvas';
import { goodbye, leave } from './ending';
import { Layout } from './layout.svelte';
import { Library } from './library.svelte';
import { collectionLabel, firstPage, kindLabel, kindOf, pageByLink } from './lookup';
import { Notices, problemOf } from './notices.svelte';
import { Opening } from './opening';
import { Publishing } from './publishing.svelte';
import { isStale, send } from './send';
import { Selection } from './selection.svelte';
import { outside, sayBlock, show, take } from './showing';
import { Turns } from './turns';

/** The open site and page, and the one way to change them. */
export class Session {
  app = $state.raw<AppState | null>(null);
  site = $state.raw<SiteState | null>(null);
  page = $state.raw<PageState | null>(null);
  /** What Undo and Redo would do, in words; '' for nothing. */
  undoWords = $state('');
  redoWords = $state('');
  /** Words on the page, or in a source, that are not on their way yet. */
  unsent = $state(false);
  unsentSource = $state(false);
  private underWay = $state(0);
  /** Why the last change could not be saved, as a code; '' when it could. */
  private failing = $state('');
  ended = $state(false);

  readonly selection = new Selection();
  readonly carry = new Carry(() => this.settled());
  /** Blocks that were copied or cut in this window. */
  clip = $state.raw<Clip | null>(null);
  readonly notices = new Notices();
  readonly layout = new Layout();
  readonly asks = new Asks();
  readonly library = new Library(this.notices, () => this.look());
  readonly publishing = new Publishing(this.notices);
  private readonly opening = new Opening();

  /** States of a page that are being shown now. */
  showing = 0;
  /** What shows the page; null: nothing does yet. */
  canvas: Canvas | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  readonly turns = new Turns(this);

  /** The place of the block that was selected last, '' when none is. */
  get selected(): string {
    return this.selection.lead;
  }

  /** Changes that are not on the disk yet. */
  get pending(): number {
    return this.underWay + (this.unsent || this.unsentSource ? 1 : 0);
  }

  /** The last change could not be saved, or the program is not there. */
  get unsaved(): boolean {
    return this.failing !== '' || this.away;
  }

  /** The program does not answer. What is typed is kept and saved when it is back. */
  get away(): boolean {
    return this.notices.reach.away;
  }

  get block(): Block | null {
    return this.page && this.selected ? blockAt(this.page.blocks, this.selected) : null;
  }

  get pageInfo(): PageInfo | undefined {
    return this.site?.pages.find((p) => p.path === this.page?.page);
  }

  get readOnly(): boolean {
    return !!this.site?.readOnly;
  }

  blockAt(at: string): Block | null {
    return this.page ? blockAt(this.page.blocks, at) : null;
  }

  kind = (name: string): Kind | undefined => kindOf(this.site, name);
  kindLabel = (name: string): string => kindLabel(this.site, name);
  collectionLabel = (name: string): string => collectionLabel(this.site, name);
  pageByLink = (href: string): PageInfo | undefined => pageByLink(this.site, href);

  /** Tells screen readers what is selected. */
  sayBlock = () => sayBlock(this);

  attach(canvas: Canvas | null): void {
    this.canvas = canvas;
  }

  select(at: string): void {
    this.selection.set(at);
  }

  /** Selects a block from outside the canvas and brings it into view. */
  choose(at: string): void {
    this.select(at);
    this.canvas?.reveal(at);
  }

  /** Tries a value of a design token on the canvas, before it is set. */
  dress(token: string, css: string): void {
    this.canvas?.dress(token, css);
  }

  /** Comes back when all that was done is saved. */
  async settled(): Promise<void> {
    await this.canvas?.settle();
    await this.queue;
  }

  /** The first word to the program: what it is, and whether a site is open. */
  async hello(): Promise<void> {
    await this.notices.guard(async () => {
      this.app = await this.opening.ask();
      this.notices.reach.met = true;
    });
  }

  async start(): Promise<void> {
    this.opening.over = true;
    if (this.app?.site) await this.enter(this.app.site);
    else if (this.app?.problem) this.notices.tell(this.app.problem);
  }

  /** Shows a site that was just opened or made. */
  async enter(site: SiteState): Promise<void> {
    this.takeSite(site);
    this.page = null;
    this.select('');
    this.library.forget();
    const home = firstPage(site);
    if (home) await this.open(home.path);
  }

  takeSite(site: SiteState): void {
    this.site = site;
    this.undoWords = site.undo;
    this.redoWords = site.redo;
    this.publishing.see(site.targets);
  }

  /** The program tells of the site as it is now, or that another one is open. */
  async siteChanged(site: SiteState): Promise<void> {
    if (!this.opening.over) this.app = this.opening.take(this.app, site);
    else if (this.site?.dir === site.dir) this.takeSite(site);
    else await this.enter(site);
  }

  /** Asks for everything anew: the program may have told something while nobody listened. */
  async refresh(): Promise<void> {
    const state = await this.notices.guard(() => this.opening.again());
    if (state) this.app = state;
    if (!state || !this.opening.over) return;
    if (state.site) this.takeSite(state.site);
    await this.settled();
    const page = this.page?.page;
    // What is typed into stays open, as when another program changed the page.
    if (page) await this.turn(async () => show(this, await call('page.open', { page }), outside));
  }

  /** Files were dropped on the window. */
  dropped = (files: string[]) => this.canvas?.dropped(files);

  /** The program ends: see ending. */
  goodbye = () => goodbye(this);

  leave = () => leave(this);

  async open(path: string, select = ''): Promise<void> {
    await this.canvas?.settle();
    await this.turn(async () => {
      const page = await call('page.open', { page: path });
      await show(this, page, null, [select]);
    });
  }

  /** The text of a block; null when the page is another one now: it is shown then, with what was to be opened. */
  async text(at: string): Promise<TextAnswer | null> {
    const { page } = this;
    if (!page) return null;
    try {
      return await this.notices.reach.keep(() =>
        call('page.text', { page: page.page, at, revision: page.revision }),
      );
    } catch (error) {
      const looks = isStale(error) ? this.look() : this.notices.fail(error);
      // While a state is shown the look has to wait for its end: nobody may wait for it.
      if (this.showing === 0) await looks;
      return null;
    }
  }

  /** Looks whether the page is another one now, after a change that no command of the editor made. */
  private async look(): Promise<void> {
    const { page } = this;
    const now = page && (await this.notices.guard(() => call('page.open', { page: page.page })));
    if (now) await this.changedOutside(now);
  }

  /** A page that another program changed. What is typed and not sent comes first. */
  async changedOutside(page: PageState): Promise<void> {
    if (this.page?.page !== page.page || page.revision === this.page.revision) return;
    await this.settled();
    await this.turn(async () => {
      const now = this.page?.page === page.page && (await call('page.open', { page: page.page }));
      if (!now || now.revision === this.page?.revision) return;
      await show(this, now, outside);
    });
  }

  /** Does something when all changes before it are made; what fails is told. */
  private turn<T>(work: () => Promise<T>): Promise<T | null> {
    const turn = this.queue.then(() => this.notices.guard(work));
    this.queue = turn.catch(() => null);
    return turn;
  }

  /** Does what the person asks for when all before it is done: it speaks of the page as it is then. */
  act = <T>(work: () => Promise<T>): Promise<T> => this.turns.act(work);

  /** Carries out one change set: all of it or nothing. Null when it failed. */
  async apply(list: Op[], options: ApplyOptions = {}): Promise<EditAnswer | null> {
    if (!options.silent) await this.canvas?.settle();
    return this.ordered(options, (again) => send(this, list, options.join ?? '', again));
  }

  undo = () => this.travel('edit.undo');
  redo = () => this.travel('edit.redo');

  private async travel(verb: 'edit.undo' | 'edit.redo'): Promise<void> {
    await this.canvas?.settle();
    const answer = await this.ordered({}, () => call(verb, { page: this.page?.page ?? '' }));
    if (!answer?.label) return;
    this.library.forget();
    this.notices.say(t(verb === 'edit.undo' ? 'undo.done' : 'undo.redone', { what: answer.label }));
  }

  /** One change after the other: the place of a block is true for one revision only. */
  private ordered(
    options: ApplyOptions,
    work: (again: boolean) => Promise<EditAnswer>,
  ): Promise<EditAnswer | null> {
    this.underWay++;
    const was = this.selection.all.join();
    const turn = this.queue.then(async () => {
      try {
        const answer = await this.notices.reach.keep(work);
        this.failing = '';
        this.undoWords = answer.undo;
        this.redoWords = answer.redo;
        // What the person selected meanwhile stays selected.
        const own = this.selection.all.join() === was;
        await take(this, answer, options, own);
        return answer;
      } catch (error) {
        const told = this.failing;
        await this.failed(error);
        // Typed words are still on the page and are sent again: what was told once, or that they came too late, is not told.
        if (!options.silent || (!isStale(error) && told !== this.failing)) this.notices.fail(error);
        return null;
      } finally {
        this.underWay--;
      }
    });
    this.queue = turn.catch(() => null);
    return turn;
  }

  private async failed(error: unknown): Promise<void> {
    this.failing = problemOf(error).code;
    if (!isStale(error) || !this.page) return;
    this.failing = '';
    await show(this, await call('page.open', { page: this.page.page }), outside);
  }
}

export { contextOf, provideSession, useSession } from './context';
