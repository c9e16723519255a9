import { cutBlocks } from '../canvas/clip';
import type { Command } from './command';

export const blockCut: Command = {
  id: 'block.cut',
  label: 'command.cut',
  keys: ['Mod+x'],
  scope: 'block',
  enabled: (session) => !!session.block && !session.readOnly,
  run: cutBlocks,
};
