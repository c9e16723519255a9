import type { Held } from './crossing';

/** What the writer asks of the canvas around it. */
export interface WriterHost {
  /** A `/` in an empty paragraph: open the inserter for the place. */
  slash(at: string): void;
  link(): void;
  /** The caret moved or the text changed: bars follow. */
  moved(): void;
  typed(): void;
  /** The text was left by the keyboard. */
  left(): void;
  /** What was pressed after the key by which the text was left. */
  after(held: Held): void;
  pasted(event: ClipboardEvent): boolean;
  /** Pictures of a paste that the browser did not speak of. */
  caught(files: File[]): void;
}

const added = [
  'data-pw-typing',
  'data-pw-hint',
  'contenteditable',
  'role',
  'aria-multiline',
  'spellcheck',
  'tabindex',
  'translate',
];

/** Takes from an element what the editor of text put on it. */
export function undress(element: Element): void {
  for (const name of added) element.removeAttribute(name);
  element.classList.remove('tiptap', 'ProseMirror', 'ProseMirror-focused', 'pw-empty', 'pw-tight');
}
