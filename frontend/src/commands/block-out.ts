import { moveSideways } from '../canvas/blocks';
import type { Command } from './command';

export const blockOut: Command = {
  id: 'block.out',
  label: 'command.out',
  keys: ['Alt+ArrowLeft'],
  scope: 'block',
  enabled: (session) => !!session.block && !session.readOnly,
  run: (session) => moveSideways(session, -1),
};
