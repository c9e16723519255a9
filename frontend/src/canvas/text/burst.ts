/** When typing is sent, in milliseconds. */
export interface Timing {
  /** After this long without a key. */
  pause: number;
  /** At the latest this long after the first key. */
  most: number;
  /** A pause this long begins a new step of undo. */
  step: number;
  /** What was refused is sent once more after this long. */
  again: number;
}

export const timing: Timing = { pause: 500, most: 2000, step: 3000, again: 3000 };

/** The clock, so that tests have their own. */
export interface Clock {
  now(): number;
  after(ms: number, run: () => void): () => void;
}

export const realClock: Clock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};

let bursts = 0;

/**
 * Gathers keystrokes: `send` is called after a pause with a word that is the
 * same for all that is one step of undo.
 */
export class Burst {
  private cancel: (() => void) | null = null;
  private cancelAgain: (() => void) | null = null;
  private firstAt = 0;
  private lastAt = -Infinity;
  private word = '';

  constructor(
    private readonly send: (join: string) => void,
    private readonly clock: Clock = realClock,
    private readonly times: Timing = timing,
  ) {}

  /** Something is typed and not sent. */
  get waiting(): boolean {
    return this.cancel !== null;
  }

  /** What was sent last was refused, and is not sent again yet. */
  get refused(): boolean {
    return this.cancelAgain !== null;
  }

  /** A key changed the text. */
  touch(): void {
    this.forget();
    const now = this.clock.now();
    if (now - this.lastAt > this.times.step || this.word === '') this.word = `typing-${++bursts}`;
    if (!this.cancel) this.firstAt = now;
    this.lastAt = now;
    this.cancel?.();
    const left = this.firstAt + this.times.most - now;
    this.cancel = this.clock.after(Math.max(0, Math.min(this.times.pause, left)), () => this.flush());
  }

  /** Sends now what waits, or was refused. */
  flush(): void {
    if (!this.cancel && !this.cancelAgain) return;
    this.forget();
    this.cancel?.();
    this.cancel = null;
    this.send(this.word);
  }

  /** What was sent last was refused: it is sent once more after a while, unless a key comes first. */
  again(): void {
    this.forget();
    if (this.cancel) return;
    this.cancelAgain = this.clock.after(this.times.again, () => {
      this.cancelAgain = null;
      this.send(this.word);
    });
  }

  private forget(): void {
    this.cancelAgain?.();
    this.cancelAgain = null;
  }

  /** What waits is dropped, and the next key begins a new step of undo. */
  end(): void {
    this.forget();
    this.cancel?.();
    this.cancel = null;
    this.word = '';
  }
}
