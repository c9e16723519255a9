import type { Command } from './command';

export const panelPages: Command = {
  id: 'panel.pages',
  label: 'command.pages',
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.showLeft('pages');
  },
};
