import type { Command } from './command';

export const palette: Command = {
  id: 'palette.open',
  label: 'command.palette',
  keys: ['Mod+k'],
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.dialog = 'palette';
  },
};
