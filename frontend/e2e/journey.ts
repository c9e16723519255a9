import { test as base } from '@playwright/test';
import { deflateSync, crc32 } from 'node:zlib';
import { Home } from './program';

/** A test with a home of its own, which fails when the page throws. */
export const test = base.extend<{ home: Home }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures here.
  home: async ({}, use) => {
    const home = new Home();
    await use(home);
    await home.end();
  },
  page: async ({ page }, use) => {
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(error.stack ?? error.message));
    await use(page);
    if (thrown.length > 0) throw new Error(`The editor threw:\n${thrown.join('\n')}`);
  },
});

export { expect } from '@playwright/test';

/** A PNG of one colour. */
export function png(width: number, height: number, rgb: readonly [number, number, number]): Buffer {
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: width }, () => Buffer.from(rgb))]);
  const raw = Buffer.concat(Array.from({ length: height }, () => row));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([length, body, sum]);
}
