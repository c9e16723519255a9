import type { Carried, Ground } from '../canvas/carry.svelte';
import { whyNot } from '../canvas/drag.svelte';
import { accepts } from '../canvas/several';
import { isStill } from '../canvas/slots';
import type { Path } from '../canvas/place';
import { fits } from '../session/ops';
import type { Session } from '../session/session.svelte';
import { rowSlot, type Row, type RowSlot } from './layerslot';

/** How near the edge of the list it scrolls, and how far a step, in pixels. */
const zone = 32;
const step = 8;

/** The layer list as a place to drop blocks. */
export class LayerGround implements Ground {
  slot = $state.raw<RowSlot | null>(null);
  private carried: Carried | null = null;
  private point = { x: 0, y: 0 };
  private running = 0;

  constructor(
    private readonly session: Session,
    private readonly list: HTMLElement,
  ) {}

  carry(carried: Carried): void {
    this.carried = carried;
    if (!this.running) this.running = requestAnimationFrame(this.scroll);
  }

  holds(x: number, y: number): boolean {
    const box = (this.list.closest('aside') ?? this.list).getBoundingClientRect();
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  }

  over(x: number, y: number): Path | null {
    this.point = { x, y };
    this.slot = this.carried && this.holds(x, y) ? this.find(this.carried) : null;
    return this.slot?.to ?? null;
  }

  private find(carried: Carried): RowSlot | null {
    const box = this.list.getBoundingClientRect();
    const slot = rowSlot(
      this.rows(box.top),
      this.point.x - box.left - 24,
      this.point.y - box.top,
      (parent) => this.takes(carried, parent),
      carried.places,
    );
    return slot && !isStill(carried.places, slot.to) ? slot : null;
  }

  private takes({ kinds, places }: Carried, parent: string): boolean {
    const { page, site } = this.session;
    if (places.length > 0) return accepts(page?.blocks ?? [], site?.kinds ?? [], places, parent);
    const outer = parent === '' ? null : this.session.kind(this.session.blockAt(parent)?.kind ?? '');
    return kinds.every((kind) => fits(this.session.kind(kind), outer));
  }

  private rows(top: number): Row[] {
    return [...this.list.querySelectorAll<HTMLElement>('[data-layer]')].map((row) => {
      const box = row.getBoundingClientRect();
      const at = row.dataset.layer ?? '';
      const block = this.session.blockAt(at);
      const container = !block?.locked && !!this.session.kind(block?.kind ?? '')?.container;
      return { at, top: box.top - top, bottom: box.bottom - top, container };
    });
  }

  why({ kinds }: Carried): string {
    if (this.slot) return '';
    const row = document.elementFromPoint(this.point.x, this.point.y)?.closest<HTMLElement>('[data-layer]');
    const block = row && this.session.blockAt(row.dataset.layer ?? '');
    const outer = block && this.session.kind(block.kind);
    const [kind = ''] = kinds;
    return outer?.container && !fits(this.session.kind(kind), outer)
      ? whyNot(this.session, kind, outer.name)
      : '';
  }

  /** The list scrolls while something is held near its edge. */
  private scroll = (): void => {
    const frame = scroller(this.list);
    const box = frame?.getBoundingClientRect();
    const { x, y } = this.point;
    if (frame && box && this.holds(x, y)) {
      const by = y < box.top + zone ? -step : y > box.bottom - zone ? step : 0;
      if (by) {
        frame.scrollTop += by;
        this.over(x, y);
      }
    }
    this.running = requestAnimationFrame(this.scroll);
  };

  end(): void {
    cancelAnimationFrame(this.running);
    this.running = 0;
    this.carried = null;
    this.slot = null;
  }
}

/** Gives the keyboard to the row of a block. */
export function focusRow(at: string): void {
  document.querySelector<HTMLElement>(`[data-layer="${CSS.escape(at)}"]`)?.focus();
}

function scroller(element: HTMLElement): HTMLElement | null {
  for (let here: HTMLElement | null = element; here; here = here.parentElement)
    if (here.scrollHeight > here.clientHeight && getComputedStyle(here).overflowY !== 'visible') return here;
  return null;
}
