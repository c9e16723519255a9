import type { ProseDoc } from '../../bridge/types.gen';

/**
 * A block's text as it is typed into: the element on the page is the block
 * itself, so the editor's document holds what is inside it, and `shell` is
 * what it is put back into.
 */
export interface Shape {
  shell: ProseDoc;
  content: ProseDoc[];
  /** What the editor's document may hold. */
  rule: 'inline*' | 'listItem+' | 'block+' | 'text*' | 'tableRow+';
}

const rules: Record<string, Shape['rule']> = {
  heading: 'inline*',
  paragraph: 'inline*',
  bulletList: 'listItem+',
  orderedList: 'listItem+',
  blockquote: 'block+',
  codeBlock: 'text*',
  table: 'tableRow+',
};

/** Takes a block's document apart. Null: it is nothing that can be typed into. */
export function unwrap(doc: ProseDoc): Shape | null {
  const [only, ...rest] = doc.content ?? [];
  const rule = only && rules[only.type];
  if (!only || rest.length > 0 || !rule) return null;
  const { content, ...shell } = only;
  return { shell, content: content ?? [], rule };
}

/** Puts it together again, as op `text` wants it. */
export function wrap(shape: Pick<Shape, 'shell'>, content: ProseDoc[] | undefined): ProseDoc {
  const inner: ProseDoc = { ...shape.shell };
  if (content && content.length > 0) inner.content = content;
  return { type: 'doc', content: [inner] };
}

export const paragraph: Shape = { shell: { type: 'paragraph' }, content: [], rule: 'inline*' };

/** Is there nothing that a reader would see? A table is always something. */
export function isBlank(content: readonly ProseDoc[] | undefined): boolean {
  return (content ?? []).every((node) => {
    if (node.type === 'text') return (node.text ?? '').trim() === '';
    if (node.type === 'hardBreak') return true;
    if (node.type === 'tableRow') return false;
    return (
      node.type !== 'image' && node.type !== 'opaque' && isBlank(node.content) && node.content !== undefined
    );
  });
}

/** The content of a text with words at its very end, and the caret offset of their start. Null: its end takes no words. */
export function appended(
  content: readonly ProseDoc[],
  words: readonly ProseDoc[],
): { content: ProseDoc[]; offset: number } | null {
  const last = content.at(-1);
  const offset = content.reduce((sum, node) => sum + sizeOf(node), 0);
  if (!last || isInline(last)) return { content: [...content, ...words], offset };
  if (last.type === 'codeBlock') return null;
  const inner = appended(last.content ?? [], words);
  if (!inner) return null;
  const before = offset - sizeOf(last);
  return {
    content: [...content.slice(0, -1), { ...last, content: inner.content }],
    offset: before + 1 + inner.offset,
  };
}

const leaves = new Set(['hardBreak', 'image', 'opaque']);

function isInline(node: ProseDoc): boolean {
  return node.type === 'text' || leaves.has(node.type);
}

/** How many places for a caret a node takes. */
function sizeOf(node: ProseDoc): number {
  if (node.type === 'text') return (node.text ?? '').length;
  if (leaves.has(node.type)) return 1;
  return 2 + (node.content ?? []).reduce((sum, child) => sum + sizeOf(child), 0);
}

/** A text that is parted at the caret, with the pasted blocks between its halves. */
export function between(
  shell: ProseDoc,
  before: ProseDoc[],
  pasted: ProseDoc[],
  after: ProseDoc[],
): ProseDoc {
  return {
    type: 'doc',
    content: [
      ...(isBlank(before) ? [] : [{ ...shell, content: before }]),
      ...pasted,
      ...(isBlank(after) ? [] : [{ type: 'paragraph', content: after }]),
    ],
  };
}
