import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Held } from './crossing';

type Realm = Window & typeof globalThis;

/** Where a key moves the caret: direction and how far, as Selection.modify has it. */
const moves: Record<string, readonly [string, string]> = {
  ArrowLeft: ['left', 'character'],
  ArrowRight: ['right', 'character'],
  ArrowUp: ['backward', 'line'],
  ArrowDown: ['forward', 'line'],
  Home: ['backward', 'lineboundary'],
  End: ['forward', 'lineboundary'],
};

/** Does in a text what a key or a paste that had to wait would have done. */
export function press(view: EditorView, held: Held): void {
  const realm = view.dom.ownerDocument.defaultView as Realm | null;
  if (!realm) return;
  if (held instanceof DataTransfer) {
    view.dom.dispatchEvent(
      new realm.ClipboardEvent('paste', { clipboardData: held, bubbles: true, cancelable: true }),
    );
    return;
  }
  if ('words' in held) {
    write(view, held.words);
    return;
  }
  const event = new realm.KeyboardEvent('keydown', { ...held, bubbles: true, cancelable: true });
  view.dom.dispatchEvent(event);
  if (!event.defaultPrevented && !view.isDestroyed) browserDoes(view, event, realm);
}

/** What the browser itself does with a key that nobody took. It does so for real keys only. */
function browserDoes(view: EditorView, event: KeyboardEvent, realm: Window): void {
  const { key } = event;
  const chord = event.ctrlKey || event.metaKey || event.altKey;
  if (key === 'Backspace' || key === 'Delete') {
    if (!view.state.selection.empty) view.dispatch(view.state.tr.deleteSelection());
    else erase(view, realm, key === 'Backspace' ? 'backward' : 'forward', chord ? 'word' : 'character');
    return;
  }
  const way = moves[key];
  if (way) {
    const [direction, far] = way;
    const further =
      chord && far === 'character' ? 'word' : chord && far === 'lineboundary' ? 'documentboundary' : far;
    move(view, realm, event.shiftKey ? 'extend' : 'move', direction, further);
    return;
  }
  if ([...key].length === 1 && !chord) write(view, key);
}

function erase(view: EditorView, realm: Window, direction: string, far: string): void {
  move(view, realm, 'extend', direction, far);
  if (!view.state.selection.empty) view.dispatch(view.state.tr.deleteSelection().scrollIntoView());
}

function move(view: EditorView, realm: Window, how: string, direction: string, far: string): void {
  const selection = realm.getSelection();
  if (!selection) return;
  selection.modify(how, direction, far);
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  if (!anchorNode || !focusNode || !view.dom.contains(focusNode)) return;
  const [anchor, head] = [view.posAtDOM(anchorNode, anchorOffset), view.posAtDOM(focusNode, focusOffset)];
  const { doc, tr } = view.state;
  view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head))));
}

function write(view: EditorView, letter: string): void {
  const { from, to } = view.state.selection;
  const plain = () => view.state.tr.insertText(letter, from, to).scrollIntoView();
  if (!view.someProp('handleTextInput', (take) => take(view, from, to, letter, plain)))
    view.dispatch(plain());
}

/**
 * Takes in where the browser has put the caret. It tells so a moment later
 * only, and a key may come first: Enter would part the text at the old place.
 */
export function readCaret(view: EditorView): void {
  const { domObserver } = view as unknown as { domObserver?: { flush(): void } };
  domObserver?.flush();
}
