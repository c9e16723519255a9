import type { Command } from './command';

export const siteNew: Command = {
  id: 'site.create',
  label: 'command.siteNew',
  run: (session) => {
    session.layout.dialog = 'newSite';
  },
};
