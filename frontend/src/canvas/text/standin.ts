/**
 * Has the keyboard on the way from one text to another, so that an input
 * method can go on there. What it writes waits for the text, like a key.
 */
export class StandIn {
  private field: HTMLTextAreaElement | null = null;
  /** A word is half written. */
  composing = false;
  private waiting: (() => void)[] = [];

  /** `heard` is given each word that an input method, and no key, has written. */
  constructor(private readonly heard: (words: string) => void) {}

  /** Takes the keyboard over in a page. */
  take(page: Document): void {
    this.end();
    const field = page.createElement('textarea');
    field.setAttribute('aria-hidden', 'true');
    field.tabIndex = -1;
    field.style.cssText =
      'position:fixed;left:0;bottom:0;width:1px;height:1px;padding:0;border:0;opacity:0;resize:none';
    field.addEventListener('compositionstart', () => (this.composing = true));
    field.addEventListener('compositionend', () => this.done());
    field.addEventListener('input', () => {
      if (!this.composing) this.hear();
    });
    // Not in the body: what is drawn anew there must not take it away.
    page.documentElement.append(field);
    this.field = field;
    field.focus({ preventScroll: true });
  }

  /** Comes back when no word is half written; at once when none is. */
  calm(): Promise<void> {
    if (!this.composing) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Gives the keyboard away; true when it had it still. */
  end(): boolean {
    const { field } = this;
    if (!field) return false;
    const had = field.ownerDocument.activeElement === field;
    this.field = null;
    field.remove();
    this.composing = false;
    for (const go of this.waiting.splice(0)) go();
    return had;
  }

  private done(): void {
    this.composing = false;
    this.hear();
    for (const go of this.waiting.splice(0)) go();
  }

  private hear(): void {
    const { field } = this;
    const words = field?.value ?? '';
    if (field) field.value = '';
    if (words !== '') this.heard(words);
  }
}
