import { call, upload } from '../bridge/call';
import type { Focus, Media, MediaAnswer, Problem } from '../bridge/types.gen';
import { t } from '../i18n';
import { problemOf, type Notices } from './notices.svelte';

/** The pictures and other files of the site. */
export class Library {
  items = $state.raw<Media[] | null>(null);
  /** Files on their way, and how many of them are in. */
  adding = $state(0);
  added = $state(0);
  /** New pictures are not asked for their description now. */
  quietly = false;
  asked = $state.raw<Media | null>(null);

  constructor(
    private readonly notices: Notices,
    /** The page on the canvas may look different now. */
    private readonly changed: () => Promise<void>,
  ) {}

  /** The list is out of date; who shows it asks again. */
  forget(): void {
    if (this.items) void this.load();
  }

  async load(): Promise<void> {
    const list = await this.notices.guard(() => call('media.list', {}));
    if (list) this.items = list.items;
  }

  find(address: string): Media | undefined {
    return this.items?.find((m) => m.address === address || `/${m.path}` === address);
  }

  /** Takes in files that the browser gives. */
  upload(files: readonly File[]): Promise<Media[]> {
    return this.add(files.map((file) => () => upload(file, file.name || t('panel.pictures'))));
  }

  /** Takes in files of this computer by their paths (the window). */
  take(paths: string[]): Promise<Media[]> {
    return this.add(paths.map((path) => () => call('media.add', { files: [path] })));
  }

  /** One file after the other. What can not be taken in keeps none of the others out. */
  private async add(works: readonly (() => Promise<MediaAnswer>)[]): Promise<Media[]> {
    const taken: Media[] = [];
    const problems: Problem[] = [];
    this.adding += works.length;
    for (const work of works) {
      try {
        const answer = await work();
        taken.push(...answer.items);
        problems.push(...answer.problems);
      } catch (error) {
        problems.push(problemOf(error));
      }
      this.added++;
    }
    if (this.added === this.adding) this.adding = this.added = 0;
    const [first] = problems;
    if (first) this.notices.tell(first);
    await this.load();
    const ask = taken.find(isUndescribed);
    if (ask && !this.quietly) this.asked = ask;
    return taken;
  }

  /** Sets the point that stays to be seen where a picture is cut. One word in join is one step of undo. */
  async focus(media: Media, focus: Focus, join: string): Promise<void> {
    const done = await this.notices.guard(() => call('media.focus', { path: media.path, focus, join }));
    if (done) await this.took(done);
  }

  async describe(media: Media, alt: string, decorative: boolean): Promise<boolean> {
    const done = await this.notices.guard(() => call('media.alt', { path: media.path, alt, decorative }));
    if (done) await this.took(done);
    return !!done;
  }

  private async took(media: Media): Promise<void> {
    this.items = this.items?.map((m) => (m.path === media.path ? media : m)) ?? null;
    await this.changed();
  }
}

export function isPicture(media: Media): boolean {
  return media.type.startsWith('image/');
}

/** A picture that nobody has said what it shows. */
export function isUndescribed(media: Media): boolean {
  return isPicture(media) && !media.alt && !media.decorative;
}

/** The name of a file without its folder. */
export function fileName(media: Media): string {
  return media.path.split('/').at(-1) ?? media.path;
}
