/** The way from one text to another that is not open yet. Letters wait for it. */
export class Crossing {
  /** A text could not be opened yet and will be: the stage says so. */
  awaited = false;
  private ways = 0;
  private held = '';

  get between(): boolean {
    return this.ways > 0 || this.awaited;
  }

  /** Goes a way. What was held and found no text at its end is dropped. */
  async go(way: () => Promise<void>): Promise<void> {
    this.ways++;
    try {
      await way();
    } finally {
      this.ways--;
      if (!this.between) this.held = '';
    }
  }

  /** Keeps a key that no text can take yet; false when none is on its way. Keys that are no letters are dropped. */
  hold(key: string): boolean {
    if (!this.between) return false;
    if (key.length === 1) this.held += key;
    return true;
  }

  /** The letters that were held, for the text that opened. */
  take(): string {
    const { held } = this;
    this.held = '';
    return held;
  }
}
