import { deleteBlock } from '../canvas/blocks';
import type { Command } from './command';

export const blockDelete: Command = {
  id: 'block.delete',
  label: 'command.delete',
  keys: ['Delete', 'Backspace'],
  scope: 'block',
  enabled: (session) => !!session.block && !session.readOnly,
  run: (session) => {
    return deleteBlock(session);
  },
};
