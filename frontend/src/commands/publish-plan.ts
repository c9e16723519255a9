import type { Command } from './command';

export const publishPlan: Command = {
  id: 'publish.plan',
  label: 'command.publish',
  unlisted: true,
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.dialog = 'publish';
    return session.publishing.look();
  },
};
