import type { Command } from './command';

export const reload: Command = {
  id: 'app.reload',
  label: 'command.reload',
  run: () => {
    location.reload();
  },
};
