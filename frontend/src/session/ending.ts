import { call } from '../bridge/call';
import type { Session } from './session.svelte';

/** The program ends: what was typed goes to it, and that its site is closed tells it so. */
export async function goodbye(session: Session): Promise<void> {
  // Keys that were pressed before the window was closed are still on their way.
  await new Promise((resolve) => setTimeout(resolve, 200));
  await session.settled();
  session.ended = true;
  await call('site.close', {}).catch(() => undefined);
}

/** Closes the site that is open. */
export async function leave(session: Session): Promise<void> {
  await session.canvas?.settle();
  await session.notices.guard(async () => {
    await call('site.close', {});
    session.app = await call('app.state', {});
    session.site = null;
    session.page = null;
  });
}
