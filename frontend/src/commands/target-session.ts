import type { Command } from './command';

/** The form that shows this problem keeps the keys in memory by itself; from elsewhere it is opened. */
export const targetSession: Command = {
  id: 'target.session',
  label: 'command.targets',
  unlisted: true,
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.dialog = 'targets';
  },
};
