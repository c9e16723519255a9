import { Failure, UNREACHABLE } from '../bridge/call';
import type { Reach } from './reach.svelte';

/** What the editor can begin without. */
const parts = {
  typing: () => import('../canvas/text/mount'),
  pasting: () => import('../canvas/text/blockpaste'),
  source: () => import('../source/editor'),
};

type Parts = typeof parts;

/** Loads all parts, so that none is missing when the program is gone. */
export function loadParts(): void {
  for (const load of Object.values(parts)) load().catch(() => undefined);
}

/** A part of the editor. While the program does not answer it is waited for. */
export function part<N extends keyof Parts>(reach: Reach, name: N): ReturnType<Parts[N]> {
  const load = () =>
    parts[name]().catch(() => {
      throw new Failure({ code: UNREACHABLE, title: '' });
    });
  return reach.keep<unknown>(load) as ReturnType<Parts[N]>;
}
