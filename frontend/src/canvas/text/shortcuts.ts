import type { ProseDoc } from '../../bridge/types.gen';
import { ops } from '../../session/ops';
import { indexOf, withIndex } from '../place';
import { shapeFor } from './shapes';
import type { Writer } from './writer.svelte';

/**
 * Signs at the start of a paragraph and a space, or Enter after ``` and ---:
 * they make another kind of block of it. One undo gives the signs back.
 */
export function shortcut(writer: Writer, key: ' ' | 'Enter' | '-'): boolean {
  const { editor, shape } = writer;
  if (!editor || shape?.shell.type !== 'paragraph' || !editor.state.selection.empty) return false;
  const { doc, selection } = editor.state;
  const signs = doc.textBetween(0, selection.from, '\ufffc', '\ufffc');
  if (signs === '' || signs.length > 20) return false;
  const typed = key === 'Enter' ? '' : key;
  if (/^(---|\*\*\*|___)$/.test(signs + (key === '-' ? key : ''))) {
    return selection.from === doc.content.size && key !== ' ' ? rule(writer, typed) : false;
  }
  if (key === '-' || (key === 'Enter' && !signs.startsWith('```'))) return false;
  const rest = (doc.cut(selection.from).toJSON() as ProseDoc).content ?? [];
  const next = shapeFor(signs, rest);
  if (!next) return false;
  const content = [{ type: 'text', text: signs + typed }, ...rest];
  writer.turnInto(next, 'start', { content, offset: signs.length + typed.length });
  return true;
}

/** Three dashes: a line across the page, and typing goes on after it. */
function rule(writer: Writer, typed: string): boolean {
  const { editor, session, at } = writer;
  const page = session.page?.page;
  if (!editor || !page || session.away) return false;
  editor.view.dispatch(editor.state.tr.insertText(typed));
  void writer.crossing.go(async () => {
    await writer.settle();
    writer.drop();
    if (!(await session.apply([ops.replace(page, at, '---')]))) return;
    await writer.openGhost(withIndex(at, indexOf(at) + 1), writer.frame.block(at), 'after');
  });
  return true;
}
