import type { Command } from './command';

export const publish: Command = {
  id: 'publish.open',
  label: 'command.publish',
  keys: ['Mod+Shift+p'],
  inText: true,
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.dialog = 'publish';
  },
};
