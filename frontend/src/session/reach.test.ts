import { expect, test } from 'vitest';
import { Failure, UNREACHABLE } from '../bridge/call';
import { Reach } from './reach.svelte';

const gone = () => new Failure({ code: UNREACHABLE, title: '' });

/** A program that does not answer the first times. */
function program(silent: number): { asked: number; ask: () => Promise<unknown> } {
  const it = {
    asked: 0,
    ask: () => (++it.asked > silent ? Promise.resolve({}) : Promise.reject(gone())),
  };
  return it;
}

test('work is done again when the program is back, and told that it was begun before', async () => {
  const there = program(2);
  const reach = new Reach(there.ask, () => Promise.resolve());
  const tries: boolean[] = [];
  const answer = await reach.keep((again) => {
    tries.push(again);
    expect(reach.away).toBe(false);
    return tries.length < 3 ? Promise.reject(gone()) : Promise.resolve('saved');
  });
  expect(answer).toBe('saved');
  expect(tries).toEqual([false, true, true]);
  expect(there.asked).toBe(4);
  expect(reach.away).toBe(false);
});

test('a refusal is no silence', async () => {
  const reach = new Reach(program(0).ask, () => Promise.resolve());
  const refused = new Failure({ code: 'edit-stale', title: '' });
  await expect(reach.keep(() => Promise.reject(refused))).rejects.toBe(refused);
  expect(reach.away).toBe(false);
});

test('all that waits, waits for one question', async () => {
  const there = program(1);
  const reach = new Reach(there.ask, () => Promise.resolve());
  const both = [reach.lost(), reach.lost()];
  expect(reach.away).toBe(true);
  await Promise.all(both);
  expect(there.asked).toBe(2);
});
