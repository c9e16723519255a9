import { moveBlock } from '../canvas/blocks';
import type { Command } from './command';

export const blockDown: Command = {
  id: 'block.down',
  label: 'command.down',
  keys: ['Alt+ArrowDown'],
  inText: true,
  scope: 'block',
  enabled: (session) => !!session.block && !session.readOnly,
  run: (session) => {
    return moveBlock(session, 1);
  },
};
