import type { Editor } from '@tiptap/core';
import type { Attribute, ProseDoc } from '../bridge/types.gen';
import { t } from '../i18n';
import type { Session } from '../session/session.svelte';
import { turnInto } from './blocks';
import { parentOf } from './place';
import { lineOf } from './text/borders';
import { paragraph, type Shape } from './text/shape';
import type { Writer } from './text/writer.svelte';

/** What a text can be: a paragraph, a heading, a list, a quote. */
export interface TextKind {
  type: 'paragraph' | 'heading' | 'bulletList' | 'orderedList' | 'blockquote';
  /** Of a heading, else 0. */
  level: number;
}

const plain: TextKind = { type: 'paragraph', level: 0 };

/** What the headings menu offers. The first heading of a page is its title. */
export const menuKinds: readonly TextKind[] = [
  plain,
  ...[2, 3, 4].map((level) => ({ type: 'heading' as const, level })),
];

export function kindWords({ type, level }: TextKind): string {
  if (type === 'heading') return t('turn.heading', { n: level });
  if (type === 'paragraph') return t('turn.paragraph');
  return t(`text.${type}`);
}

/** What the text that is typed into is now; null: code, a table, or one whose place takes nothing else. */
export function kindOfText(writer: Writer): TextKind | null {
  const shell = writer.shape?.shell;
  if (!shell || ['codeBlock', 'table'].includes(shell.type) || lineOf(writer)) return null;
  return { type: shell.type as TextKind['type'], level: Number(shell.attrs?.level ?? 0) };
}

/** Makes another kind of the text where it stands; words and what is selected stay. */
export async function turnText(writer: Writer, to: TextKind): Promise<void> {
  const { editor, shape, session } = writer;
  if (!editor || !shape) return;
  const made = turned(shape, writer.content(), to);
  if (!made) {
    // Several items or lines become several blocks: that is worked out where the file is.
    await writer.close();
    const kind =
      { bulletList: 'list', orderedList: 'list', blockquote: 'quote' }[to.type as string] ?? to.type;
    await turnInto(session, { kind, level: to.level, label: '' });
    session.asks.text('end');
    return;
  }
  const { anchor, head } = editor.state.selection;
  writer.turnInto(made.shape, { offset: head + made.shift });
  const now = writer.editor as Editor | null;
  if (anchor !== head) now?.commands.setTextSelection({ from: anchor + made.shift, to: head + made.shift });
}

/** The text as another kind, and how far its letters move; null: its content does not fit there. */
export function turned(
  shape: Shape,
  content: ProseDoc[],
  to: TextKind,
): { shape: Shape; shift: number } | null {
  const lists = ['bulletList', 'orderedList'];
  if (lists.includes(shape.shell.type) && lists.includes(to.type)) {
    return { shape: { shell: { type: to.type }, content, rule: 'listItem+' }, shift: 0 };
  }
  const inner = lineIn(shape, content);
  if (!inner) return null;
  const line: ProseDoc = { type: 'paragraph', ...(inner.words.length > 0 ? { content: inner.words } : {}) };
  const made: Record<TextKind['type'], [Shape, number]> = {
    paragraph: [{ ...paragraph, content: inner.words }, 0],
    heading: [
      { shell: { type: 'heading', attrs: { level: to.level } }, content: inner.words, rule: 'inline*' },
      0,
    ],
    blockquote: [{ shell: { type: 'blockquote' }, content: [line], rule: 'block+' }, 1],
    bulletList: [listOf('bulletList', line), 2],
    orderedList: [listOf('orderedList', line), 2],
  };
  const [next, depth] = made[to.type];
  return { shape: next, shift: depth - inner.depth };
}

function listOf(type: string, line: ProseDoc): Shape {
  return { shell: { type }, content: [{ type: 'listItem', content: [line] }], rule: 'listItem+' };
}

/** The one line that a text is, and how deep it lies; null: it has more. */
function lineIn(shape: Shape, content: ProseDoc[]): { words: ProseDoc[]; depth: number } | null {
  if (shape.rule === 'inline*') return { words: content, depth: 0 };
  const [only, ...rest] = content;
  if (rest.length > 0 || !only) return null;
  if (only.type === 'paragraph') return { words: only.content ?? [], depth: 1 };
  const [line, ...more] = only.type === 'listItem' ? (only.content ?? []) : [];
  return line?.type === 'paragraph' && more.length === 0 ? { words: line.content ?? [], depth: 2 } : null;
}

/** The block around a text whose kind says where its words stand; null: none does. */
export function alignOf(session: Session, at: string): { at: string; attr: Attribute; value: string } | null {
  for (let place = at; place !== ''; place = parentOf(place)) {
    const block = session.blockAt(place);
    const attr = session.kind(block?.kind ?? '')?.attrs.find((a) => a.name === 'align');
    const choices = attr?.choices?.map((c) => c.value) ?? [];
    if (block && attr && choices.includes('left'))
      return { at: place, attr, value: block.attrs.align ?? String(attr.default ?? '') };
  }
  return null;
}
