import type { Command } from './command';

export const publishResend: Command = {
  id: 'publish.resend',
  label: 'command.publish',
  unlisted: true,
  enabled: (session) => !!session.site,
  run: (session) => {
    session.layout.dialog = 'publish';
    return session.publishing.publish(false, true);
  },
};
