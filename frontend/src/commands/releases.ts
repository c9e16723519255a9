import type { Command } from './command';

export const releases: Command = {
  id: 'publish.releases',
  label: 'command.releases',
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.dialog = 'releases';
  },
};
