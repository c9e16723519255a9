import type { Box } from './slots';

/**
 * How the frame's own pixels come to be pixels of the stage around it: the
 * page may be shown smaller than it is, and its boxes move when it scrolls.
 */
export class View {
  scale = $state(1);
  width = $state(0);
  height = $state(0);
  private tick = $state(0);
  private planned = 0;

  /** Something moved: all that hangs on boxes is worked out again in the next frame. */
  moved = (): void => {
    if (this.planned) return;
    this.planned = requestAnimationFrame(() => {
      this.planned = 0;
      this.tick++;
    });
  };

  /** Reading it makes an effect follow the page's movements. */
  follow(): number {
    return this.tick;
  }

  /** A box of the page in pixels of the stage. */
  onStage(box: Box): Box {
    const s = this.scale;
    return { left: box.left * s, top: box.top * s, right: box.right * s, bottom: box.bottom * s };
  }

  /** A point of the stage in pixels of the page. */
  onPage(x: number, y: number): { x: number; y: number } {
    return { x: x / this.scale, y: y / this.scale };
  }
}

/** How large a page of a width is shown on a stage, never larger than it is. */
export function fit(stage: number, width: number, grow: boolean): { width: number; scale: number } {
  if (stage <= 0) return { width, scale: 1 };
  if (stage >= width) return { width: grow ? stage : width, scale: 1 };
  return { width, scale: stage / width };
}
