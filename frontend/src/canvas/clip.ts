import { t } from '../i18n';
import { ops } from '../session/ops';
import type { Session } from '../session/session.svelte';
import { deleteBlock, insertMarkdown, nearestPlace, selectedWords } from './blocks';
import { formatPath, indexOf, parsePath, withIndex, type Path } from './place';
import { pastedBlocks } from './text/blockpaste';
import { opsFor } from './text/putblocks';

/** Blocks that were copied or cut: their Markdown, and the page that it is of. */
export interface Clip {
  markdown: string;
  page: string;
  kinds: string[];
}

/** A source of this length may have been cut off by the program. */
const longest = 64 * 1024;

/** Keeps the selected blocks to be pasted, here and as text in other programs. False: they can not be. */
export function copyBlocks(session: Session): boolean {
  const { page, selection } = session;
  const blocks = selection.all.flatMap((at) => session.blockAt(at) ?? []);
  if (!page || blocks.length === 0) return false;
  if (blocks.some((block) => new Blob([block.source]).size >= longest)) {
    session.notices.toast(t('block.tooLong'));
    return false;
  }
  const markdown = blocks.map((block) => block.source.trimEnd()).join('\n\n');
  session.clip = { markdown, page: page.page, kinds: blocks.map((block) => block.kind) };
  // A browser that gives no clipboard: they can be pasted in this window.
  void navigator.clipboard?.writeText(markdown).catch(() => undefined);
  session.notices.toast(t('block.copied', { kind: selectedWords(session) }));
  return true;
}

export async function cutBlocks(session: Session): Promise<void> {
  if (copyBlocks(session)) await deleteBlock(session);
}

/** Is text of the clipboard what was copied here? */
export function isClip(session: Session, text: string): boolean {
  const plain = (words: string) => words.replace(/\r\n?/g, '\n').trim();
  return !!session.clip && (text === '' || plain(text) === plain(session.clip.markdown));
}

/** Where a paste goes: after what is selected, or at the end of the page. */
export function pastePlace(session: Session): Path {
  const last = session.selection.all.at(-1);
  return last === undefined
    ? [session.page?.blocks.length ?? 0]
    : parsePath(withIndex(last, indexOf(last) + 1));
}

/** Pastes the blocks that were copied. */
export async function pasteClip(session: Session): Promise<void> {
  const { clip, page } = session;
  if (!clip || !page) return;
  const to = pastePlace(session);
  const op = ops.insert(page.page, to, clip.markdown);
  await insertMarkdown(session, to, { ...op, from: clip.page }, clip.kinds);
}

/** Pastes what another program copied, as blocks after what is selected. */
export async function pasteWords(session: Session, text: string, html: string): Promise<void> {
  const { page } = session;
  const many = pastedBlocks(html, text);
  const content =
    many.length > 0 ? many : [{ type: 'paragraph', content: [{ type: 'text', text: text.trim() }] }];
  if (!page || text.trim() === '') return;
  const to = nearestPlace(session, pastePlace(session), ['paragraph']);
  if (!to) return session.notices.toast(t('block.noPlace'));
  const at = content.map((_, i) => formatPath([...to.slice(0, -1), (to.at(-1) ?? 0) + i]));
  const list = opsFor(page.page, formatPath(to), content, true);
  if (await session.apply(list, { select: at })) {
    session.notices.say(t('block.pasted', { kind: selectedWords(session) }));
  }
}
