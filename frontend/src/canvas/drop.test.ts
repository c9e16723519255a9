import { expect, test, vi } from 'vitest';
import type { Kind } from '../bridge/types.gen';
import type { Session } from '../session/session.svelte';
import { Landing } from './drag.svelte';
import { FileDrop } from './drop.svelte';
import type { Frame } from './frame';
import type { Piece } from './slots';
import type { View } from './view.svelte';

const kinds = [
  { name: 'image', only: [], allowed: [], container: false },
  { name: 'cards', only: [], allowed: ['card'], container: true },
  { name: 'card', only: ['cards'], allowed: [], container: true },
] as unknown as Kind[];

/** Two cards beside each other, each with a text in it. */
const cards: Piece = {
  at: '0',
  kind: 'cards',
  box: { left: 0, top: 0, right: 400, bottom: 300 },
  container: true,
  children: [0, 1].map((n) => ({
    at: `0,${n}`,
    kind: 'card',
    box: { left: n * 210, top: 10, right: n * 210 + 190, bottom: 290 },
    container: true,
    children: [
      {
        at: `0,${n},0`,
        kind: 'paragraph',
        box: { left: n * 210 + 20, top: 120, right: n * 210 + 170, bottom: 180 },
        container: false,
        children: [],
      },
    ],
  })),
};

/** A drag over a canvas of 400 by 300 with the cards on it. */
function dragging(): {
  drop: FileDrop;
  landing: Landing;
  placed: unknown[];
  over: (x: number, y: number) => void;
} {
  const placed: unknown[] = [];
  const session = {
    page: { page: 'content/index.md', blocks: [] },
    site: { kinds },
    readOnly: false,
    library: {
      take: () => Promise.resolve([{ path: 'media/a.png', address: '/media/a.png', type: 'image/png' }]),
    },
    layout: { showLeft: () => undefined },
    apply: (ops: unknown[]) => Promise.resolve(placed.push(...ops)),
    kind: (name: string) => kinds.find((k) => k.name === name),
  } as unknown as Session;
  const frame = { pieces: () => [cards], bounds: () => cards.box, window: null } as unknown as Frame;
  const view = { onPage: (x: number, y: number) => ({ x, y }) } as unknown as View;
  const landing = new Landing(session, frame, view, () => new DOMRect(0, 0, 400, 300));
  const drop = new FileDrop(session, landing);
  const over = (x: number, y: number) => {
    const event = new Event('dragover', { cancelable: true });
    Object.assign(event, { clientX: x, clientY: y, dataTransfer: { types: ['Files'] } });
    drop.over(event as DragEvent);
  };
  return { drop, landing, placed, over };
}

test('a file lands only where a picture may stand, never between the cards of a row', () => {
  const { landing, over } = dragging();
  for (let x = 1; x < 400; x += 3) {
    for (let y = 1; y < 300; y += 7) {
      over(x, y);
      if (landing.slot?.parent === '0') throw new Error(`at ${x}, ${y} it lands between the cards`);
    }
  }
  landing.end();
});

test('while the mouse rests the shield stays, whatever the time; it goes when the drag does', () => {
  vi.useFakeTimers();
  const { drop, landing, over } = dragging();
  over(100, 150);
  vi.advanceTimersByTime(60_000);
  expect(drop.shield).toBe(true);
  expect(landing.slot).not.toBeNull();
  drop.leave();
  expect(drop.shield).toBe(false);
  expect(landing.slot).toBeNull();
});

test('the program names the files after the page has said that the drag left', async () => {
  const { drop, placed, over } = dragging();
  over(100, 150);
  drop.leave();
  await drop.paths(['/home/ann/a.png']);
  expect(placed).toHaveLength(1);
});
