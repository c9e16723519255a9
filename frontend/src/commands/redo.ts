import type { Command } from './command';

export const redo: Command = {
  id: 'edit.redo',
  label: 'command.redo',
  keys: ['Mod+Shift+z', 'Mod+y'],
  inText: true,
  enabled: (session) => (session.redoWords !== '' || session.pending > 0) && !session.readOnly,
  run: (session) => {
    return session.redo();
  },
};
