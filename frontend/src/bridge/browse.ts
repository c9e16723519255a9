import { call } from './call';

/** Opens an address in the person's browser: another tab where the editor itself is in one. */
export async function browse(address: string, external: boolean): Promise<void> {
  if (external) await call('app.browse', { address });
  else window.open(address, '_blank', 'noopener');
}
