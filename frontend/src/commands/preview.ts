import { browse } from '../bridge/browse';
import type { Command } from './command';

export const preview: Command = {
  id: 'preview.open',
  label: 'command.preview',
  keys: ['Mod+Alt+p'],
  inText: true,
  enabled: (session) => !!session.site?.preview,
  run: async (session) => {
    const { site, page, app } = session;
    if (!site) return;
    const address = new URL(page?.permalink ?? '/', site.preview).href;
    await session.notices.guard(() => browse(address, app?.capabilities.openExternal ?? false));
  },
};
