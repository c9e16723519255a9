import type { Path } from './place';

/** How far the pointer goes before a press is a drag, in pixels. */
const threshold = 4;

/** What is dragged: blocks of the page, or a new one. */
export interface Carried {
  /** The kinds of the blocks. */
  kinds: readonly string[];
  /** Where they stand; nothing for a new one. */
  places: readonly string[];
  /** What it is called beside the pointer. */
  label: string;
  drop(to: Path): Promise<unknown>;
}

/** Where something can be dropped: the page, the layer list. It shows the line itself. */
export interface Ground {
  carry(carried: Carried): void;
  /** Is a point of the window on it? */
  holds(x: number, y: number): boolean;
  /** The pointer is at a point: where a drop goes, null for nowhere. */
  over(x: number, y: number): Path | null;
  /** Why it can not be dropped at the last point; '' when it can. */
  why(carried: Carried): string;
  end(): void;
}

/** Dragging with the pointer: pointer events with capture, never HTML5 drag. */
export class Carry {
  /** The pointer in the window while something is dragged. */
  at = $state.raw<{ x: number; y: number; label: string; why: string } | null>(null);
  private carried: Carried | null = null;
  private start = { x: 0, y: 0 };
  private readonly grounds = new Set<Ground>();

  /** Something can be dropped there, until the function that comes back is called. */
  ground(ground: Ground): () => void {
    this.grounds.add(ground);
    return () => this.grounds.delete(ground);
  }

  /** A press on what may be dragged. */
  down(event: PointerEvent, carried: Carried | null): void {
    if (event.button !== 0 || !carried) return;
    const handle = event.currentTarget as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    this.carried = carried;
    this.start = { x: event.clientX, y: event.clientY };
  }

  move = (event: PointerEvent): void => {
    const { carried } = this;
    if (!carried) return;
    const far = Math.hypot(event.clientX - this.start.x, event.clientY - this.start.y) >= threshold;
    if (!this.at && !far) return;
    if (!this.at) {
      for (const ground of this.grounds) ground.carry(carried);
      window.addEventListener('keydown', this.key, true);
    }
    this.point(carried, event);
  };

  private point(carried: Carried, { clientX: x, clientY: y }: PointerEvent): Path | null {
    const here = [...this.grounds].find((ground) => ground.holds(x, y));
    for (const ground of this.grounds) if (ground !== here) ground.over(-1, -1);
    const to = here?.over(x, y) ?? null;
    this.at = { x, y, label: carried.label, why: here?.why(carried) ?? '' };
    return to;
  }

  up = (event: PointerEvent): void => {
    const { carried } = this;
    const to = carried && this.at ? this.point(carried, event) : null;
    if (this.at) swallowClick();
    this.cancel();
    if (to) void carried?.drop(to);
  };

  private key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  };

  cancel = (): void => {
    if (this.at) for (const ground of this.grounds) ground.end();
    window.removeEventListener('keydown', this.key, true);
    this.carried = null;
    this.at = null;
  };
}

/** The click that a drag ends with is none. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, true));
}
