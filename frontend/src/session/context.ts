import { getContext, setContext } from 'svelte';
import type { Session } from './session.svelte';

const key = Symbol('session');

/** The context in which components find a session. */
export function contextOf(session: Session): Map<symbol, Session> {
  return new Map([[key, session]]);
}

export function provideSession(session: Session): Session {
  return setContext(key, session);
}

export function useSession(): Session {
  return getContext<Session>(key);
}
