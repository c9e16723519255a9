import type { Command } from './command';

export const blockInsert: Command = {
  id: 'block.insert',
  label: 'command.insert',
  keys: ['Mod+Enter'],
  scope: 'block',
  enabled: (session) => !!session.page && !session.readOnly,
  run: (session) => session.asks.inserter(),
};
