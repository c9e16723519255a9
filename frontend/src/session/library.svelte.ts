import { call, upload } from '../bridge/call';
import type { Media } from '../bridge/types.gen';
import { t } from '../i18n';
import type { Notices } from './notices.svelte';

/** The pictures and other files of the site. */
export class Library {
  items = $state.raw<Media[] | null>(null);
  /** Files on their way. */
  adding = $state(0);
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
  async upload(files: readonly File[]): Promise<Media[]> {
    const taken: Media[] = [];
    for (const file of files) {
      const items = await this.add(1, () => upload(file, file.name || t('panel.pictures')));
      taken.push(...items);
    }
    return taken;
  }

  /** Takes in files of this computer by their paths (the window). */
  take(paths: string[]): Promise<Media[]> {
    return this.add(paths.length, () => call('media.add', { files: paths }));
  }

  private async add(count: number, work: () => ReturnType<typeof upload>): Promise<Media[]> {
    this.adding += count;
    try {
      const answer = await work();
      const [first] = answer.problems;
      if (first) this.notices.problem = first;
      await this.load();
      const ask = answer.items.find((m) => isPicture(m) && !m.alt && !m.decorative);
      if (ask) this.asked = ask;
      return answer.items;
    } catch (error) {
      this.notices.fail(error);
      return [];
    } finally {
      this.adding -= count;
    }
  }

  async describe(media: Media, alt: string, decorative: boolean): Promise<boolean> {
    const done = await this.notices.guard(() => call('media.alt', { path: media.path, alt, decorative }));
    if (!done) return false;
    await this.changed();
    this.items = this.items?.map((m) => (m.path === done.path ? done : m)) ?? null;
    return true;
  }
}

export function isPicture(media: Media): boolean {
  return media.type.startsWith('image/');
}
