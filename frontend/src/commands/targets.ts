import type { Command } from './command';

export const targets: Command = {
  id: 'target.settings',
  label: 'command.targets',
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.dialog = 'targets';
  },
};
