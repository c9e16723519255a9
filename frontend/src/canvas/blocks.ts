import type { Kind } from '../bridge/types.gen';
import { t } from '../i18n';
import { ops } from '../session/ops';
import type { Session } from '../session/session.svelte';
import { blockAt, indexOf, siblings, stepTo, walk, type Path } from './place';
import { isStill } from './slots';

/** What the person does to whole blocks. Each is one change set and is said to screen readers. */

export async function moveBlock(session: Session, step: 1 | -1): Promise<void> {
  const { page, selected } = session;
  if (!page) return;
  const to = stepTo(page.blocks, selected, step);
  if (to) await moveTo(session, selected, to);
  else session.notices.say(t('block.end'));
}

export async function moveTo(session: Session, from: string, to: Path): Promise<void> {
  const { page } = session;
  const moved = page && blockAt(page.blocks, from);
  if (!page || !moved || isStill(from, to)) return;
  const answer = await session.apply([ops.move(page.page, from, to)]);
  if (!answer?.page) return;
  const at = answer.select || session.selected;
  session.select(at);
  session.notices.say(
    t('block.moved', {
      kind: session.kindLabel(moved.kind),
      n: indexOf(at) + 1,
      all: siblings(answer.page.blocks, at).length,
    }),
  );
}

export async function duplicateBlock(session: Session): Promise<void> {
  const { page, block } = session;
  if (!page || !block) return;
  const answer = await session.apply([ops.duplicate(page.page, block.at)]);
  if (answer) session.notices.say(t('block.duplicated', { kind: session.kindLabel(block.kind) }));
}

export async function deleteBlock(session: Session): Promise<void> {
  const { page, block } = session;
  if (!page || !block) return;
  const kind = session.kindLabel(block.kind);
  const answer = await session.apply([ops.remove(page.page, block.at)]);
  if (!answer) return;
  if (!answer.select && answer.page) session.select(blockAt(answer.page.blocks, block.at) ? block.at : '');
  session.notices.toast(t('block.deleted', { kind }), {
    label: t('undo.action'),
    run: () => void session.undo(),
  });
}

/** Puts Markdown at a place, selects it and opens its first text. */
export async function insertAt(
  session: Session,
  to: Path,
  markdown: string,
  label: string,
): Promise<boolean> {
  const { page } = session;
  if (!page) return false;
  const answer = await session.apply([ops.insert(page.page, to, markdown)]);
  if (!answer?.page) return false;
  const at = answer.select || to.join('.');
  session.select(at);
  session.notices.say(t('block.inserted', { kind: label }));
  const block = blockAt(answer.page.blocks, at);
  const first = block && walk([block]).find((b) => b.text);
  if (first) {
    session.select(first.at);
    session.asks.text('all');
  }
  return true;
}

export async function insertKind(session: Session, to: Path, kind: Kind): Promise<boolean> {
  return insertAt(session, to, kind.example, kind.label);
}

/** What a block of text can be turned into. */
export interface Turn {
  kind: string;
  level: number;
  label: string;
}

export const turnable = ['paragraph', 'heading', 'list', 'quote', 'blockquote'];

export function turns(): Turn[] {
  return [
    { kind: 'paragraph', level: 0, label: t('turn.paragraph') },
    ...[1, 2, 3, 4].map((level) => ({ kind: 'heading', level, label: t('turn.heading', { n: level }) })),
    { kind: 'list', level: 0, label: t('turn.list') },
    { kind: 'quote', level: 0, label: t('turn.quote') },
  ];
}

export async function turnInto(session: Session, turn: Turn): Promise<void> {
  const { page, block } = session;
  if (!page || !block) return;
  await session.apply([ops.transform(page.page, block.at, turn.kind, turn.level)]);
}
