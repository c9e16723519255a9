import { Extension, type Editor } from '@tiptap/core';
import { TextSelection, type EditorState } from '@tiptap/pm/state';
import { CellSelection, goToNextCell, isInTable, nextCell, selectionCell } from '@tiptap/pm/tables';
import { addRow, removeRows } from './tableedit';

/** Keys in the cells of a table. */
export const tableKeys = Extension.create({
  name: 'tableKeys',
  priority: 900,
  addKeyboardShortcuts: () => ({
    Tab: ({ editor }) => forward(editor),
    'Shift-Tab': ({ editor }) => goToNextCell(-1)(editor.state, editor.view.dispatch) || true,
    Enter: ({ editor }) => down(editor),
    ArrowUp: ({ editor }) => upright(editor, -1),
    ArrowDown: ({ editor }) => upright(editor, 1),
    'Mod-a': ({ editor }) => selectMore(editor),
    Backspace: ({ editor }) => backspace(editor),
    Delete: ({ editor }) => atEdge(editor.state, 'end'),
  }),
});

/** Tab: the next cell, and after the last one a new row. */
function forward({ state, view }: Editor): boolean {
  if (goToNextCell(1)(state, view.dispatch)) return true;
  addRow(view, 'after');
  goToNextCell(1)(view.state, view.dispatch);
  return true;
}

/** Enter: the cell below, and below the last one a new row. */
function down({ state, view }: Editor): boolean {
  if (!isInTable(state)) return false;
  if (!nextCell(selectionCell(state), 'vert', 1)) addRow(view, 'after');
  const below = nextCell(selectionCell(view.state), 'vert', 1);
  if (below) view.dispatch(view.state.tr.setSelection(TextSelection.near(below)).scrollIntoView());
  return true;
}

/** The arrows go to the cell above or below, where a browser would go to the one beside. */
function upright({ state, view }: Editor, step: 1 | -1): boolean {
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.empty) return false;
  if (!view.endOfTextblock(step < 0 ? 'up' : 'down')) return false;
  const next = nextCell(selectionCell(state), 'vert', step);
  const cell = next && (view.nodeDOM(next.pos) as HTMLElement | null);
  if (!cell) return false;
  const box = cell.getBoundingClientRect();
  const left = Math.min(Math.max(view.coordsAtPos(selection.head).left, box.left + 1), box.right - 1);
  const [start, end] = [next.pos + 1, next.pos + (next.nodeAfter?.nodeSize ?? 2) - 1];
  const top = step < 0 ? view.coordsAtPos(end).bottom - 2 : view.coordsAtPos(start).top + 2;
  const at = Math.min(Math.max(view.posAtCoords({ left, top })?.pos ?? start, start), end);
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, at)).scrollIntoView());
  return true;
}

/** All of a cell first, then all cells. */
function selectMore({ state, view }: Editor): boolean {
  const { $from, $to, from, to } = state.selection;
  const { doc, tr } = state;
  const one = $from.sameParent($to) && $from.depth === 2;
  const whole = one && from === $from.start() && to === $from.end();
  if (one && !whole) view.dispatch(tr.setSelection(TextSelection.create(doc, $from.start(), $from.end())));
  else view.dispatch(tr.setSelection(CellSelection.create(doc, 1, lastCell(state))));
  return true;
}

function lastCell({ doc }: EditorState): number {
  return doc.content.size - 1 - (doc.lastChild?.lastChild?.nodeSize ?? 0);
}

/** All cells are selected. */
export function allCells({ selection }: EditorState): boolean {
  return selection instanceof CellSelection && selection.isColSelection() && selection.isRowSelection();
}

/** No key joins two cells; Backspace in a row without words takes it away. */
function backspace({ state, view }: Editor): boolean {
  if (!atEdge(state, 'start')) return false;
  const { $from } = state.selection;
  const row = $from.node(1);
  if ($from.index(0) > 0 && row.textContent === '' && row.children.every((cell) => cell.childCount === 0)) {
    const before = $from.before(1);
    removeRows(view);
    view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(before), -1)));
  }
  return true;
}

function atEdge({ selection }: EditorState, edge: 'start' | 'end'): boolean {
  const { empty, $from } = selection;
  const at = edge === 'start' ? 0 : $from.parent.content.size;
  return empty && $from.depth === 2 && $from.parentOffset === at;
}
