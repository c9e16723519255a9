import type { Command } from './command';

export const panelMenus: Command = {
  id: 'panel.menus',
  label: 'command.menus',
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.showLeft('menus');
  },
};
