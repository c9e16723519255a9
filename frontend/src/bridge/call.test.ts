import { describe, expect, it, vi } from 'vitest';
import { Failure, UNREACHABLE, upload } from './call';

/** What was given to the program, as the window's web view gets it. */
function listen(): { bodies: unknown[] } {
  const heard: { bodies: unknown[] } = { bodies: [] };
  vi.stubGlobal('fetch', (_address: string, init: RequestInit) => {
    heard.bodies.push(init.body);
    return Promise.resolve(Response.json({ items: [], problems: [] }));
  });
  return heard;
}

/** A file, for jsdom has none that can be read. */
function readable(arrayBuffer: () => Promise<ArrayBuffer>): Blob {
  return Object.assign(new Blob(['x']), { arrayBuffer });
}

describe('a file that is given to the program', () => {
  it('goes as its bytes: a window ends that is given a blob', async () => {
    const heard = listen();
    const bytes = new Uint8Array([1, 2, 3]).buffer;
    await upload(
      readable(() => Promise.resolve(bytes)),
      'a.png',
    );
    expect(heard.bodies).toEqual([bytes]);
  });

  it('that can not be read any more is a failure like every other', async () => {
    listen();
    const gone = readable(() => Promise.reject(new DOMException('gone', 'NotFoundError')));
    await expect(upload(gone, 'a.png')).rejects.toEqual(new Failure({ code: UNREACHABLE, title: '' }));
  });
});
