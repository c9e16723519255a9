import type { Media } from '../bridge/types.gen';
import { isPicture } from '../session/library.svelte';
import { ops, pictureMarkdown } from '../session/ops';
import type { Session } from '../session/session.svelte';
import type { Landing } from './drag.svelte';
import type { Path } from './place';

/**
 * Files that are dragged in from the computer. While they are over the window
 * a shield covers it, or the window would go to the file that is dropped.
 */
export class FileDrop {
  /** The shield is up. */
  shield = $state(false);
  /** Where the drop goes, kept for the program's own event, which comes after it. */
  private to: Path | null = null;

  constructor(
    private readonly session: Session,
    private readonly landing: Landing,
  ) {}

  /** A drag came into the window, or into the page in it. */
  enter = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.arm();
  };

  over = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    this.arm();
    this.landing.point(event.clientX, event.clientY);
    this.to = this.landing.slot?.to ?? null;
  };

  /**
   * The drag left the window, or ended elsewhere: the mouse moves again. No
   * time tells it, for WebKitGTK is silent while the mouse rests. Where it was
   * is kept: WebKitGTK says this of a drop, too, before the program's own event.
   */
  leave = (): void => this.disarm();

  drop = async (event: DragEvent): Promise<void> => {
    event.preventDefault();
    const to = this.landing.slot?.to ?? null;
    const files = [...(event.dataTransfer?.files ?? [])];
    this.disarm();
    // In the window the program tells the paths of the files by an event.
    if (this.session.app?.capabilities.window || files.length === 0) return;
    await this.place(await this.session.library.upload(files), to);
  };

  /** The program tells the paths of files that were dropped on its window. */
  async paths(files: string[]): Promise<void> {
    const { to } = this;
    this.to = null;
    this.disarm();
    await this.place(await this.session.library.take(files), to);
  }

  /** Puts files of the library on the page; without a place they are in the library only. */
  async place(items: readonly Media[], to: Path | null): Promise<void> {
    const { page } = this.session;
    if (!page || !to || items.length === 0) {
      if (items.length > 0) this.session.layout.showLeft('pictures');
      return;
    }
    await this.session.apply([ops.insert(page.page, to, items.map(markdownOf).join('\n\n'))]);
  }

  private arm(): void {
    if (!this.shield && this.session.page && !this.session.readOnly) {
      this.shield = true;
      // Where a picture may stand, the link to a file may, too.
      this.landing.begin(this.landing.acceptsKind('image'));
    }
  }

  private disarm(): void {
    this.shield = false;
    this.landing.end();
  }
}

/**
 * Files are on their way, or an address that the window would go to. WebKitGTK
 * calls files an address until they are dropped.
 */
function hasFiles(event: DragEvent): boolean {
  const types = event.dataTransfer?.types ?? [];
  return types.includes('Files') || types.includes('text/uri-list');
}

/** A file as it is written on a page: a picture, or a link to it. */
export function markdownOf(media: Media): string {
  if (isPicture(media)) return pictureMarkdown(media.address);
  const name = media.path.split('/').at(-1) ?? media.path;
  return pictureMarkdown(media.address, name).slice(1);
}
