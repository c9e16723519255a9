import { copyBlocks } from '../canvas/clip';
import type { Command } from './command';

export const blockCopy: Command = {
  id: 'block.copy',
  label: 'command.copy',
  keys: ['Mod+c'],
  scope: 'block',
  enabled: (session) => !!session.block,
  run: (session) => void copyBlocks(session),
};
