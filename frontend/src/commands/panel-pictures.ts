import type { Command } from './command';

export const panelPictures: Command = {
  id: 'panel.pictures',
  label: 'command.pictures',
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.showLeft('pictures');
  },
};
