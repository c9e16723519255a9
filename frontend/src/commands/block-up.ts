import { moveBlock } from '../canvas/blocks';
import type { Command } from './command';

export const blockUp: Command = {
  id: 'block.up',
  label: 'command.up',
  keys: ['Alt+ArrowUp'],
  inText: true,
  scope: 'block',
  enabled: (session) => !!session.block && !session.readOnly,
  run: (session) => {
    return moveBlock(session, -1);
  },
};
