import { call } from '../bridge/call';
import { t } from '../i18n';
import type { EditAnswer, PageState } from '../bridge/types.gen';
import { blockAt } from '../canvas/place';
import { track } from '../canvas/track';
import type { ApplyOptions, Change } from './canvas';
import { firstPage } from './lookup';
import type { Session } from './session.svelte';

/** A change that another program made. */
export const outside: Change = { order: null, since: 0, outside: true };

/** Brings a session to what an answer says. `choose`: what it says is to be selected is. */
export async function take(
  session: Session,
  answer: EditAnswer,
  options: ApplyOptions,
  choose: boolean,
): Promise<void> {
  if (answer.show && answer.show !== session.page?.page) {
    await show(session, await call('page.open', { page: answer.show }), null, [answer.select]);
    return;
  }
  if (!answer.page) {
    await goHome(session, answer);
    return;
  }
  if (options.silent) {
    session.page = answer.page;
    return;
  }
  const wanted = options.select ?? (answer.select ? [answer.select] : undefined);
  const select = choose ? wanted : undefined;
  const { order, since } = answer;
  await show(session, answer.page, { order, since, steady: options.steady }, select);
  const [first] = select ?? [];
  if (first) session.canvas?.reveal(first);
}

/** The page on the canvas is gone: the first page takes its place. */
async function goHome(session: Session, answer: EditAnswer): Promise<void> {
  if (!answer.changed || !session.page) return;
  const gone = session.page.page;
  const site = await call('site.state', {});
  session.takeSite(site);
  const next = site.pages.find((p) => p.path === gone) ?? firstPage(site);
  if (next) await show(session, await call('page.open', { page: next.path }), null, ['']);
  else session.page = null;
}

/** Shows a state of a page, or another page. Without `select` what is selected follows its blocks. */
export async function show(
  session: Session,
  page: PageState,
  change: Change | null,
  select?: readonly string[],
): Promise<void> {
  const now = () => put(session, page, select);
  session.showing++;
  try {
    if (session.canvas) await session.canvas.show(page, change, now);
    else now();
  } finally {
    session.showing--;
  }
}

/** Takes in a state of a page. What is selected follows its blocks, or is what is asked for. */
export function put(session: Session, page: PageState, select?: readonly string[]): void {
  const before = session.page;
  session.page = page;
  if (select) session.selection.range(select.filter((at) => blockAt(page.blocks, at)));
  else if (before?.page !== page.page) session.select('');
  else session.selection.follow(track(before.blocks, page.blocks));
}

/** Tells screen readers what is selected. */
export function sayBlock(session: Session): void {
  const { block, selection } = session;
  if (!block) return;
  const { all } = selection;
  const kind = all.length > 1 ? t('block.several', { n: all.length }) : session.kindLabel(block.kind);
  session.notices.say(
    t('block.selected', { kind: block.label && all.length === 1 ? `${kind}, ${block.label}` : kind }),
  );
}
