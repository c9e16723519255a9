import type { Node, NodeType } from '@tiptap/pm/model';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';

/**
 * Tab in an item of the list that is typed into. The editor's document is the
 * list itself, so the list commands of ProseMirror, which copy the parent of
 * an item, know no list to put it into. Null: the caret is deeper, or in
 * several items, or there is no item to go under.
 */
export function sinkTop(state: EditorState, list: NodeType): Transaction | null {
  const { $from, $to } = state.selection;
  const index = $from.index(0);
  if (!isTop(state) || $to.index(0) !== index || index === 0) return null;
  const before = state.doc.child(index - 1);
  const item = state.doc.child(index);
  const start = $from.before(1) - before.nodeSize;
  const last = before.lastChild;
  const deeper = last && isList(last) ? last : null;
  const inner = deeper
    ? before.content.replaceChild(before.childCount - 1, deeper.copy(deeper.content.addToEnd(item)))
    : before.content.addToEnd(list.create(null, item));
  const tr = state.tr.replaceWith(start, start + before.nodeSize + item.nodeSize, before.copy(inner));
  const moved = start + 1 + before.content.size + (deeper ? -1 : 1) - $from.before(1);
  return tr.setSelection(TextSelection.create(tr.doc, $from.pos + moved, $to.pos + moved)).scrollIntoView();
}

/** Is the caret in an item of the list itself, and not of a list in it? */
export function isTop(state: EditorState): boolean {
  const { $from } = state.selection;
  return $from.depth === 2 && $from.node(1).type.name === 'listItem';
}

function isList(node: Node): boolean {
  return node.type.name === 'bulletList' || node.type.name === 'orderedList';
}
