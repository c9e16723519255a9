import type { Editor } from '@tiptap/core';
import { DOMParser as Parser, type Slice } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import type { ProseDoc } from '../../bridge/types.gen';
import { pastedBlocks } from './blockpaste';
import { looksWritten } from './written';

/** The blocks of a paste that are not for ProseMirror's own hand: [] when they are. */
export function blocksOf(event: ClipboardEvent, editor: Editor, plain: boolean): ProseDoc[] {
  const data = event.clipboardData;
  if (!data) return [];
  const [html, text] = [data.getData('text/html'), data.getData('text/plain')];
  const blocks = pastedBlocks(html, text, plain);
  const [only, more] = blocks;
  if (more || only?.type !== 'paragraph') return blocks;
  // A line goes in as it is, unless signs or ends of lines in it mean something.
  const signs = !html && !plain && looksWritten(text);
  const address = !editor.state.selection.empty && /^\S+$/.test(text.trim());
  return (signs || text.includes('\n')) && !address && (!html || plain) ? blocks : [];
}

/** Lines that are pasted into a list are items of it. */
export function itemsOf(text: string, view: EditorView): Slice | undefined {
  const item = view.state.schema.nodes.listItem;
  const lines = text.split(/\s*\n\s*/).filter((line) => line !== '');
  if (!item || view.state.doc.firstChild?.type !== item || lines.length < 2) return undefined;
  const page = view.dom.ownerDocument.implementation.createHTMLDocument();
  const list = page.createElement('ul');
  for (const line of lines) {
    const element = page.createElement('li');
    element.textContent = line.replace(/^([-*+•·▪◦‣]|\d{1,3}[.)])\s+/, '');
    list.append(element);
  }
  return Parser.fromSchema(view.state.schema).parseSlice(list);
}
