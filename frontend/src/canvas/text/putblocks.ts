import type { ProseDoc } from '../../bridge/types.gen';
import { ops } from '../../session/ops';
import { indexOf, parsePath, withIndex } from '../place';
import { lineOf } from './borders';
import { between, isBlank } from './shape';
import type { Writer } from './writer.svelte';

/** Puts pasted blocks where the caret is: one change set, one step of undo. False: they are not for this text. */
export function putBlocks(writer: Writer, blocks: ProseDoc[]): boolean {
  const { editor, shape } = writer;
  if (!editor || shape?.rule !== 'inline*' || blocks.length === 0 || lineOf(writer)) return false;
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
  const path = parsePath(at);
  writer.drop();
  const text = ops.text(page, path, doc);
  const answer = await session.apply(ghost ? [ops.insert(page, path, '…'), text] : [text]);
  if (!answer) return;
  const end = withIndex(at, indexOf(at) + (doc.content?.length ?? 1) - last);
  session.select(end);
  if (session.block?.text) await writer.open(end, 'end');
  writer.frame.reveal(end);
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
