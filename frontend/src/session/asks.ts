/** Where the caret goes in a text that is opened. */
export type Caret = 'start' | 'end' | 'all' | { x: number; y: number } | { offset: number };

interface Answers {
  inserter(): void;
  text(caret: Caret): void;
  write(): void;
  picture(): boolean;
  focus(): void;
}

/** What commands ask of the canvas, which says how it answers. */
export class Asks {
  private answers: Answers | null = null;

  answer(answers: Answers | null): void {
    this.answers = answers;
  }

  /** Open the inserter after the selected block. */
  inserter(): void {
    this.answers?.inserter();
  }

  /** Choose the picture that the selected block lacks; false: it lacks none. */
  picture(): boolean {
    return this.answers?.picture() ?? false;
  }

  /** Take the keyboard: what is pressed next is for the page. */
  focus(): void {
    this.answers?.focus();
  }

  /** Type into the selected block. */
  text(caret: Caret = 'end'): void {
    this.answers?.text(caret);
  }

  /** Write a new paragraph at the end of the page. */
  write(): void {
    this.answers?.write();
  }
}
