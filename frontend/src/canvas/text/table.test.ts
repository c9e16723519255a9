import { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import { afterEach, describe, expect, test } from 'vitest';
import { extensionsFor, noBorders } from './extensions';
import { cellsOf, cleanCells } from './pastecells';
import { addColumn, addRow, alignColumns, removeColumns, removeRows, tableRule } from './tableedit';

const open: Editor[] = [];
afterEach(() => open.splice(0).forEach((editor) => editor.destroy()));

const cellOf = (words: string, head: boolean, align: string) => ({
  type: 'tableCell',
  attrs: { head, align },
  content: words ? [{ type: 'text', text: words }] : [],
});

/** A table that is typed into, with the caret after a word. The second column stands at the right. */
function table(rows: string[][], at: string): Editor {
  const editor = new Editor({
    extensions: extensionsFor(
      { shell: { type: 'table' }, content: [], rule: tableRule },
      noBorders,
      (src) => src,
    ),
    editorProps: {
      transformPastedHTML: cleanCells,
      clipboardTextParser: (text, _context, _plain, view) => cellsOf(text, view) as never,
    },
    content: {
      type: 'doc',
      content: rows.map((row, i) => ({
        type: 'tableRow',
        attrs: { head: i === 0 },
        content: row.map((words, j) => cellOf(words, i === 0, j === 1 ? 'right' : '')),
      })),
    },
  });
  open.push(editor);
  put(editor, at);
  return editor;
}

function put(editor: Editor, at: string): void {
  const { doc, tr } = editor.state;
  let place = 0;
  doc.descendants((node, pos) => {
    if (node.isTextblock && node.textContent === at) place = pos + 1 + at.length;
  });
  editor.view.dispatch(tr.setSelection(TextSelection.create(doc, place)));
}

function press(editor: Editor, key: string, init: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  editor.view.dom.dispatchEvent(event);
  return event.defaultPrevented;
}

/** jsdom knows no event of a clipboard. */
const paste = new Event('paste') as ClipboardEvent;

const words = ({ state }: Editor) => state.doc.children.map((row) => row.children.map((c) => c.textContent));
const caretIn = ({ state }: Editor) => {
  const { $from } = state.selection;
  return [$from.index(0), $from.index(1)];
};
/** What the elements are, row by row. */
const drawn = ({ view }: Editor) =>
  [...view.dom.querySelectorAll('tr')].map(
    (row) =>
      `${row.parentElement?.localName}: ${[...row.children].map((c) => c.localName + (c.getAttribute('align') ?? '')).join(' ')}`,
  );

const hours = [
  ['Day', 'Open'],
  ['Monday', '7'],
  ['Sunday', ''],
];

describe('a table', () => {
  test('is drawn as the generator draws it', () => {
    expect(drawn(table(hours, 'Day'))).toEqual([
      'thead: th thright',
      'tbody: td tdright',
      'tbody: td tdright',
    ]);
  });

  test('Tab goes through the cells, and after the last one makes a row', () => {
    const editor = table(hours, 'Open');
    expect(press(editor, 'Tab')).toBe(true);
    expect(caretIn(editor)).toEqual([1, 0]);
    expect(editor.state.selection.empty).toBe(false);
    press(editor, 'Tab', { shiftKey: true });
    expect(caretIn(editor)).toEqual([0, 1]);
    for (let i = 0; i < 5; i++) press(editor, 'Tab');
    expect(words(editor)).toEqual([...hours, ['', '']]);
    expect(caretIn(editor)).toEqual([3, 0]);
    expect(drawn(editor)[3]).toBe('tbody: td tdright');
  });

  test('Enter goes down, and below the last row makes one', () => {
    const editor = table(hours, 'Monday');
    press(editor, 'Enter');
    expect(caretIn(editor)).toEqual([2, 0]);
    press(editor, 'Enter');
    expect(caretIn(editor)).toEqual([3, 0]);
    expect(words(editor)).toHaveLength(4);
    press(editor, 'Backspace');
    expect(words(editor)).toEqual(hours);
  });

  test('no key joins two cells', () => {
    const editor = table(hours, '');
    expect(press(editor, 'Backspace')).toBe(true);
    expect(press(editor, 'Delete')).toBe(true);
    expect(words(editor)).toEqual(hours);
    put(editor, 'Open');
    expect(press(editor, 'Delete')).toBe(true);
    expect(words(editor)).toEqual(hours);
  });

  test('rows come and go, and the head stays', () => {
    const editor = table(hours, 'Monday');
    addRow(editor.view, 'before');
    addRow(editor.view, 'after');
    expect(words(editor)).toEqual([
      ['Day', 'Open'],
      ['', ''],
      ['Monday', '7'],
      ['', ''],
      ['Sunday', ''],
    ]);
    put(editor, 'Monday');
    removeRows(editor.view);
    expect(caretIn(editor)).toEqual([2, 0]);
    put(editor, 'Day');
    addRow(editor.view, 'before');
    removeRows(editor.view);
    expect(words(editor)).toEqual([
      ['Day', 'Open'],
      ['', ''],
      ['', ''],
      ['Sunday', ''],
    ]);
  });

  test('columns come and go, and one stays', () => {
    const editor = table(hours, 'Open');
    addColumn(editor.view, 'before');
    expect(words(editor)[0]).toEqual(['Day', '', 'Open']);
    expect(drawn(editor)[0]).toBe('thead: th th thright');
    expect(drawn(editor)[1]).toBe('tbody: td td tdright');
    put(editor, 'Day');
    removeColumns(editor.view);
    expect(caretIn(editor)).toEqual([0, 0]);
    expect(words(editor)[1]).toEqual(['', '7']);
    put(editor, 'Open');
    removeColumns(editor.view);
    removeColumns(editor.view);
    expect(words(editor)).toEqual([[''], [''], ['']]);
  });

  test('the words of a whole column are put to a side', () => {
    const editor = table(hours, 'Monday');
    alignColumns(editor.view, 'center');
    expect(drawn(editor)).toEqual([
      'thead: thcenter thright',
      'tbody: tdcenter tdright',
      'tbody: tdcenter tdright',
    ]);
  });

  test('takes pasted cells from where the caret is, and grows for them', () => {
    const editor = table(hours, '7');
    editor.view.pasteHTML(
      '<meta><table><tbody><tr><td><b>8</b></td><td>late</td></tr><tr><td>9</td><td><p>a</p><p>b</p></td></tr></tbody></table>',
      paste,
    );
    expect(words(editor)).toEqual([
      ['Day', 'Open', ''],
      ['Monday', '8', 'late'],
      ['Sunday', '9', 'ab'],
    ]);
    expect(drawn(editor)[1]).toBe('tbody: td tdright td');
    expect(editor.getHTML()).toContain('<strong>8</strong>');
    expect(editor.getHTML()).toContain('a<br>b');
    put(editor, 'Sunday');
    editor.view.pasteText('x\ty\nz\tw\n', paste);
    expect(words(editor).slice(2)).toEqual([
      ['x', 'y', 'ab'],
      ['z', 'w', ''],
    ]);
  });

  test('takes pasted lines as lines of a cell', () => {
    const editor = table(hours, 'Sunday');
    editor.view.pasteHTML('<h2>A</h2><p>B <i>C</i></p><ul><li>D</li></ul>', paste);
    editor.view.pasteText('E\nF', paste);
    expect(editor.getHTML()).toContain('>SundayA<br>B <em>C</em><br>DE<br>F</td>');
    expect(words(editor)).toHaveLength(3);
  });

  test('words of several cells are never one text', () => {
    const editor = table(hours, 'Monday');
    const { doc, tr } = editor.state;
    editor.view.dispatch(
      tr.setSelection(TextSelection.between(doc.resolve(0), doc.resolve(doc.content.size))),
    );
    expect(editor.state.selection).toBeInstanceOf(CellSelection);
    press(editor, 'Delete');
    expect(words(editor)).toEqual([
      ['', ''],
      ['', ''],
      ['', ''],
    ]);
  });

  test('all of a cell is selected first, then all cells, and Backspace empties them', () => {
    const editor = table(hours, 'Monday');
    press(editor, 'a', { ctrlKey: true });
    expect(editor.state.doc.textBetween(editor.state.selection.from, editor.state.selection.to)).toBe(
      'Monday',
    );
    press(editor, 'a', { ctrlKey: true });
    expect(editor.state.selection).toBeInstanceOf(CellSelection);
    press(editor, 'Backspace');
    expect(words(editor)).toEqual([
      ['', ''],
      ['', ''],
      ['', ''],
    ]);
    expect(drawn(editor)).toEqual(['thead: th thright', 'tbody: td tdright', 'tbody: td tdright']);
  });
});
