import type { Command } from './command';

export const undo: Command = {
  id: 'edit.undo',
  label: 'command.undo',
  keys: ['Mod+z'],
  inText: true,
  enabled: (session) => (session.undoWords !== '' || session.pending > 0) && !session.readOnly,
  run: (session) => {
    return session.undo();
  },
};
