import { moveSideways } from '../canvas/blocks';
import type { Command } from './command';

export const blockIn: Command = {
  id: 'block.in',
  label: 'command.in',
  keys: ['Alt+ArrowRight'],
  scope: 'block',
  enabled: (session) => !!session.block && !session.readOnly,
  run: (session) => moveSideways(session, 1),
};
