import type { Command } from './command';

export const panelSettings: Command = {
  id: 'panel.settings',
  label: 'command.settings',
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.setRight('settings');
  },
};
