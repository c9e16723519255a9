import type { Op, Piece } from '../../bridge/types.gen';
import type { Session } from '../../session/session.svelte';
import type { Drawn, Frame } from '../frame';
import { isInside } from '../place';

/** What is typed on its way to the disk, and what the generator drew of it. */
export class Outbox {
  /** The canvas does not show what is in the file: it is drawn anew when typing ends. */
  stale = false;
  /** What the generator drew meanwhile of the block that is typed into: shown when typing ends. */
  private later = new Map<string, string>();
  private sending: Promise<unknown> = Promise.resolve();
  private underWay = 0;
  /** Counts how often the blocks of the page got other places: an answer to an older change must not touch them. */
  private places = 0;

  /**
   * `typing` is the place that is typed into, '' for none; `saved` hears each answer that speaks of the places of
   * now, `refused` that there was none: what was sent is on the page alone.
   */
  constructor(
    private readonly session: Session,
    private readonly frame: Frame,
    private readonly typing: () => string,
    private readonly saved: (list: readonly Op[]) => void,
    private readonly refused: () => void,
  ) {}

  get busy(): boolean {
    return this.underWay > 0;
  }

  /** The blocks after a new one count on. */
  moved(): void {
    this.places++;
    this.stale = true;
  }

  /** Carries out a change whose result the page shows already. */
  submit(list: Op[], join = ''): void {
    this.underWay++;
    const { places } = this;
    const count = this.session.page?.blocks.length ?? 0;
    this.sending = this.session.apply(list, { join, silent: true }).then((answer) => {
      this.underWay--;
      if (!answer) {
        this.stale = true;
        this.refused();
      }
      if (answer && places === this.places) this.saved(list);
      if (!answer?.changed) return;
      const drawn = list.length > 1 || places !== this.places ? null : drawnAnew(answer.order, count);
      if (drawn) this.draw(drawn);
      else this.stale = true;
    });
  }

  private draw(drawn: readonly Drawn[]): void {
    const at = this.typing();
    for (const one of drawn) {
      if (at && (at === one.at || isInside(at, one.at))) this.later.set(one.at, one.html);
      else this.frame.swap([one]);
    }
  }

  /** Comes back when all of it is on the disk. */
  async settle(): Promise<void> {
    await this.sending;
  }

  /** The block that is typed into stands at another place now, and may have been drawn anew. */
  follow(from: number, to: number, order: readonly Piece[] | null): void {
    const html = order?.[to]?.html ?? '';
    const moved = (drawn: string) =>
      drawn.replaceAll(new RegExp(` data-pw-at="${from}(?=[".])`, 'g'), ` data-pw-at="${to}`);
    const [last] = this.later.values();
    this.later.clear();
    if (!order) this.stale = true;
    else if (html || last) this.later.set(String(to), html || moved(last ?? ''));
  }

  /** Another text is typed into. */
  forget(): void {
    this.later.clear();
  }

  /** Shows what was drawn meanwhile, else what stood there before: the same, unless the canvas is stale. */
  show(drawn: HTMLElement | null, element: HTMLElement | null): void {
    if (this.later.size === 0 && !this.stale && drawn) element?.replaceWith(drawn);
    this.frame.swap([...this.later].map(([at, html]) => ({ at, html })));
    this.later.clear();
  }
}

/** What an order draws anew where each of `count` blocks stays at its place; null where one does not, or the page is to be loaded. */
export function drawnAnew(order: readonly Piece[] | null, count: number): Drawn[] | null {
  if (order?.length !== count || order.some(({ from }, i) => from !== i)) return null;
  return order.flatMap(({ html }, i) => (html ? [{ at: String(i), html }] : []));
}
