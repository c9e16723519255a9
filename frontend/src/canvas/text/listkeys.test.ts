import { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { afterEach, describe, expect, test } from 'vitest';
import { extensionsFor, noBorders } from './extensions';
import type { Shape } from './shape';

const open: Editor[] = [];
afterEach(() => open.splice(0).forEach((editor) => editor.destroy()));

type Item = string | [string, ...Item[]];
const itemOf = (item: Item): object => {
  const [words, ...inner] = typeof item === 'string' ? [item] : item;
  const line = { type: 'paragraph', ...(words && { content: [{ type: 'text', text: words }] }) };
  const list = inner.length > 0 ? [{ type: 'bulletList', content: inner.map(itemOf) }] : [];
  return { type: 'listItem', content: [line, ...list] };
};

/** A list that is typed into, with what is between two words selected, or the caret after one. */
function list(items: Item[], from: string, to = from, offset = from.length): Editor {
  const shape: Shape = { shell: { type: 'bulletList' }, content: [], rule: 'listItem+' };
  const editor = new Editor({
    extensions: extensionsFor(shape, noBorders, (src) => src),
    content: { type: 'doc', content: items.map(itemOf) },
  });
  open.push(editor);
  const ends = [0, 0];
  editor.state.doc.descendants((node, pos) => {
    if (node.isTextblock && node.textContent === from) ends[0] = pos + 1 + offset;
    if (node.isTextblock && node.textContent === to) ends[1] = pos + 1 + offset;
  });
  const { doc, tr } = editor.state;
  editor.view.dispatch(tr.setSelection(TextSelection.create(doc, ends[0] ?? 0, ends[1])));
  return editor;
}

/** Presses a key; says whether somebody took it. */
function press(editor: Editor, key: string, init: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  editor.view.dom.dispatchEvent(event);
  return event.defaultPrevented;
}

/** The items as they are now, in the form they were given in. */
function items({ state }: Editor): Item[] {
  const read = (node: typeof state.doc): Item[] =>
    node.children.map((item) => {
      const [line, ...rest] = item.children;
      const inner = rest.flatMap((child) => (child.isTextblock ? [`+${child.textContent}`] : read(child)));
      return inner.length > 0 ? [line?.textContent ?? '', ...inner] : (line?.textContent ?? '');
    });
  state.doc.check();
  return read(state.doc);
}

const caret = ({ state: { selection } }: Editor) =>
  `${selection.$from.parent.textContent}@${selection.$from.parentOffset}`;

describe('Tab', () => {
  test('puts an item under the one before, and Shift+Tab takes it out', () => {
    const editor = list(['one', 'two', 'three'], 'two');
    expect(press(editor, 'Tab')).toBe(true);
    expect(items(editor)).toEqual([['one', 'two'], 'three']);
    expect(caret(editor)).toBe('two@3');
    expect(press(editor, 'Tab', { shiftKey: true })).toBe(true);
    expect(items(editor)).toEqual(['one', 'two', 'three']);
    expect(caret(editor)).toBe('two@3');
  });

  test('takes all items that are selected', () => {
    const editor = list(['one', 'two', 'three', 'four'], 'two', 'three', 1);
    press(editor, 'Tab');
    expect(items(editor)).toEqual([['one', 'two', 'three'], 'four']);
    expect(editor.state.selection.$to.parent.textContent).toBe('three');
    press(editor, 'Tab', { shiftKey: true });
    expect(items(editor)).toEqual(['one', 'two', 'three', 'four']);
  });

  test('goes as deep as there is an item before, and never leaves the text', () => {
    const editor = list([['one', 'deep', 'deeper'], 'two'], 'deeper');
    for (let i = 0; i < 2; i++) expect(press(editor, 'Tab')).toBe(true);
    expect(items(editor)).toEqual([['one', ['deep', 'deeper']], 'two']);
    const first = list(['one', 'two'], 'one');
    expect(press(first, 'Tab')).toBe(true);
    expect(press(first, 'Tab', { shiftKey: true })).toBe(true);
    expect(items(first)).toEqual(['one', 'two']);
  });

  test('what follows an item that is taken out goes under it', () => {
    const editor = list([['one', 'a', 'b', 'c'], 'two'], 'b');
    press(editor, 'Tab', { shiftKey: true });
    expect(items(editor)).toEqual([['one', 'a'], ['b', 'c'], 'two']);
  });
});

test('Enter in an empty item that is deeper takes it out, wherever it stands', () => {
  const editor = list([['one', 'a', '', 'c'], 'two'], '');
  press(editor, 'Enter');
  expect(items(editor)).toEqual([['one', 'a'], ['', 'c'], 'two']);
});

describe('Delete at the end of an item', () => {
  test('joins the next one', () => {
    const editor = list(['one', 'two', 'three'], 'one');
    expect(press(editor, 'Delete')).toBe(true);
    expect(items(editor)).toEqual(['onetwo', 'three']);
    expect(caret(editor)).toBe('onetwo@3');
  });

  test('keeps what is under it', () => {
    const editor = list(['one', ['two', 'deep'], 'three'], 'one');
    press(editor, 'Delete');
    expect(items(editor)).toEqual([['onetwo', 'deep'], 'three']);
  });

  test('takes in the first item under it, and the one after its last', () => {
    const deeper = list([['one', 'deep', 'deeper'], 'two'], 'one');
    press(deeper, 'Delete');
    expect(items(deeper)).toEqual([['onedeep', 'deeper'], 'two']);
    const higher = list([['one', 'deep'], 'two', 'three'], 'deep');
    press(higher, 'Delete');
    expect(items(higher)).toEqual([['one', 'deeptwo'], 'three']);
  });

  test('does nothing elsewhere', () => {
    expect(press(list(['one', 'two'], 'two'), 'Delete')).toBe(false);
    const inside = list(['one', 'two'], 'one', 'one', 1);
    press(inside, 'Delete');
    expect(items(inside)).toEqual(['one', 'two']);
  });
});

describe('Backspace at the start of an item', () => {
  test('joins it to the one before', () => {
    const editor = list(['one', ['two', 'deep'], 'three'], 'two', 'two', 0);
    expect(press(editor, 'Backspace')).toBe(true);
    expect(items(editor)).toEqual([['onetwo', 'deep'], 'three']);
    expect(caret(editor)).toBe('onetwo@3');
  });

  test('takes it out where it is deeper', () => {
    const editor = list([['one', 'a', 'b'], 'two'], 'b', 'b', 0);
    press(editor, 'Backspace');
    expect(items(editor)).toEqual([['one', 'a'], 'b', 'two']);
    press(editor, 'Backspace');
    expect(items(editor)).toEqual([['one', 'ab'], 'two']);
  });
});
