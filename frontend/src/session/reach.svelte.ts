import { Failure, UNREACHABLE } from '../bridge/call';

/** How long it is waited before the program is asked again, in milliseconds. */
const pause = 1000;

/** Whether the program answers. What is to be saved while it does not is kept and done when it is back. */
export class Reach {
  /** The program does not answer. */
  away = $state(false);
  /** It did once. */
  met = false;
  private coming: Promise<void> | null = null;

  constructor(
    private readonly ask: () => Promise<unknown>,
    private readonly wait: () => Promise<void> = () => new Promise((next) => setTimeout(next, pause)),
  ) {}

  /** Does some work, as often as it takes until the program answers; `again`: an answer to it may have been lost. */
  async keep<T>(work: (again: boolean) => Promise<T>): Promise<T> {
    for (let again = false; ; again = true) {
      try {
        return await work(again);
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        await this.lost();
      }
    }
  }

  /** Something was not answered: comes back when the program is there again. */
  lost(): Promise<void> {
    this.away = true;
    return (this.coming ??= this.back());
  }

  private async back(): Promise<void> {
    for (;;) {
      await this.wait();
      try {
        await this.ask();
        break;
      } catch (error) {
        // Whatever else it says, it is there.
        if (!isUnreachable(error)) break;
      }
    }
    this.coming = null;
    this.away = false;
  }
}

export function isUnreachable(error: unknown): boolean {
  return error instanceof Failure && error.problem.code === UNREACHABLE;
}
