import type { Command } from './command';

export const viewDesktop: Command = {
  id: 'view.desktop',
  label: 'command.desktop',
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.device = 'desktop';
  },
};
