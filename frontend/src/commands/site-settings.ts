import type { Command } from './command';

export const siteSettings: Command = {
  id: 'site.settings',
  label: 'site.settings',
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.dialog = 'site';
  },
};
