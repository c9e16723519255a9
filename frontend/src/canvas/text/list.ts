import type { Node, NodeType } from '@tiptap/pm/model';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';

/**
 * Tab in an item of the list that is typed into. The editor's document is the
 * list itself, so the list commands of ProseMirror, which copy the parent of
 * an item, know no list to put it into. All that are selected go. Null: the
 * caret is deeper, or there is no item to go under.
 */
export function sinkTop(state: EditorState, list: NodeType): Transaction | null {
  const { $from, $to } = state.selection;
  const index = $from.index(0);
  const several = $to.index(0) > index;
  if ((!several && !isTop(state)) || index === 0) return null;
  const before = state.doc.child(index - 1);
  const start = $from.before(1) - before.nodeSize;
  const items = state.doc.slice($from.before(1), $to.after(1)).content;
  const last = before.lastChild;
  const deeper = last && isList(last) ? last : null;
  const inner = deeper
    ? before.content.replaceChild(before.childCount - 1, deeper.copy(deeper.content.append(items)))
    : before.content.addToEnd(list.create(null, items));
  const tr = state.tr.replaceWith(start, start + before.nodeSize + items.size, before.copy(inner));
  const moved = start + 1 + before.content.size + (deeper ? -1 : 1) - $from.before(1);
  return tr.setSelection(TextSelection.create(tr.doc, $from.pos + moved, $to.pos + moved)).scrollIntoView();
}

/** Is the caret in an item of the list itself, and not of a list in it? */
export function isTop(state: EditorState): boolean {
  const { $from } = state.selection;
  return $from.depth === 2 && $from.node(1).type.name === 'listItem';
}

/** Is the caret in an item of any list? */
export function isInItem({ selection: { $from } }: EditorState): boolean {
  return $from.depth > 1 && $from.node(-1).type.name === 'listItem';
}

/** Is the caret in an item that holds nothing at all? */
export function isInEmptyItem(state: EditorState): boolean {
  const { empty, $from } = state.selection;
  return empty && isInItem(state) && $from.parent.content.size === 0 && $from.node(-1).childCount === 1;
}

/** Delete at the end of an item: the next one is joined to it. Null: the caret is elsewhere, or no item comes. */
export function joinNext(state: EditorState): Transaction | null {
  const { empty, $from } = state.selection;
  if (!empty || !isInItem(state) || $from.parentOffset < $from.parent.content.size) return null;
  const next = linesOf(state.doc).find((line) => line.start > $from.pos);
  return next?.inItem ? state.tr.delete($from.pos, next.start).scrollIntoView() : null;
}

/** Backspace at the start of a line: it is joined to the item before. Null: the caret is elsewhere, or none is before. */
export function joinPrevious(state: EditorState): Transaction | null {
  const { empty, $from } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.parent.type.spec.code) return null;
  const before = linesOf(state.doc).findLast((line) => line.end < $from.pos);
  return before?.inItem ? state.tr.delete(before.end, $from.pos).scrollIntoView() : null;
}

/** Is the caret at the start of an item of a list that stands in an item? */
export function startsDeepItem(state: EditorState): boolean {
  const { empty, $from } = state.selection;
  const first = empty && isInItem(state) && $from.parentOffset === 0 && $from.index(-1) === 0;
  return first && $from.depth > 3 && $from.node(-3).type.name === 'listItem';
}

/** The lines of a text: where their words begin and end, and which are words of an item. */
function linesOf(doc: Node): { start: number; end: number; inItem: boolean }[] {
  const lines: { start: number; end: number; inItem: boolean }[] = [];
  doc.descendants((node, pos, parent) => {
    if (!node.isTextblock) return;
    const inItem = parent?.type.name === 'listItem' && !node.type.spec.code;
    lines.push({ start: pos + 1, end: pos + 1 + node.content.size, inItem });
  });
  return lines;
}

function isList(node: Node): boolean {
  return node.type.name === 'bulletList' || node.type.name === 'orderedList';
}
