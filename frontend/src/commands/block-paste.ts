import { pasteClip } from '../canvas/clip';
import type { Command } from './command';

export const blockPaste: Command = {
  id: 'block.paste',
  label: 'command.paste',
  scope: 'block',
  enabled: (session) => !!session.clip && !session.readOnly,
  run: pasteClip,
};
