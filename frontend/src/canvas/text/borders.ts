import type { Node } from '@tiptap/pm/model';
import type { ProseDoc } from '../../bridge/types.gen';
import { indexOf, lineAround, walk, withIndex } from '../place';
import { arrow, depthAtEnd, firstText } from './arrows';
import type { Borders } from './extensions';
import { joinAfter, joinBefore } from './join';
import { isInEmptyItem, isTop } from './list';
import { becomeBlocks } from './putblocks';
import { isBlank, paragraph } from './shape';
import { shortcut } from './shortcuts';
import { isTable } from './tableedit';
import type { Writer } from './writer.svelte';

/** What Enter, Backspace and the arrows do at the borders of a text. */
export function bordersOf(writer: Writer): Borders {
  return {
    enter: () => enter(writer),
    leave: () => goAfter(writer),
    backspace: () => backspace(writer),
    remove: () => removeForward(writer),
    escape: () => {
      writer.escape();
      return true;
    },
    up: () => arrow(writer, -1),
    down: () => arrow(writer, 1),
    slash: () => {
      if (writer.shape?.rule !== 'inline*' || !isBlank(writer.content())) return false;
      writer.host.slash(writer.at);
      return true;
    },
    link: () => {
      if (writer.shape?.rule === 'text*') return false;
      writer.host.link();
      return true;
    },
  };
}

function enter(writer: Writer): boolean {
  const { editor, shape } = writer;
  if (!editor || !shape) return false;
  if (shape.rule === 'text*') {
    editor.view.dispatch(editor.state.tr.insertText('\n').scrollIntoView());
    return true;
  }
  if (shape.rule !== 'inline*') return endList(writer) || leaveEmptyEnd(writer);
  if (shortcut(writer, 'Enter')) return true;
  if (lineOf(writer)) return goAfter(writer);
  const { doc, selection } = editor.state;
  const before = contentOf(doc.cut(0, selection.from).toJSON());
  const after = contentOf(doc.cut(selection.to).toJSON());
  if (isBlank(before) && isBlank(after)) return true;
  if (isBlank(after)) return goAfter(writer);
  if (isBlank(before)) {
    const { at, element } = writer.leave();
    void writer.openGhost(at, element, 'before');
    return true;
  }
  writer.splitInto(before, after);
  return true;
}

function contentOf(json: unknown): ProseDoc[] {
  return (json as ProseDoc).content ?? [];
}

/** Enter in an empty item of the list itself ends the list there; what comes after it is another one. */
function endList(writer: Writer): boolean {
  const { editor, shape } = writer;
  if (!editor || shape?.rule !== 'listItem+' || !isTop(editor.state) || !isInEmptyItem(editor.state))
    return false;
  const { doc, tr, selection } = editor.state;
  const index = selection.$from.index(0);
  if (doc.childCount === 1) writer.turnInto(paragraph, 'start');
  if (doc.childCount === 1 || index === doc.childCount - 1) return doc.childCount === 1;
  editor.view.dispatch(tr.delete(selection.$from.before(1), selection.$from.after(1)));
  if (index > 0) writer.part(index);
  else {
    const { at, element } = writer.leave();
    void writer.openGhost(at, element, 'before');
  }
  return true;
}

/** Enter in an empty last line of a list or quote leaves it. */
function leaveEmptyEnd(writer: Writer): boolean {
  const { editor } = writer;
  if (!editor) return false;
  const { selection, doc } = editor.state;
  const last = doc.lastChild;
  const emptyEnd =
    selection.empty &&
    doc.childCount > 1 &&
    last &&
    isHollow(last) &&
    selection.from > doc.content.size - last.nodeSize;
  if (!emptyEnd) return false;
  editor.view.dispatch(editor.state.tr.delete(doc.content.size - last.nodeSize, doc.content.size));
  return goAfter(writer);
}

/** Has a node neither words nor anything that stands among words? */
function isHollow(node: Node): boolean {
  let hollow = true;
  node.descendants((inner) => {
    if (inner.isText || (inner.isLeaf && inner.type.name !== 'hardBreak' && inner.isInline)) hollow = false;
  });
  return hollow;
}

/** The block around that has room for this text alone, '' when there is none. */
export function lineOf({ session, at }: Writer): string {
  return lineAround(session.page?.blocks ?? [], session.site?.kinds ?? [], at);
}

/** Goes on in a new paragraph after this block, or after the one that has room for it alone. */
function goAfter(writer: Writer): boolean {
  if (isBlank(writer.content())) return true;
  const line = lineOf(writer);
  const own = writer.leave();
  const { at, element } = line ? { at: line, element: writer.frame.block(line) } : own;
  void writer.openGhost(withIndex(at, indexOf(at) + 1), element, 'after');
  return true;
}

function backspace(writer: Writer): boolean {
  const { editor, shape } = writer;
  if (!editor || !shape) return false;
  const { selection } = editor.state;
  if (isTable(shape)) return false;
  const blank = isBlank(writer.content());
  if (selection.empty && startOf(editor) && plainly(writer)) return true;
  if (!selection.empty || (!blank && (shape.rule !== 'inline*' || selection.from > 0))) return false;
  if (blank && shape.rule !== 'inline*' && editor.state.doc.childCount > 1) return false;
  // Without the program two texts can not become one: typing goes on in this one.
  if (writer.session.away) return true;
  // A key that repeats must not take away the block after this one.
  if (!writer.crossing.between)
    void writer.crossing.go(() => (blank ? removeBlank(writer) : joinBefore(writer)));
  return true;
}

/** Is the caret before the first letter of all? */
function startOf({ state }: NonNullable<Writer['editor']>): boolean {
  return state.selection.from === firstText(state.doc);
}

/** Backspace at the start of a heading, a list, a quote or empty code: its first line becomes a paragraph. */
function plainly(writer: Writer): boolean {
  const { shape } = writer;
  const content = writer.content();
  if (shape?.shell.type === 'heading') {
    writer.turnInto({ ...paragraph, content }, 'start');
    return true;
  }
  if (shape?.rule === 'text*' && isBlank(content)) {
    writer.turnInto(paragraph, 'start');
    return true;
  }
  const [first, ...rest] = content;
  if (!first || (shape?.rule !== 'listItem+' && shape?.rule !== 'block+') || lineOf(writer)) return false;
  const lifted = first.type === 'listItem' ? (first.content ?? []) : [first];
  const [only, ...others] = lifted;
  if (only?.type !== 'paragraph') return false;
  if (rest.length === 0 && others.length === 0) {
    writer.turnInto({ ...paragraph, content: only.content ?? [] }, 'start');
    return true;
  }
  if (isBlank(only.content)) return false;
  if (writer.session.away) return true;
  const blocks = rest.length > 0 ? [...lifted, { ...shape.shell, content: rest }] : lifted;
  void writer.crossing.go(() => becomeBlocks(writer, blocks));
  return true;
}

/** Delete at the end of a text. */
function removeForward(writer: Writer): boolean {
  const { editor, shape } = writer;
  if (!editor || !shape || shape.rule === 'text*' || isTable(shape)) return false;
  const { selection, doc } = editor.state;
  const atEnd = selection.empty && selection.to >= doc.content.size - depthAtEnd(doc);
  if (!atEnd || isBlank(writer.content())) return false;
  if (!writer.crossing.between && !writer.session.away) void writer.crossing.go(() => joinAfter(writer));
  return true;
}

async function removeBlank(writer: Writer): Promise<void> {
  const { session, at } = writer;
  const before = previousText(writer, at);
  await writer.close();
  if (before) await writer.open(before, 'end');
  else session.select('');
}

function previousText(writer: Writer, at: string): string | null {
  const { session, ghost } = writer;
  const blocks = session.page?.blocks ?? [];
  const all = walk(blocks);
  const index = all.findIndex((block) => block.at === at);
  const upTo =
    index >= 0 ? index : ghost ? all.findIndex((b) => b.at === withIndex(at, indexOf(at) - 1)) + 1 : 0;
  return (
    all
      .slice(0, upTo)
      .reverse()
      .find((block) => block.text)?.at ?? null
  );
}
