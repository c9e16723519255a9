import type { Command } from './command';

export const trash: Command = {
  id: 'trash.open',
  label: 'trash.command',
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.dialog = 'trash';
  },
};
