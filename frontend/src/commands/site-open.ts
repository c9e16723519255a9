import type { Command } from './command';

export const siteOpen: Command = {
  id: 'site.open',
  label: 'command.siteOpen',
  run: (session) => {
    session.layout.dialog = 'openSite';
  },
};
