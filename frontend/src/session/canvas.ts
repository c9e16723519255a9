import type { PageState, Swap } from '../bridge/types.gen';

/** What shows the page. The session tells it what changed. */
export interface Canvas {
  /** Brings the canvas to a state of the page; swaps are enough when they are given. */
  show(page: PageState, swap: Swap[] | null, outside: boolean): Promise<void>;
  /** Sends what was typed and not sent yet, so that the next command comes after it. */
  settle(): Promise<void>;
  /** Takes in files of this computer that were dropped on the window. */
  dropped(files: string[]): Promise<void>;
  /** Tries a value of a design token on the page, until the page brings its own. */
  dress(token: string, css: string): void;
  /** Scrolls to a block. */
  reveal(at: string): void;
}

export interface ApplyOptions {
  /** Changes with the same word are one step of undo. */
  join?: string;
  /** The answer's HTML is not brought to the canvas: it shows it already. */
  silent?: boolean;
}
