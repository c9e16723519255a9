import type { Editor } from '@tiptap/core';
import type { EditorView } from '@tiptap/pm/view';
import { t } from '../i18n';
import type { MenuItem } from '../ui/menu';
import type { Stage } from './stage.svelte';
import { focusText } from './text/mount';
import {
  addColumn,
  addRow,
  alignColumns,
  alignOfColumn,
  allColumns,
  inHead,
  removeColumns,
  removeRows,
  type Align,
} from './text/tableedit';

const sides = ['left', 'center', 'right'] as const satisfies Align[];

/** What can be done with the rows of the table that is typed into. The head stays where it is. */
export function rowItems(stage: Stage, editor: Editor): MenuItem[] {
  if (editor.isDestroyed) return [];
  const item = maker(stage, editor);
  const head = inHead(editor.view);
  return [
    ...(head ? [] : [item(t('table.rowAbove'), (view) => addRow(view, 'before'))]),
    item(t('table.rowBelow'), (view) => addRow(view, 'after')),
    ...(head ? [] : [item(t('table.rowRemove'), removeRows, { danger: true, apart: true })]),
  ];
}

/** What can be done with its columns, of which one always stays. */
export function columnItems(stage: Stage, editor: Editor): MenuItem[] {
  if (editor.isDestroyed) return [];
  const item = maker(stage, editor);
  const now = alignOfColumn(editor.view) || 'left';
  const aligned = sides
    .filter((side) => side !== now)
    .map((side, i) => item(t(`table.${side}`), (view) => alignColumns(view, side), { apart: i === 0 }));
  return [
    item(t('table.columnBefore'), (view) => addColumn(view, 'before')),
    item(t('table.columnAfter'), (view) => addColumn(view, 'after')),
    ...aligned,
    ...(allColumns(editor.view)
      ? []
      : [item(t('table.columnRemove'), removeColumns, { danger: true, apart: true })]),
  ];
}

/** Makes items that do something to the table and give the keyboard back to it. */
function maker(stage: Stage, editor: Editor) {
  return (label: string, act: (view: EditorView) => void, more: Partial<MenuItem> = {}): MenuItem => {
    const run = () => {
      if (editor.isDestroyed) return;
      act(editor.view);
      stage.barred = false;
      // The bar that it was chosen from stays for the next one.
      stage.quiet = false;
      focusText(editor);
      stage.view.moved();
    };
    return { label, run, ...more };
  };
}
