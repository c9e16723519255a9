import { call, Failure } from '../bridge/call';
import type { EditAnswer, Op, PageState, ProseDoc } from '../bridge/types.gen';
import { formatPath, sameBlocks, walk } from '../canvas/place';
import type { Session } from './session.svelte';
import { put } from './showing';

/**
 * Sends one change set. One that is refused because the file is another one
 * now is made all the same where its blocks are not. `again`: it was sent
 * before, and no answer came.
 */
export async function send(sender: Session, ops: Op[], join: string, again: boolean): Promise<EditAnswer> {
  const ask = () =>
    call('edit.apply', { page: sender.page?.page ?? '', revision: sender.page?.revision ?? 0, ops, join });
  try {
    return await ask();
  } catch (error) {
    const before = sender.page;
    if (!isStale(error) || !before) throw error;
    const now = await call('page.open', { page: before.page });
    if (again && (await arrived(ops, before, now))) return answerOf(now, sender);
    if (!sameBlocks(ops, before.blocks, now.blocks)) throw error;
    put(sender, now);
    return { ...(await ask()), order: null };
  }
}

export function isStale(error: unknown): boolean {
  return error instanceof Failure && error.problem.code === 'edit-stale';
}

/** Is typed text in the page already? So it is when only the answer to it was lost. */
async function arrived(ops: readonly Op[], before: PageState, now: PageState): Promise<boolean> {
  const inserts = ops.filter((op) => op.op === 'insert').length;
  const texts = ops.filter((op) => op.op === 'text');
  if (texts.length === 0 || texts.length + inserts !== ops.length) return false;
  if (walk(now.blocks).length !== walk(before.blocks).length + inserts) return false;
  for (const { at, doc } of texts) {
    const request = { page: now.page, at: formatPath(at ?? []), revision: now.revision };
    const found = await call('page.text', request).catch(() => null);
    if (!found || words(found.doc) !== words(doc)) return false;
  }
  return true;
}

/** The words of a text as Markdown keeps them. */
function words(doc: ProseDoc | undefined): string {
  const all = (node: ProseDoc): string => (node.text ?? '') + (node.content ?? []).map(all).join('');
  return doc ? all(doc).replace(/\s+/g, ' ').trim() : '';
}

/** The answer that was lost, as far as the page tells it. */
function answerOf(page: PageState, words: { undoWords: string; redoWords: string }): EditAnswer {
  return {
    label: '',
    changed: true,
    page,
    since: page.revision,
    order: null,
    select: '',
    show: '',
    misses: false,
    links: [],
    inMenus: false,
    revision: page.revision,
    undo: words.undoWords,
    redo: words.redoWords,
  };
}
