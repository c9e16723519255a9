import type { Command } from './command';

export const publishStart: Command = {
  id: 'publish.start',
  label: 'command.publish',
  unlisted: true,
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.dialog = 'publish';
    return session.publishing.publish(false);
  },
};
