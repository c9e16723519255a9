import { parentOf } from '../canvas/place';
import type { Command } from './command';

export const blockParent: Command = {
  id: 'block.parent',
  label: 'command.parent',
  keys: ['Escape'],
  scope: 'block',
  enabled: (session) => !!session.block,
  run: (session) => {
    const { selected, selection } = session;
    session.select(selection.several ? selected : parentOf(selected));
  },
};
