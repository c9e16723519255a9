import { expect, test, vi } from 'vitest';
import type { Plan, Progress } from '../bridge/types.gen';

const call = vi.fn<(name: string) => Promise<unknown>>();
vi.mock('../bridge/call', async (original) => ({ ...(await original()), call }));
const { Notices } = await import('./notices.svelte');
const { Publishing } = await import('./publishing.svelte');

const pictures = (done: number) => ({ phase: 'building', step: 'pictures', done, total: 12 }) as Progress;

test('while a plan waits for pictures it is said how far they are, and no longer', async () => {
  let answer: (plan: Plan) => void = () => undefined;
  call.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const publishing = new Publishing(new Notices());
  const looked = publishing.look();
  publishing.prepare(pictures(3));
  expect(publishing.preparing?.done).toBe(3);
  answer({ nothing: false } as Plan);
  await looked;
  publishing.prepare(pictures(12));
  expect(publishing.preparing?.done).toBe(3);
  call.mockReturnValueOnce(new Promise(() => undefined));
  void publishing.look();
  expect(publishing.preparing).toBeNull();
});
