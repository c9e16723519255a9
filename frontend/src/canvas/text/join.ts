import { call } from '../../bridge/call';
import type { ProseDoc } from '../../bridge/types.gen';
import { ops } from '../../session/ops';
import { indexOf, parsePath, siblings } from '../place';
import { appended, unwrap, wrap, type Shape } from './shape';
import { isTable } from './tableedit';
import type { Writer } from './writer.svelte';

/** Backspace at the start of a text puts it to the end of the one before. */
export async function joinBefore(writer: Writer): Promise<void> {
  const { session, at } = writer;
  await writer.settle();
  const before = session.page && siblings(session.page.blocks, at)[indexOf(at) - 1];
  if (!before) return;
  if (!before.text) return selectInstead(writer, before.at);
  const shape = await textOf(writer, before.at);
  if (isTable(shape)) return selectInstead(writer, before.at);
  if (!shape) return;
  const spaces = writer.trail?.at === before.at ? writer.trail.spaces : '';
  const words: ProseDoc[] = spaces ? [{ type: 'text', text: spaces }, ...writer.content()] : writer.content();
  await join(writer, { at: before.at, shape }, words, at, spaces.length);
}

/** Delete at the end of a text takes the one after it in. */
export async function joinAfter(writer: Writer): Promise<void> {
  const { session, at, shape } = writer;
  await writer.settle();
  const after = session.page && siblings(session.page.blocks, at)[indexOf(at) + 1];
  if (!after || !shape || writer.ghost) return;
  if (!after.text) return selectInstead(writer, after.at);
  const other = await textOf(writer, after.at);
  if (other?.rule !== 'inline*') return;
  await join(writer, { at, shape: { ...shape, content: writer.content() } }, other.content, after.at, 0);
}

/** What stands there is no text: it is selected, so that the next press can take it away. */
async function selectInstead(writer: Writer, at: string): Promise<void> {
  await writer.close();
  writer.session.select(at);
  writer.host.left();
}

async function textOf({ session }: Writer, at: string): Promise<Shape | null> {
  const { page } = session;
  if (!page) return null;
  const answer = await session.notices.guard(() =>
    session.notices.reach.keep(() => call('page.text', { page: page.page, at, revision: page.revision })),
  );
  return answer && unwrap(answer.doc);
}

/** One change set: the words go to the end of the first text, the block they came from goes. */
async function join(
  writer: Writer,
  first: { at: string; shape: Shape },
  words: ProseDoc[],
  second: string,
  skip: number,
): Promise<void> {
  const { session, frame } = writer;
  const page = session.page?.page;
  const whole = appended(first.shape.content, words);
  if (!page || !whole) return;
  writer.drop();
  await session.apply([
    ops.text(page, parsePath(first.at), wrap(first.shape, whole.content)),
    ops.remove(page, second),
  ]);
  if (frame.block(first.at)) await writer.open(first.at, { offset: whole.offset + skip });
}
