import type { Command } from './command';

export const viewPhone: Command = {
  id: 'view.phone',
  label: 'command.phone',
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.device = 'phone';
  },
};
