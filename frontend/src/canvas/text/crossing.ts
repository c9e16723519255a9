/** A key, a paste or what an input method wrote, that no text can take yet. */
export type Held = KeyboardEventInit | DataTransfer | { words: string };

/** Keys that work on the clipboard: only the browser's own event can, and it comes after the key. */
const clipboard = new Set(['v', 'c', 'x']);

/**
 * The way from one text to another that is not open yet. What is pressed
 * meanwhile waits for it and is done then, in its order.
 */
export class Crossing {
  private expected = false;
  private ways = 0;
  private held: Held[] = [];

  /**
   * `arrived` is called at the end of the last way, `left` before the first one;
   * `calm` comes back when no word is half written by an input method.
   */
  constructor(
    private readonly arrived: () => void = () => {},
    private readonly left: () => void = () => {},
    private readonly calm: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /** A text could not be opened yet and will be: the stage says so. */
  set awaited(on: boolean) {
    const was = this.expected;
    if (on && !this.between) this.left();
    this.expected = on;
    if (was && !this.between) this.arrived();
  }

  get between(): boolean {
    return this.ways > 0 || this.expected;
  }

  /** Keys wait: on a way, or behind others that are not done yet. */
  get holding(): boolean {
    return this.between || this.held.length > 0;
  }

  /** Goes a way. */
  async go(way: () => Promise<void>): Promise<void> {
    if (!this.between) this.left();
    this.ways++;
    try {
      await way();
      await this.calm();
    } finally {
      this.ways--;
      if (!this.between) this.arrived();
    }
  }

  /** Keeps a key; false when it is none that has to wait. */
  hold(key: KeyboardEvent): boolean {
    if (!this.holding || composes(key)) return false;
    const chord = key.ctrlKey || key.metaKey;
    if (chord && clipboard.has(key.key.toLowerCase())) return false;
    // While a text is awaited that may never come, commands are still heard.
    if (this.ways === 0 && this.held.length === 0 && (chord || key.altKey || key.key === 'Escape'))
      return false;
    const { ctrlKey, metaKey, altKey, shiftKey, code, keyCode } = key;
    this.held.push({ key: key.key, code, keyCode, ctrlKey, metaKey, altKey, shiftKey });
    return true;
  }

  /** Keeps a paste; false when it has not to wait. */
  holdPaste(data: DataTransfer | null): boolean {
    if (!this.holding || !data) return false;
    const copy = new DataTransfer();
    for (const type of ['text/html', 'text/plain'])
      if (data.getData(type)) copy.setData(type, data.getData(type));
    for (const file of data.files) copy.items.add(file);
    this.held.push(copy);
    return true;
  }

  /** Keeps what an input method has written. */
  holdWords(words: string): void {
    this.held.push({ words });
  }

  /** The next that waits, when it can be done now. */
  next(): Held | undefined {
    return this.between ? undefined : this.held.shift();
  }

  /** What waits is not done: there is no text for it. */
  clear(): void {
    this.held = [];
  }
}

/** Is it a key for the input method, or one that makes a letter only with the next? */
function composes(key: KeyboardEvent): boolean {
  return key.isComposing || key.keyCode === 229 || key.key === 'Process' || key.key === 'Dead';
}
