import { isSourced } from '../canvas/blocks';
import { sourceOf } from '../session/origin';
import type { Session } from '../session/session.svelte';
import type { Command } from './command';

/** Does the selected block show a picture that is one of its settings? */
function pictured(session: Session): boolean {
  return !!session.kind(session.block?.kind ?? '')?.attrs.some(({ type }) => type === 'picture');
}

export const blockEdit: Command = {
  id: 'block.edit',
  label: 'command.edit',
  keys: ['Enter'],
  scope: 'block',
  enabled: (session) =>
    !!session.block &&
    (session.block.text || pictured(session) || isSourced(session, session.block)) &&
    !session.selection.several &&
    !session.readOnly,
  run: (session) => {
    const { block } = session;
    if (block?.text) session.asks.text();
    else if (block && isSourced(session, block)) session.layout.show(sourceOf(block.at));
    else session.asks.picture();
  },
};
