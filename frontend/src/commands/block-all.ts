import type { Command } from './command';

export const blockAll: Command = {
  id: 'block.all',
  label: 'command.all',
  keys: ['Mod+a'],
  scope: 'block',
  enabled: (session) => !!session.page?.blocks.length,
  run: (session) => {
    session.selection.wholeLevel(session.page?.blocks ?? []);
    session.sayBlock();
  },
};
