import { call } from './call';

/**
 * Opens an address in the person's browser: another tab where the editor itself is in one. The program
 * says first whether it is one of the web; a site may name anything.
 */
export async function browse(address: string, external: boolean): Promise<void> {
  await call('app.browse', { address });
  if (!external) window.open(address, '_blank', 'noopener');
}
