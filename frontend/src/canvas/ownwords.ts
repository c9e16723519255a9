import type { BlockOrigin } from '../session/origin';
import type { Session } from '../session/session.svelte';
import type { Frame } from './frame';

/** The settings of a block that are words, which its template may show. */
const worded = ['text', 'longtext'];

/**
 * The setting whose words were clicked: the name below a quote, the words of a
 * card's link. Templates say nothing of it, so the words themselves tell. Null:
 * what was clicked is no setting.
 */
export function ownWords({ frame, session }: Shown, target: EventTarget | null): BlockOrigin | null {
  const at = frame.placeOf(target);
  const block = session.blockAt(at);
  const outer = frame.block(at);
  const kind = block && session.kind(block.kind);
  if (!kind || !outer || block.locked || session.readOnly) return null;
  const names = kind.attrs.filter(({ type }) => worded.includes(type)).map(({ name }) => name);
  for (let one = target as Element | null; one && one !== outer; one = one.parentElement) {
    const words = plain(one.textContent);
    const name = names.find((n) => words !== '' && plain(block.attrs[n]) === words);
    if (name !== undefined) return { in: 'block', at, name };
  }
  return null;
}

interface Shown {
  frame: Pick<Frame, 'placeOf' | 'block'>;
  session: Pick<Session, 'blockAt' | 'kind' | 'readOnly'>;
}

function plain(words: string | null | undefined): string {
  return (words ?? '').trim().replace(/\s+/g, ' ');
}
