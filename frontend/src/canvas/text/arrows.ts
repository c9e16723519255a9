import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import type { Block } from '../../bridge/types.gen';
import { blockAt, indexOf, neighbour, walk, withIndex } from '../place';
import { appended, isBlank } from './shape';
import { isTable } from './tableedit';
import type { Writer } from './writer.svelte';

/** The arrows leave a text at its first and last line. */
export function arrow(writer: Writer, step: 1 | -1): boolean {
  const { editor, session } = writer;
  if (!editor || !session.page || session.away) return false;
  const { selection } = editor.state;
  if (!onBorder(writer, editor.state, step) || !editor.view.endOfTextblock(step < 0 ? 'up' : 'down'))
    return false;
  const { left } = editor.view.coordsAtPos(selection.head);
  const blank = isBlank(writer.content());
  if (blank && writer.parted) return intoHalf(writer, step);
  if (blank || !(writer.ghost || writer.outbox.busy)) return goOn(writer, step, left);
  // Where the blocks stand is known when this one has its place in the file.
  void writer.crossing.go(async () => {
    await writer.settle();
    goOn(writer, step, left);
  });
  return true;
}

/** Opens the text that is next in a direction; false: there is none. */
function goOn(writer: Writer, step: 1 | -1, left: number): boolean {
  const { session, frame } = writer;
  const next = nextText(writer, session.page?.blocks ?? [], step);
  if (!next) return false;
  const box = frame.box(next.at);
  const y = step < 0 ? (box?.bottom ?? 0) - 6 : (box?.top ?? 0) + 6;
  void writer.open(next.at, box ? { x: Math.min(Math.max(left, box.left + 1), box.right - 1), y } : 'end');
  return true;
}

function nextText({ ghost, at }: Writer, blocks: readonly Block[], step: 1 | -1): Block | null {
  let next = ghost ? besideGhost(blocks, at, step) : neighbour(blocks, at, step);
  while (next && !next.text) next = neighbour(blocks, next.at, step);
  return next;
}

/** In the file another block has the place of a paragraph that is not in it. */
function besideGhost(blocks: readonly Block[], at: string, step: 1 | -1): Block | null {
  const here = blockAt(blocks, at);
  if (here) return step > 0 ? here : neighbour(blocks, at, -1);
  const before = blockAt(blocks, withIndex(at, indexOf(at) - 1));
  const last = before && (walk([before]).at(-1) ?? null);
  return step < 0 ? last : last && neighbour(blocks, last.at, 1);
}

/** From the empty paragraph between the halves of a list: it is whole again, with the caret where it was parted. */
function intoHalf(writer: Writer, step: 1 | -1): boolean {
  const { parted } = writer;
  const end = parted && appended(parted.halves[0].content ?? [], []);
  if (!parted) return false;
  // Out of a paragraph and its item, into the next ones.
  const offset = end ? end.offset + (step > 0 ? 4 : 0) : 0;
  void writer.open(parted.at, { offset });
  return true;
}

/** Is the caret in the first line of words, or in the last? */
function onBorder({ shape }: Writer, { selection, doc }: EditorState, step: 1 | -1): boolean {
  const { $head } = selection;
  if (isTable(shape)) return $head.index(0) === (step < 0 ? 0 : doc.childCount - 1);
  return step < 0 ? $head.start() <= firstText(doc) : $head.end() >= doc.content.size - depthAtEnd(doc);
}

/** Where the first words of a text begin. */
export function firstText(doc: Node): number {
  let depth = 0;
  for (let node = doc.firstChild; node && !node.isText && !node.isLeaf; node = node.firstChild) depth++;
  return depth;
}

/** How deep the last words of a text lie. */
export function depthAtEnd(doc: Node): number {
  let depth = 0;
  for (let node = doc.lastChild; node && !node.isText && !node.isLeaf; node = node.lastChild) depth++;
  return depth;
}
