import { nextRegion } from '../ui/regions';
import type { Command } from './command';

export const regions: Command = {
  id: 'view.region',
  label: 'command.regions',
  keys: ['F6'],
  inText: true,
  inFields: true,
  enabled: (session) => !!session.site,
  run: () => {
    nextRegion();
  },
};
