import { generateJSON, Node } from '@tiptap/core';
import { Document } from '@tiptap/extension-document';
import type { ProseDoc } from '../../bridge/types.gen';
import { extensionsFor, noBorders } from './extensions';
import { cleanPaste, letters } from './paste';
import { TABLE } from './pastetables';
import { isBlank } from './shape';
import { looksWritten, writtenBlocks } from './written';

/** A table in pasted HTML, which is Markdown already. */
const Table = Node.create({
  name: 'markdown',
  group: 'block',
  atom: true,
  addAttributes: () => ({ source: { default: '' } }),
  parseHTML: () => [{ tag: TABLE.toLowerCase() }],
});

/** A line as long as this was ended because it was full, and not because somebody meant it. */
const full = 60;

/**
 * The blocks of a paste. `plain`: the signs in it mean nothing, and its looks
 * do not count.
 */
export function pastedBlocks(html: string, text: string, plain = false): ProseDoc[] {
  const words = letters(text.replace(/\r\n?/g, '\n'));
  const written = !plain && looksWritten(words) && !tells(html);
  const blocks = written ? writtenBlocks(words) : html && !plain ? blocksOfHtml(html) : blocksOfText(words);
  return blocks.filter(
    (block) => block.type === 'codeBlock' || block.type === 'markdown' || !isBlank(block.content),
  );
}

/** Does HTML say more than its words? That of editors of code only has their colours. */
function tells(html: string): boolean {
  return html !== '' && /<(p|h[1-6]|ul|ol|li|table|blockquote|b|strong|i|em|a|code)[\s>]/i.test(html);
}

function blocksOfHtml(html: string): ProseDoc[] {
  const shape = { shell: { type: 'doc' }, content: [], rule: 'block+' as const };
  const all = extensionsFor(shape, noBorders, (src) => src).filter(
    (e) => e.name !== 'doc' && e.name !== 'borders',
  );
  const doc = generateJSON(cleanPaste(html), [Document, Table, ...all]) as ProseDoc;
  return doc.content ?? [];
}

/** Text with empty lines between is the paragraphs that it is; a short line ends where it ends. */
export function blocksOfText(text: string): ProseDoc[] {
  return text
    .split(/\n[ \t]*\n+/)
    .map((words) => words.replace(/^\n+|\s+$/g, ''))
    .filter((words) => words !== '')
    .map((words) => ({ type: 'paragraph', content: words.split('\n').flatMap(lineOf) }));
}

function lineOf(line: string, i: number, lines: readonly string[]): ProseDoc[] {
  const before = lines[i - 1];
  const words = line.trim().replace(/[ \t]+/g, ' ');
  if (before === undefined) return [{ type: 'text', text: words }];
  if (before.length >= full) return [{ type: 'text', text: ` ${words}` }];
  return [{ type: 'hardBreak' }, ...(words ? [{ type: 'text', text: words }] : [])];
}
