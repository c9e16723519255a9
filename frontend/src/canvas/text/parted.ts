import type { Op, ProseDoc } from '../../bridge/types.gen';
import { ops } from '../../session/ops';
import { parsePath } from '../place';
import type { Shape } from './shape';

/**
 * A list that is parted by an empty paragraph. Markdown knows no such
 * paragraph: in the file the list is whole until it has words.
 */
export interface Parted {
  /** The place of the list, and of its first half. */
  at: string;
  halves: readonly [ProseDoc, ProseDoc];
  /** The second half as it is drawn. */
  rest: HTMLElement;
}

/** Parts a list before an item, in its element too. */
export function partList(
  { shell }: Shape,
  content: ProseDoc[],
  { at, element, index }: { at: string; element: HTMLElement; index: number },
): Parted {
  const rest = element.cloneNode(false) as HTMLElement;
  rest.removeAttribute('data-pw-at');
  rest.append(...[...element.children].slice(index));
  element.after(rest);
  const start = Number(shell.attrs?.start ?? 1) + index;
  const after: ProseDoc =
    shell.type === 'orderedList' ? { ...shell, attrs: { ...shell.attrs, start } } : { ...shell };
  if (shell.type === 'orderedList') rest.setAttribute('start', String(start));
  return {
    at,
    halves: [
      { ...shell, content: content.slice(0, index) },
      { ...after, content: content.slice(index) },
    ],
    rest,
  };
}

/** The change that parts it in the file, with a paragraph between the halves. */
export function partOp(page: string, { at, halves: [before, after] }: Parted): Op {
  const between: ProseDoc = { type: 'paragraph', content: [{ type: 'text', text: '…' }] };
  return ops.text(page, parsePath(at), { type: 'doc', content: [before, between, after] });
}
