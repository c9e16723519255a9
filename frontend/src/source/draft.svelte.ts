import { Burst } from '../canvas/text/burst';

/** A source as it is in the file. */
export interface Stand {
  text: string;
  /** Which state of the file it is, for who saves. */
  mark: string;
}

/** How a draft reaches the file. */
export interface Shelf {
  /** Saves a text that was made of a stand; false: it is not in the file. */
  save(text: string, was: Stand, join: string): Promise<boolean>;
  /** What is in the file now. */
  read(): Promise<Stand | null>;
}

/**
 * A source that is typed. What is typed comes to the file after a pause, and
 * is never overwritten by what another program wrote: then both are there.
 */
export class Draft {
  /** What is in the field. */
  text = $state('');
  /** What the file has become while something was typed that is not in it; null: nothing. */
  other = $state.raw<Stand | null>(null);
  private saved = $state('');
  private base: Stand;
  private sending = 0;
  private work: Promise<void> = Promise.resolve();
  private readonly burst: Burst;

  constructor(
    first: Stand,
    private readonly shelf: Shelf,
    private readonly unsent: (waiting: boolean) => void = () => {},
  ) {
    this.base = plain(first);
    this.text = this.saved = this.base.text;
    this.burst = new Burst((join) => this.send(join));
  }

  /** Something is typed that is not in the file. */
  get dirty(): boolean {
    return this.text !== this.saved;
  }

  type(text: string): void {
    if (text === this.text) return;
    this.text = text;
    this.unsent(true);
    this.burst.touch();
  }

  /** The file is this now, by whoever. */
  arrived(now: Stand): void {
    const stand = plain(now);
    if (this.sending > 0) return;
    if (stand.text === this.base.text) this.base = stand;
    else if (!this.dirty || stand.text === this.text) this.take(stand);
    else this.other = stand;
  }

  /** Sends what waits; true when all that was typed is in the file. */
  async flush(): Promise<boolean> {
    this.burst.flush();
    await this.work;
    if (this.dirty && !this.other) {
      this.send('');
      await this.work;
    }
    return !this.dirty && !this.other;
  }

  /** The words of the file take the place of what was typed. */
  takeOther(): void {
    if (this.other) this.take(this.other);
  }

  /** What was typed takes the place of the words in the file, which undo gives back. */
  async keepOwn(): Promise<boolean> {
    if (this.other) this.base = this.other;
    this.other = null;
    return this.flush();
  }

  private take(stand: Stand): void {
    this.burst.end();
    this.unsent(false);
    this.base = stand;
    this.other = null;
    this.text = this.saved = stand.text;
  }

  private send(join: string): void {
    this.work = this.work.then(() => this.put(join)).catch(() => undefined);
  }

  private async shelve(text: string, join: string): Promise<[boolean, Stand | null]> {
    const done = await this.shelf.save(text, this.base, join);
    return [done, await this.shelf.read()];
  }

  private async put(join: string): Promise<void> {
    const { text } = this;
    if (this.other || text === this.saved) return this.unsent(false);
    this.sending++;
    const [done, now] = await this.shelve(text, join).finally(() => {
      this.sending--;
      this.unsent(this.text !== text);
    });
    if (!now) return;
    const stand = plain(now);
    if (done && words(stand.text) === words(text)) {
      this.base = stand;
      this.saved = text;
    } else this.arrived(stand);
  }
}

/** A field has one line ending. */
function plain({ text, mark }: Stand): Stand {
  return { text: text.replace(/\r\n?/g, '\n'), mark };
}

/** Blank lines around a block are not its own. */
function words(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+|\s+$/g, '');
}
