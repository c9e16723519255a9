interface Host {
  /** How many changes are under way. */
  readonly pending: number;
  /** The program is not there: nothing that is under way ends. */
  readonly away: boolean;
  /** Comes back when all that was done is saved. */
  settled(): Promise<void>;
}

/**
 * What the person asks for, one thing after the other: each speaks of the page
 * as the one before left it, however fast the keys come.
 */
export class Turns {
  private acts: Promise<unknown> = Promise.resolve();
  private ahead = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly host: Host) {}

  /** Something that was asked for is not done yet. */
  get busy(): boolean {
    return this.ahead > 0 || (this.host.pending > 0 && !this.host.away);
  }

  /** Makes a change when all before it are made. */
  act<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.rest().then(work);
    this.acts = turn.catch(() => null);
    return turn;
  }

  /** Does what a key means, at once or when the keys before it and their changes are done. */
  key(work: () => unknown): void {
    const now = !this.busy;
    this.ahead++;
    const turn = now ? Promise.resolve(work()) : this.last.then(() => this.rest()).then(work);
    this.last = turn.catch(() => undefined).finally(() => this.ahead--);
  }

  private rest(): Promise<void> {
    return this.acts.then(() => this.host.settled());
  }
}
