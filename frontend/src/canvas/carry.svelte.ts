import { indexOf, parentOf, type Path } from './place';
import { trackSlot, type Track } from './track';

/** How far the pointer goes before a press is a drag, in pixels. */
const threshold = 4;

/** What is dragged: blocks of the page, or a new one. */
export interface Carried {
  /** The kinds of the blocks. */
  kinds: readonly string[];
  /** Where they stand, beside each other; nothing for a new one. */
  places: readonly string[];
  /** What it is called beside the pointer. */
  label: string;
  /** `places` is where they stand by then. */
  drop(to: Path, places: readonly string[]): Promise<unknown>;
}

/** Something that was let go, until the changes before it are made. */
interface Dropped {
  carried: Carried;
  to: Path;
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
  /** Where the blocks stand now that were pressed last: the click may come when the page is another one. */
  pressed: readonly string[] = [];
  private start = { x: 0, y: 0 };
  private readonly grounds = new Set<Ground>();
  private readonly dropped = new Set<Dropped>();

  /** `rest` comes back when all changes are made that were asked for before. */
  constructor(private readonly rest: () => Promise<void> = () => Promise.resolve()) {}

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
    this.pressed = carried.places;
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
    if (carried && to) void this.drop({ carried, to });
  };

  private async drop(one: Dropped): Promise<void> {
    this.dropped.add(one);
    await this.rest();
    const still = this.dropped.delete(one);
    if (still) await one.carried.drop(one.to, one.carried.places);
  }

  /** The page is drawn as it is now: what is dragged is where it went, or is dragged no more. */
  follow(track: Track): void {
    this.pressed = this.pressed.map((at) => track(at) ?? at);
    const carried = this.carried && moved(this.carried, track);
    if (carried) this.carried = carried;
    else if (this.carried) this.cancel();
    if (carried && this.at) for (const ground of this.grounds) ground.carry(carried);
    for (const one of this.dropped) {
      const next = { carried: moved(one.carried, track), to: trackSlot(one.to, track) };
      if (next.carried && next.to) Object.assign(one, next);
      else this.dropped.delete(one);
    }
  }

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

/** Blocks in a later state of their page; null: they are gone or do not stand beside each other any more. */
function moved(carried: Carried, track: Track): Carried | null {
  const places = carried.places.map(track);
  const first = places[0] ?? '';
  const beside = (at: string | null, i: number) =>
    at !== null && parentOf(at) === parentOf(first) && indexOf(at) === indexOf(first) + i;
  return places.every(beside) ? { ...carried, places: places as string[] } : null;
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
