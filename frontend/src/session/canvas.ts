import type { PageState, Piece } from '../bridge/types.gen';

/** How a page that is shown becomes another state of itself. */
export interface Change {
  /** The blocks in their order, enough where the page that is shown is of the revision `since`; null: load it. */
  order: Piece[] | null;
  since: number;
  /** Another program made it. */
  outside?: boolean;
  /** The selected block stays where it is seen, and the rest goes round it. */
  steady?: boolean;
}

/** What shows the page. The session tells it what changed. */
export interface Canvas {
  /**
   * Shows a state of a page. `put` is called in the moment in which it is shown,
   * so that places in the page always speak of the state that is seen.
   */
  show(page: PageState, change: Change | null, put: () => void): Promise<void>;
  /** Sends what was typed and not sent yet, so that the next command comes after it. */
  settle(): Promise<void>;
  /** Takes in files of this computer that were dropped on the window. */
  dropped(files: string[]): Promise<void>;
  /** Tries a value of a design token on the page, until the page brings its own. */
  dress(token: string, css: string): void;
  /** Something lies over this much of the lower end of the page, in pixels of the screen. */
  cover(height: number): void;
  /** Scrolls to a block. */
  reveal(at: string): void;
}

export interface ApplyOptions {
  /** Changes with the same word are one step of undo. */
  join?: string;
  /** The answer's HTML is not brought to the canvas: it shows it already. */
  silent?: boolean;
  /** The selected block stays where it is seen. */
  steady?: boolean;
  /** What is selected afterwards, where the answer's own choice is another one. */
  select?: readonly string[];
}
