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
    (!!session.block?.text || pictured(session)) && !session.selection.several && !session.readOnly,
  run: (session) => {
    if (session.block?.text) session.asks.text();
    else session.asks.picture();
  },
};
