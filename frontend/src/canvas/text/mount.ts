import { Editor } from '@tiptap/core';
import { Selection, TextSelection } from '@tiptap/pm/state';
import type { ProseDoc } from '../../bridge/types.gen';
import { commands } from '../../commands';
import { commandFor, matches } from '../../commands/keys';
import type { Caret } from '../../session/asks';
import { extensionsFor, type Borders } from './extensions';
import { cleanPaste } from './paste';
import { cellsOf, cleanCells } from './pastecells';
import { blocksOf, itemsOf } from './pasteinto';
import { catchPictures, saysNothing } from './picturecatcher';
import { readCaret } from './press';
import type { Shape } from './shape';
import { isTable } from './tableedit';

export interface MountOptions {
  element: HTMLElement;
  shape: Shape;
  borders: Borders;
  hint: string;
  language: string;
  changed(): void;
  blurred(): void;
  selected(): void;
  /** Pictures were pasted; true when they were taken. */
  pasted(event: ClipboardEvent): boolean;
  /** Pictures were on the clipboard that the browser did not speak of. */
  caught(files: File[]): void;
  /** A letter is typed that may make another kind of text of this one; true when it did. */
  letter(letter: string): boolean;
  /** Undo: gives back the letters that a shortcut took; false when it took none. */
  takeBack(): boolean;
  /** Several blocks were pasted; true when they were taken. */
  blocks(blocks: ProseDoc[]): boolean;
}

/** Mounts the editor of text on the very element that the generator drew. */
export function mount(options: MountOptions): Editor {
  const { element, shape } = options;
  const host = shape.rule === 'text*' ? (element.querySelector<HTMLElement>('code') ?? element) : element;
  const tight = host.querySelector('li') !== null && host.querySelector('li > p') === null;
  const shown = pictureAddresses(host, shape.content);
  // In a table a hint would be a cell of its own.
  const hint = () => host.classList.toggle('pw-empty', editor.isEmpty && !isTable(shape));
  /** The paste that comes is without its looks: Ctrl+Shift+V. */
  let plain = false;
  const editor: Editor = new Editor({
    element: { mount: host },
    injectCSS: false,
    content: { type: 'doc', content: shape.content },
    extensions: extensionsFor(shape, options.borders, shown),
    enableInputRules: true,
    editorProps: {
      attributes: {
        'data-pw-typing': '',
        'data-pw-hint': options.hint,
        role: 'textbox',
        'aria-multiline': 'true',
        lang: options.language,
        spellcheck: 'true',
      },
      transformPastedHTML: isTable(shape) ? cleanCells : cleanPaste,
      // Undo is one list, in the program; ProseMirror would swallow its keys.
      handleDOMEvents: {
        keydown: (view, event) => {
          if (event.isComposing) return false;
          readCaret(view);
          plain = matches(event, 'Mod+Shift+v');
          if (matches(event, 'Mod+z') && (editor.commands.undoInputRule() || options.takeBack())) {
            event.preventDefault();
            return true;
          }
          return commandFor(commands, event, 'text') !== undefined;
        },
        paste: (view, event) => {
          if (!saysNothing(event.clipboardData)) return false;
          void catchPictures(view.dom.ownerDocument).then(options.caught);
          return true;
        },
      },
      handleTextInput: (_view, _from, _to, letter) => options.letter(letter),
      handlePaste: (_view, event) => {
        const bare = plain;
        plain = false;
        if (!bare && options.pasted(event)) return true;
        return shape.rule !== 'text*' && options.blocks(blocksOf(event, editor, bare));
      },
      clipboardTextParser: (text, _context, _plain, view) =>
        (isTable(shape) ? cellsOf : itemsOf)(text, view) as never,
      handleDrop: () => true,
    },
    onUpdate: () => {
      hint();
      options.changed();
    },
    onBlur: options.blurred,
    onSelectionUpdate: options.selected,
  });
  host.classList.toggle('pw-tight', tight);
  hint();
  return editor;
}

/** The addresses under which the drawn page shows the pictures of a text. */
function pictureAddresses(host: HTMLElement, content: readonly ProseDoc[]): (src: string) => string {
  const drawn = [...host.querySelectorAll('img')].map((img) => img.getAttribute('src') ?? '');
  const map = new Map<string, string>();
  picturesIn(content).forEach((src, i) => {
    const address = drawn[i];
    if (address) map.set(src, address);
  });
  return (src) => map.get(src) ?? src;
}

function picturesIn(content: readonly ProseDoc[]): string[] {
  return content.flatMap((node) => [
    ...(node.type === 'image' ? [String(node.attrs?.src ?? '')] : []),
    ...picturesIn(node.content ?? []),
  ]);
}

/**
 * Puts the caret where it is asked for, once and now: the focus command of the
 * editor would put it there again with the next frame, over a key that moved it.
 */
export function placeCaret(editor: Editor, caret: Caret): void {
  const { view, state } = editor;
  focusText(editor);
  view.dispatch(state.tr.setSelection(selectionAt(view, caret)));
}

/** Gives the keyboard to a text. */
export function focusText({ view }: Editor): void {
  view.dom.ownerDocument.defaultView?.focus();
  view.focus();
}

function selectionAt(view: Editor['view'], caret: Caret): Selection {
  const { doc } = view.state;
  if (caret === 'start') return Selection.atStart(doc);
  if (caret === 'end') return Selection.atEnd(doc);
  const end = doc.content.size;
  if (caret === 'all') {
    const { $from, $to } = TextSelection.between(doc.resolve(0), doc.resolve(end));
    // Of a table, all of its first cell.
    const to = doc.firstChild?.type.name === 'tableRow' ? $from.end() : $to.pos;
    return TextSelection.create(doc, $from.pos, to);
  }
  const pos =
    'offset' in caret ? caret.offset : (view.posAtCoords({ left: caret.x, top: caret.y })?.pos ?? end);
  return TextSelection.near(doc.resolve(Math.max(0, Math.min(pos, end))));
}
