import type { Command } from './command';

export const blockEdit: Command = {
  id: 'block.edit',
  label: 'command.edit',
  keys: ['Enter'],
  scope: 'block',
  enabled: (session) => !!session.block?.text && !session.selection.several && !session.readOnly,
  run: (session) => session.asks.text(),
};
