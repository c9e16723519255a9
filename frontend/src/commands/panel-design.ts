import type { Command } from './command';

export const panelDesign: Command = {
  id: 'panel.design',
  label: 'command.design',
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.setRight('design');
  },
};
