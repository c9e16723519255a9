import type { Command } from './command';

export const pageNew: Command = {
  id: 'page.create',
  label: 'command.pageNew',
  keys: ['Mod+Alt+n'],
  inText: true,
  enabled: (session) => !!session.site && !session.readOnly,
  run: (session) => {
    session.layout.newPageIn = session.pageInfo?.collection ?? '';
    session.layout.dialog = 'newPage';
  },
};
