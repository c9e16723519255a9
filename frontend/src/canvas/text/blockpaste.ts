import { generateJSON } from '@tiptap/core';
import { Document } from '@tiptap/extension-document';
import type { ProseDoc } from '../../bridge/types.gen';
import { extensionsFor, type Borders } from './extensions';
import { cleanPaste, paragraphsOf } from './paste';
import { isBlank } from './shape';

const never = () => false;
const borders: Borders = {
  enter: never,
  leave: never,
  backspace: never,
  remove: never,
  escape: never,
  up: never,
  down: never,
  slash: never,
  link: never,
};

/** The blocks of a paste, when it is more than one line of text; else nothing. */
export function pastedBlocks(html: string, text: string): ProseDoc[] {
  const blocks = html ? blocksOfHtml(html) : blocksOfText(text);
  const full = blocks.filter((block) => block.type === 'codeBlock' || !isBlank(block.content));
  const [only] = full;
  return full.length > 1 || (only && only.type !== 'paragraph') ? full : [];
}

function blocksOfHtml(html: string): ProseDoc[] {
  const shape = { shell: { type: 'doc' }, content: [], rule: 'block+' as const };
  const all = extensionsFor(shape, borders, (src) => src).filter(
    (e) => e.name !== 'doc' && e.name !== 'borders',
  );
  const doc = generateJSON(cleanPaste(html), [Document, ...all]) as ProseDoc;
  return doc.content ?? [];
}

function blocksOfText(text: string): ProseDoc[] {
  return paragraphsOf(text).map((words) => ({
    type: 'paragraph',
    content: [{ type: 'text', text: words.replace(/\s*\n\s*/g, ' ') }],
  }));
}
