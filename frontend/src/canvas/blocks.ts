import type { Block, Kind, Op } from '../bridge/types.gen';
import { t } from '../i18n';
import { fits, ops } from '../session/ops';
import type { Session } from '../session/session.svelte';
import {
  blockAt,
  formatPath,
  indexOf,
  parentOf,
  placesAround,
  siblings,
  stepTo,
  walk,
  withIndex,
  type Path,
} from './place';
import { duplicateAll, moveAll, removeAll, sideways } from './several';
import { isStill } from './slots';

/** What the person does to whole blocks. Each is one change set and is said to screen readers. */

/** The kinds of the selected blocks in words: "Heading", "3 blocks". */
export function selectedWords(session: Session): string {
  const { all } = session.selection;
  return all.length > 1
    ? t('block.several', { n: all.length })
    : session.kindLabel(session.block?.kind ?? '');
}

export function moveBlock(session: Session, step: 1 | -1): Promise<void> {
  return session.act(() => stepSelected(session, step));
}

async function stepSelected(session: Session, step: 1 | -1): Promise<void> {
  const { page, selection } = session;
  const end = selection.all.at(step < 0 ? 0 : -1);
  if (!page || end === undefined) return;
  const to = stepTo(page.blocks, end, step);
  if (to) await moveTo(session, selection.all, to, true);
  else session.notices.say(t('block.end'));
}

/** Moves the selected blocks out of their container, or into the one beside them. */
export function moveSideways(session: Session, step: 1 | -1): Promise<void> {
  return session.act(() => carrySelected(session, step));
}

async function carrySelected(session: Session, step: 1 | -1): Promise<void> {
  const { page, site, selection } = session;
  if (!page || !site) return;
  const to = sideways(page.blocks, site.kinds, selection.all, step);
  if (to) await moveTo(session, selection.all, to, true);
  else session.notices.say(t(step < 0 ? 'block.noOut' : 'block.noIn'));
}

/** Moves blocks that stand beside each other. `steady`: they stay where they are seen. */
export async function moveTo(
  session: Session,
  places: readonly string[],
  to: Path,
  steady = false,
): Promise<void> {
  const { page } = session;
  const [first] = places;
  if (!page || first === undefined || isStill(places, to)) return;
  const { list, at } = moveAll(page.page, places, to);
  const answer = await session.apply(list, { select: at, steady });
  if (!answer?.page) return;
  const around = session.blockAt(parentOf(at[0] ?? ''));
  const where = around ? t('block.in', { kind: session.kindLabel(around.kind) }) : '';
  session.notices.say(
    t('block.moved', {
      kind: selectedWords(session),
      n: indexOf(at[0] ?? '') + 1,
      all: siblings(answer.page.blocks, at[0] ?? '').length,
    }) + (parentOf(at[0] ?? '') === parentOf(first) ? '' : ` ${where}`),
  );
}

export function duplicateBlock(session: Session): Promise<void> {
  return session.act(() => copySelected(session));
}

async function copySelected(session: Session): Promise<void> {
  const { page, selection } = session;
  if (!page || selection.all.length === 0) return;
  const { list, at } = duplicateAll(page.page, selection.all);
  const answer = await session.apply(list, { select: at });
  if (answer) session.notices.say(t('block.duplicated', { kind: selectedWords(session) }));
}

export function deleteBlock(session: Session): Promise<void> {
  return session.act(() => removeSelected(session));
}

async function removeSelected(session: Session): Promise<void> {
  const { page, selection } = session;
  const places = selection.all;
  const [first] = places;
  if (!page || first === undefined) return;
  const kind = selectedWords(session);
  const answer = await session.apply(removeAll(page.page, places), { select: [] });
  if (!answer) return;
  session.select(afterDelete(answer.page?.blocks ?? [], first));
  session.notices.toast(t(answer.misses ? 'block.deletedUsed' : 'block.deleted', { kind }), {
    label: t('undo.action'),
    run: () => void session.undo(),
  });
}

/** What is selected when a block is gone: the one that follows, the one before, the one around. */
function afterDelete(blocks: readonly Block[], at: string): string {
  const before = withIndex(at, indexOf(at) - 1);
  return [at, before, parentOf(at)].find((place) => blockAt(blocks, place)) ?? '';
}

/**
 * Puts Markdown at a place, selects it and opens its first text. `room` is a
 * change that puts a paragraph there, which the Markdown then takes the place of.
 */
export async function insertAt(
  session: Session,
  to: Path,
  markdown: string,
  label: string,
  room: Op | null = null,
): Promise<boolean> {
  const { page } = session;
  if (!page) return false;
  const answer = await session.apply(
    room ? [room, ops.replace(page.page, formatPath(to), markdown)] : [ops.insert(page.page, to, markdown)],
  );
  if (!answer?.page) return false;
  const at = answer.select || to.join('.');
  session.select(at);
  session.notices.say(t('block.inserted', { kind: label }));
  if (session.asks.picture()) return true;
  const block = blockAt(answer.page.blocks, at);
  const first = block && walk([block]).find((b) => b.text);
  if (first) {
    session.select(first.at);
    session.asks.text('all');
  }
  return true;
}

/** Puts blocks at a place, out of it where they may not stand there, and selects them. */
export async function insertMarkdown(
  session: Session,
  to: Path,
  op: Op,
  kinds: readonly string[],
): Promise<void> {
  const { page } = session;
  const free = page && nearestPlace(session, to, kinds);
  if (!free) return session.notices.toast(t('block.noPlace'));
  const answer = await session.apply([{ ...op, at: free }], {
    select: kinds.map((_, i) => formatPath([...free.slice(0, -1), (free.at(-1) ?? 0) + i])),
  });
  if (answer?.page) session.notices.say(t('block.pasted', { kind: selectedWords(session) }));
}

/** The place itself, or the nearest one after a container around it, where all the kinds may stand. */
export function nearestPlace(session: Session, to: Path, kinds: readonly string[]): Path | null {
  const takes = (path: Path): boolean => {
    const parent = session.blockAt(formatPath(path.slice(0, -1)));
    const outer = path.length === 1 ? null : session.kind(parent?.kind ?? '');
    const full = outer?.line && (parent?.children.length ?? 0) + kinds.length > 1;
    return !full && !parent?.locked && kinds.every((kind) => fits(session.kind(kind), outer));
  };
  return placesAround(to).find(takes) ?? null;
}

/** A block that has neither text nor settings: its source is where it is changed. */
export function isSourced(session: Session, block: Block): boolean {
  if (block.locked) return true;
  const kind = session.kind(block.kind);
  return !block.text && !kind?.attrs.length && !kind?.container && block.children.length === 0;
}

/** A block that other blocks may stand in, and none does. */
export function isHollow(session: Session, block: Block): boolean {
  return !block.locked && block.children.length === 0 && !!session.kind(block.kind)?.container;
}

export async function insertKind(
  session: Session,
  to: Path,
  kind: Kind,
  room: Op | null = null,
): Promise<boolean> {
  return insertAt(session, to, kind.example, kind.label, room);
}

/** What a block of text can be turned into. */
export interface Turn {
  kind: string;
  level: number;
  label: string;
}

const turnable = ['paragraph', 'heading', 'list', 'blockquote'];

export function canTurn(session: Session, block: Block): boolean {
  return turnable.includes(block.kind) && block.text && !session.readOnly;
}

export function turns(): Turn[] {
  return [
    { kind: 'paragraph', level: 0, label: t('turn.paragraph') },
    ...[1, 2, 3, 4].map((level) => ({ kind: 'heading', level, label: t('turn.heading', { n: level }) })),
    { kind: 'list', level: 0, label: t('turn.list') },
    { kind: 'quote', level: 0, label: t('turn.quote') },
  ];
}

export const turnInto = (session: Session, turn: Turn): Promise<void> =>
  transform(session, turn.kind, turn.level);

/** Makes of a plain picture one that has a caption, a width and a shape. */
export const frame = (session: Session): Promise<void> => transform(session, 'picture');

async function transform(session: Session, kind: string, level = 0): Promise<void> {
  const { page, block } = session;
  if (!page || !block) return;
  await session.apply([ops.transform(page.page, block.at, kind, level)]);
}
