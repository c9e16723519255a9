import type { Media } from '../../bridge/types.gen';
import { indexOf, parsePath, withIndex, type Path } from '../place';
import { isBlank } from './shape';
import type { Writer } from './writer.svelte';

/**
 * Pasted pictures come after the text that is typed into, or in its place when
 * it is empty, and typing goes on below them. `place` puts them on the page.
 */
export function putPictures(
  writer: Writer,
  taken: Promise<readonly Media[]>,
  place: (items: readonly Media[], to: Path) => Promise<void>,
): Promise<void> {
  return writer.crossing.go(async () => {
    const items = await taken;
    const { at } = writer;
    const empty = writer.ghost || isBlank(writer.content());
    await writer.close();
    if (at === '') return;
    const to = withIndex(at, indexOf(at) + (empty ? 0 : 1));
    await place(items, parsePath(to));
    if (items.length === 0 || document.querySelector('dialog[open]')) return;
    const last = withIndex(to, indexOf(to) + items.length - 1);
    await writer.openGhost(withIndex(to, indexOf(last) + 1), writer.frame.block(last), 'after');
    writer.frame.reveal(last);
  });
}
