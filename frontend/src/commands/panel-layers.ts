import type { Command } from './command';

export const panelLayers: Command = {
  id: 'panel.layers',
  label: 'command.layers',
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.showLeft('layers');
  },
};
