import type { Command } from './command';

export const help: Command = {
  id: 'help.keys',
  label: 'command.help',
  keys: ['?'],
  run: (session) => {
    session.layout.dialog = 'help';
  },
};
