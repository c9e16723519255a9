import { duplicateBlock } from '../canvas/blocks';
import type { Command } from './command';

export const blockDuplicate: Command = {
  id: 'block.duplicate',
  label: 'command.duplicate',
  keys: ['Mod+d'],
  inText: true,
  scope: 'block',
  enabled: (session) => !!session.block && !session.readOnly,
  run: (session) => {
    return duplicateBlock(session);
  },
};
