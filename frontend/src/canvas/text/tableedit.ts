import { TextSelection } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  selectedRect,
  TableMap,
} from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import type { Shape } from './shape';

/** What an editor of a table may hold. */
export const tableRule = 'tableRow+';

export function isTable(shape: Shape | null): boolean {
  return shape?.rule === tableRule;
}

export type Align = '' | 'left' | 'center' | 'right';

/** The head of a table stands above all rows. */
export function inHead(view: EditorView): boolean {
  return selectedRect(view.state).top === 0;
}

/** Are these columns all that the table has? */
export function allColumns(view: EditorView): boolean {
  const { left, right, map } = selectedRect(view.state);
  return right - left === map.width;
}

export function addRow(view: EditorView, where: 'before' | 'after'): void {
  if (where === 'after') addRowAfter(view.state, view.dispatch);
  else if (!inHead(view)) addRowBefore(view.state, view.dispatch);
}

/** Takes the rows away that are selected. The head stays. */
export function removeRows(view: EditorView): void {
  const { top, left } = selectedRect(view.state);
  if (top > 0 && deleteRow(view.state, view.dispatch)) caretTo(view, top, left);
}

/** Puts the caret at the start of a cell, or of the nearest one that there is. */
function caretTo({ state, dispatch }: EditorView, row: number, column: number): void {
  const { map, width, height } = TableMap.get(state.doc);
  const cell = map[Math.min(row, height - 1) * width + Math.min(column, width - 1)] ?? 0;
  dispatch(state.tr.setSelection(TextSelection.create(state.doc, cell + 1)));
}

export function addColumn(view: EditorView, where: 'before' | 'after'): void {
  (where === 'after' ? addColumnAfter : addColumnBefore)(view.state, view.dispatch);
}

/** Takes the columns away that are selected. One always stays. */
export function removeColumns(view: EditorView): void {
  const { top, left } = selectedRect(view.state);
  if (!allColumns(view) && deleteColumn(view.state, view.dispatch)) caretTo(view, top, left);
}

/** Where the words of the column stand in which the caret is. */
export function alignOfColumn({ state }: EditorView): Align {
  const head = state.doc.firstChild?.maybeChild(selectedRect(state).left);
  return String(head?.attrs.align ?? '') as Align;
}

/** Puts the words of the selected columns to one side. The head says it for all its column. */
export function alignColumns(view: EditorView, align: Align): void {
  const { left, right } = selectedRect(view.state);
  const { tr } = view.state;
  view.state.doc.firstChild?.forEach((_, offset, column) => {
    if (column >= left && column < right) tr.setNodeAttribute(offset + 1, 'align', align);
  });
  view.dispatch(tr);
}
