import type { Session } from '../session/session.svelte';
import { fits } from '../session/ops';
import { moveTo } from './blocks';
import type { Frame } from './frame';
import { scrollSpeed, slotAt, type Accepts, type Piece, type Slot } from './slots';
import type { View } from './view.svelte';

/** How far the pointer goes before a press is a drag, in pixels. */
const threshold = 4;

/** Finds where things would land, and scrolls the page while something is held near its edge. */
export class Landing {
  slot = $state.raw<Slot | null>(null);
  private pieces: Piece[] = [];
  private x = 0;
  private y = 0;
  private running = 0;
  private accepts: Accepts = () => true;
  private moved = '';
  /** The pointer has been away from the edges: a drag that begins there does not scroll by that. */
  private armed = false;

  constructor(
    private readonly session: Session,
    private readonly frame: Frame,
    private readonly view: View,
    private readonly stage: () => DOMRect | null,
  ) {}

  begin(accepts: Accepts, moved = ''): void {
    this.accepts = accepts;
    this.moved = moved;
    this.armed = false;
    this.measure();
    if (!this.running) this.running = requestAnimationFrame(this.step);
  }

  private measure(): void {
    const { page, site } = this.session;
    this.pieces = page && site ? this.frame.pieces(page.blocks, site.kinds) : [];
  }

  /** The pointer is at a point of the window. */
  point(clientX: number, clientY: number): void {
    const stage = this.stage();
    if (!stage) return;
    const inside =
      clientX >= stage.left && clientX <= stage.right && clientY >= stage.top && clientY <= stage.bottom;
    ({ x: this.x, y: this.y } = this.view.onPage(clientX - stage.left, clientY - stage.top));
    this.slot = inside
      ? slotAt(this.pieces, this.frame.bounds(), this.x, this.y, this.accepts, this.moved)
      : null;
  }

  private step = (): void => {
    const height = this.frame.window?.innerHeight ?? 0;
    const speed = this.slot ? scrollSpeed(this.y, height) : 0;
    if (this.slot && speed === 0) this.armed = true;
    if (this.armed && speed !== 0) {
      this.frame.window?.scrollBy({ top: speed, behavior: 'instant' });
      this.measure();
      this.slot = slotAt(this.pieces, this.frame.bounds(), this.x, this.y, this.accepts, this.moved);
    }
    this.running = requestAnimationFrame(this.step);
  };

  end(): void {
    cancelAnimationFrame(this.running);
    this.running = 0;
    this.slot = null;
  }

  /** Which blocks accept a kind. */
  acceptsKind(name: string): Accepts {
    const kind = this.session.kind(name);
    return (parent) => fits(kind, parent === null ? null : this.session.kind(parent.kind));
  }
}

/** Dragging a block by its handle: pointer events with capture, never HTML5 drag. */
export class BlockDrag {
  /** The pointer in the window while a block is dragged. */
  at = $state.raw<{ x: number; y: number; label: string } | null>(null);
  private from = '';
  private start = { x: 0, y: 0 };

  constructor(
    private readonly session: Session,
    private readonly landing: Landing,
  ) {}

  down = (event: PointerEvent): void => {
    const { block } = this.session;
    if (event.button !== 0 || !block || this.session.readOnly) return;
    event.preventDefault();
    const handle = event.currentTarget as HTMLElement;
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    this.from = block.at;
    this.start = { x: event.clientX, y: event.clientY };
  };

  move = (event: PointerEvent): void => {
    const { block } = this.session;
    if (!this.from || !block) return;
    const far = Math.hypot(event.clientX - this.start.x, event.clientY - this.start.y) >= threshold;
    if (!this.at && !far) return;
    if (!this.at) this.landing.begin(this.landing.acceptsKind(block.kind), this.from);
    this.at = { x: event.clientX, y: event.clientY, label: this.session.kindLabel(block.kind) };
    this.landing.point(event.clientX, event.clientY);
  };

  up = async (event: PointerEvent): Promise<void> => {
    const { from } = this;
    if (this.at) this.landing.point(event.clientX, event.clientY);
    const slot = this.at ? this.landing.slot : null;
    this.cancel();
    if (slot) await moveTo(this.session, from, slot.to);
  };

  key = (event: KeyboardEvent): void => {
    if (!this.at || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  };

  cancel = (): void => {
    this.from = '';
    this.at = null;
    this.landing.end();
  };
}
