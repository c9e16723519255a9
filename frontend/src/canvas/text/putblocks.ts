import type { Op, ProseDoc } from '../../bridge/types.gen';
import { ops } from '../../session/ops';
import { formatPath, indexOf, parsePath, withIndex } from '../place';
import { lineOf } from './borders';
import { between, isBlank } from './shape';
import type { Writer } from './writer.svelte';

/** Puts pasted blocks where the caret is: one change set, one step of undo. False: they are not for this text. */
export function putBlocks(writer: Writer, blocks: ProseDoc[]): boolean {
  const { editor, shape } = writer;
  const [only] = blocks;
  if (!editor || !shape || !only || lineOf(writer)) return false;
  if (shape.rule === 'block+' && blocks.every((block) => block.type !== 'markdown'))
    return editor.commands.insertContent(blocks);
  if (shape.rule !== 'inline*') return false;
  if (blocks.length === 1 && only.type === 'paragraph')
    return editor.commands.insertContent(only.content ?? []);
  const { doc, selection } = editor.state;
  const before = (doc.cut(0, selection.from).toJSON() as ProseDoc).content ?? [];
  const after = (doc.cut(selection.to).toJSON() as ProseDoc).content ?? [];
  const whole = between(shape.shell, before, blocks, after);
  void writer.crossing.go(() => put(writer, whole, isBlank(after) ? 1 : 2));
  return true;
}

/** `last` counts the blocks from the end to the last of the pasted ones. */
async function put(writer: Writer, doc: ProseDoc, last: number): Promise<void> {
  const { session, at } = writer;
  await writer.settle();
  const { ghost } = writer;
  const page = session.page?.page ?? '';
  const blocks = doc.content ?? [];
  writer.drop();
  const answer = await session.apply(opsFor(page, at, blocks, ghost));
  if (!answer) return;
  const end = withIndex(at, indexOf(at) + blocks.length - last);
  session.select(end);
  if (session.block?.text) await writer.open(end, 'end');
  else await writer.openGhost(withIndex(end, indexOf(end) + 1), writer.frame.block(end), 'after');
  writer.frame.reveal(end);
}

/** The change that puts blocks in the place of one, or at a place where none is yet. */
export function opsFor(page: string, at: string, blocks: readonly ProseDoc[], fresh: boolean): Op[] {
  const list: Op[] = [];
  let index = indexOf(at);
  for (const group of groups(blocks)) {
    const place = parsePath(withIndex(at, index));
    const [first] = group;
    const source = first?.type === 'markdown' ? String(first.attrs?.source ?? '') : null;
    const there = list.length === 0 && !fresh;
    if (source !== null)
      list.push(there ? ops.replace(page, formatPath(place), source) : ops.insert(page, place, source));
    else {
      if (!there) list.push(ops.insert(page, place, '…'));
      list.push(ops.text(page, place, { type: 'doc', content: group }));
    }
    index += group.length;
  }
  return list;
}

/** Blocks of text together, and each one that is Markdown already by itself. */
function groups(blocks: readonly ProseDoc[]): ProseDoc[][] {
  const all: ProseDoc[][] = [];
  for (const block of blocks) {
    const last = all.at(-1);
    if (last && block.type !== 'markdown' && last[0]?.type !== 'markdown') last.push(block);
    else all.push([block]);
  }
  return all;
}

/** Makes several blocks of a text and goes on at the start of the first. */
export async function becomeBlocks(writer: Writer, blocks: ProseDoc[]): Promise<void> {
  const { session, at } = writer;
  await writer.settle();
  const page = session.page?.page ?? '';
  writer.drop();
  const doc = { type: 'doc', content: blocks };
  if (await session.apply([ops.text(page, parsePath(at), doc)])) await writer.open(at, 'start');
}
