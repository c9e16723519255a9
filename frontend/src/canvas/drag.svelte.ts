import type { Session } from '../session/session.svelte';
import { fits } from '../session/ops';
import { t } from '../i18n';
import type { Frame } from './frame';
import type { Carried, Ground } from './carry.svelte';
import { around, isStill, scrollSpeed, slotAt, type Accepts, type Piece, type Slot } from './slots';
import type { Path } from './place';
import type { View } from './view.svelte';

/** Finds where things would land, and scrolls the page while something is held near its edge. */
export class Landing implements Ground {
  slot = $state.raw<Slot | null>(null);
  private pieces: Piece[] = [];
  private x = 0;
  private y = 0;
  private running = 0;
  private accepts: Accepts = () => true;
  private moved: readonly string[] = [];
  /** The pointer has been away from the edges: a drag that begins there does not scroll by that. */
  private armed = false;

  constructor(
    private readonly session: Session,
    private readonly frame: Frame,
    private readonly view: View,
    private readonly stage: () => DOMRect | null,
  ) {}

  begin(accepts: Accepts, moved: readonly string[] = []): void {
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
    this.slot = inside ? this.find() : null;
  }

  private find(): Slot | null {
    return slotAt(this.pieces, this.frame.bounds(), this.x, this.y, this.accepts, this.moved);
  }

  private step = (): void => {
    const height = this.frame.window?.innerHeight ?? 0;
    const speed = this.slot ? scrollSpeed(this.y, height) : 0;
    if (this.slot && speed === 0) this.armed = true;
    if (this.armed && speed !== 0) {
      this.frame.window?.scrollBy({ top: speed, behavior: 'instant' });
      this.measure();
      this.slot = this.find();
    }
    this.running = requestAnimationFrame(this.step);
  };

  end(): void {
    cancelAnimationFrame(this.running);
    this.running = 0;
    this.slot = null;
  }

  /** See Ground. */
  carry({ kinds, places }: Carried): void {
    this.begin((parent) => takes(this.session, kinds, parent), places);
  }

  over(x: number, y: number): Path | null {
    this.point(x, y);
    return this.slot && !isStill(this.moved, this.slot.to) ? this.slot.to : null;
  }

  holds(x: number, y: number): boolean {
    const box = this.stage();
    return !!box && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  }

  /** Why what is carried can not stand in the innermost container under the pointer; '' when it can. */
  why({ kinds }: Carried): string {
    const inner = around(this.pieces, this.x, this.y, this.moved, this.accepts).at(-1) ?? null;
    return takes(this.session, kinds, inner) ? '' : whyNot(this.session, kinds[0] ?? '', inner?.kind ?? '');
  }

  /** Which blocks accept a kind. */
  acceptsKind(name: string): Accepts {
    const kind = this.session.kind(name);
    return (parent) => fits(kind, parent === null ? null : this.session.kind(parent.kind));
  }
}

/** May all of some kinds stand in a container (null: the page), beside what stands there? */
function takes(session: Session, kinds: readonly string[], parent: Piece | null): boolean {
  const outer = parent && session.kind(parent.kind);
  if (outer?.line && (parent?.children.length ?? 0) + kinds.length > 1) return false;
  return kinds.every((name) => fits(session.kind(name), outer));
}

/** Why a kind can not stand in another one ('': on the page), in a sentence. */
export function whyNot(session: Session, name: string, parent: string): string {
  const [kind, outer] = [session.kind(name), session.kind(parent)];
  const labels = (names: readonly string[]) => names.map((n) => session.kindLabel(n)).join(', ');
  const [label, where] = [session.kindLabel(name), session.kindLabel(parent)];
  if (kind?.only.length) return t('drag.only', { kind: label, where: labels(kind.only) });
  if (outer?.line) return t('drag.line', { where });
  if (outer?.allowed.length) return t('drag.allowed', { where, kinds: labels(outer.allowed) });
  return t('drag.not', { kind: label, where });
}
