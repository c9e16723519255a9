import type { Command } from './command';

export const pageSource: Command = {
  id: 'page.source',
  label: 'command.pageSource',
  enabled: (session) => !!session.page,
  run: (session) => session.layout.showSource(),
};
