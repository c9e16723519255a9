import type { Command } from './command';

export const publishOver: Command = {
  id: 'publish.over',
  label: 'command.publish',
  unlisted: true,
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.dialog = 'publish';
    return session.publishing.publish(true);
  },
};
