import type { Command } from './command';

export const viewTablet: Command = {
  id: 'view.tablet',
  label: 'command.tablet',
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.device = 'tablet';
  },
};
