import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, test } from 'vitest';
import { extensionsFor, noBorders } from './extensions';
import { isTop, sinkTop } from './list';

const shape = { shell: { type: 'orderedList' }, content: [], rule: 'listItem+' as const };
const schema = getSchema(extensionsFor(shape, noBorders, (src) => src));
const item = (words: string, ...inner: object[]) => ({
  type: 'listItem',
  content: [{ type: 'paragraph', ...(words && { content: [{ type: 'text', text: words }] }) }, ...inner],
});

function at(words: string, ...items: object[]): EditorState {
  const doc = schema.nodeFromJSON({ type: 'doc', content: items });
  let pos = 0;
  doc.descendants((node, start) => {
    if (node.isTextblock && node.textContent === words) pos = start + 1 + words.length;
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, pos) });
}

function sunk(state: EditorState) {
  const list = schema.nodes.orderedList;
  const tr = list ? sinkTop(state, list) : null;
  tr?.doc.check();
  return tr && { doc: tr.doc.toString(), parent: tr.selection.$from.parent.textContent };
}

describe('Tab in a list', () => {
  test('puts an item under the one before it, with the caret in it', () => {
    expect(sunk(at('two', item('one'), item('two')))).toEqual({
      doc: 'doc(listItem(paragraph("one"), orderedList(listItem(paragraph("two")))))',
      parent: 'two',
    });
  });

  test('goes on with a list that is there', () => {
    const deep = { type: 'bulletList', content: [item('deep')] };
    expect(sunk(at('', item('one', deep), item('')))?.doc).toBe(
      'doc(listItem(paragraph("one"), bulletList(listItem(paragraph("deep")), listItem(paragraph))))',
    );
  });

  test('does nothing for the first item and for one that is deeper', () => {
    expect(sunk(at('one', item('one'), item('two')))).toBeNull();
    const deep = at('deep', item('one', { type: 'bulletList', content: [item('deep')] }));
    expect(sunk(deep)).toBeNull();
    expect(isTop(deep)).toBe(false);
  });
});
