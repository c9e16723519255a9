import { Extension, Node, type AnyExtension } from '@tiptap/core';
import type { Node as Doc, ResolvedPos } from '@tiptap/pm/model';
import { Plugin, type Selection, type Transaction } from '@tiptap/pm/state';
import { CellSelection, cellNear, tableEditing } from '@tiptap/pm/tables';
import { tableKeys } from './tablekeys';

/**
 * A table that is typed into: the document is the table itself, and its first
 * row the head. Markdown knows no cells that span others.
 */
const roles: Record<string, string> = { doc: 'table', tableRow: 'row', tableCell: 'cell' };

const TableRow = Node.create({
  name: 'tableRow',
  content: 'tableCell+',
  addAttributes: () => ({ head: { default: false, rendered: false } }),
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ node }) => [node.attrs.head ? 'thead' : 'tbody', ['tr', 0]],
});

const TableCell = Node.create({
  name: 'tableCell',
  content: 'inline*',
  isolating: true,
  addAttributes: () => ({
    head: { default: false, rendered: false },
    align: { default: '', rendered: false },
    colspan: { default: 1, rendered: false },
    rowspan: { default: 1, rendered: false },
    colwidth: { default: null, rendered: false },
  }),
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: ({ node }) => {
    const { head, align } = node.attrs as { head: boolean; align: string };
    return [head ? 'th' : 'td', align ? { align } : {}, 0];
  },
});

/** Keeps the first row the head, all rows equally long, and the words of a column where its head has them. */
const Grid = Extension.create({
  name: 'grid',
  extendNodeSchema: ({ name }: { name: string }) => (roles[name] ? { tableRole: roles[name] } : {}),
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (list, _before, { doc, selection, tr }) => {
        if (list.some((one) => one.docChanged)) level(doc, tr);
        if (crosses(selection)) tr.setSelection(cellsOf(tr.doc, selection));
        return tr.docChanged || tr.selectionSet ? tr : null;
      },
    }),
    tableEditing(),
  ],
});

/** Words of several cells are selected: they are not one text, and what is typed would join them. */
function crosses(selection: Selection): boolean {
  return !(selection instanceof CellSelection) && !selection.$from.sameParent(selection.$to);
}

function cellsOf(doc: Doc, { $anchor, $head }: Selection): CellSelection {
  const cell = ({ pos }: ResolvedPos) => {
    const $pos = doc.resolve(Math.min(pos, doc.content.size));
    return $pos.depth > 1 ? $pos.before(2) : (cellNear($pos)?.pos ?? 1);
  };
  return CellSelection.create(doc, cell($anchor), cell($head));
}

function level(doc: Doc, tr: Transaction): void {
  const columns = Math.max(...doc.children.map((row) => row.childCount));
  const aligns = doc.firstChild?.children.map((cell) => String(cell.attrs.align)) ?? [];
  doc.forEach((row, offset, index) => {
    const head = index === 0;
    // Steps of attributes move nothing; what is put in stands behind all that is still to do in its row.
    const at = tr.mapping.map(offset);
    if (row.attrs.head !== head) tr.setNodeAttribute(at, 'head', head);
    row.forEach((cell, inner, column) => {
      const align = aligns[column] ?? '';
      const place = at + 1 + inner;
      if (cell.attrs.head !== head) tr.setNodeAttribute(place, 'head', head);
      if (cell.attrs.align !== align) tr.setNodeAttribute(place, 'align', align);
      if (cell.attrs.colspan !== 1) tr.setNodeAttribute(place, 'colspan', 1);
      if (cell.attrs.rowspan !== 1) tr.setNodeAttribute(place, 'rowspan', 1);
    });
    const missing = Array.from({ length: columns - row.childCount }, (_, i) => {
      const align = aligns[row.childCount + i] ?? '';
      return doc.type.schema.nodes.tableCell?.create({ head, align });
    }).filter((cell) => cell !== undefined);
    if (missing.length > 0) tr.insert(at + row.nodeSize - 1, missing);
  });
}

/** What a table needs beyond the marks of its words. */
export const tableExtensions: AnyExtension[] = [TableRow, TableCell, Grid, tableKeys];
