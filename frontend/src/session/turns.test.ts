import { describe, expect, test } from 'vitest';
import { Turns } from './turns';

/** Something under way, until it is told to end. */
function lasting() {
  let end = () => {};
  const promise = new Promise<void>((resolve) => (end = resolve));
  return { promise, end };
}

const calm = { pending: 0, away: false, settled: () => Promise.resolve() };

describe('keys in turn', () => {
  test('the first is done at once', () => {
    const done: string[] = [];
    new Turns(calm).key(() => done.push('a'));
    expect(done).toEqual(['a']);
  });

  test('the next waits for the one before and for what it began', async () => {
    const [first, saved] = [lasting(), lasting()];
    const done: string[] = [];
    const turns = new Turns({ ...calm, settled: () => saved.promise });
    turns.key(() => first.promise.then(() => done.push('duplicate')));
    turns.key(() => done.push('shift'));
    turns.key(() => done.push('delete'));
    expect(turns.busy).toBe(true);
    first.end();
    await first.promise;
    expect(done).toEqual(['duplicate']);
    saved.end();
    await expect.poll(() => done).toEqual(['duplicate', 'shift', 'delete']);
    await expect.poll(() => turns.busy).toBe(false);
  });

  test('a key waits for a change that something else began, and goes on after one that failed', async () => {
    const done: string[] = [];
    const saving = { ...calm, pending: 1 };
    const turns = new Turns(saving);
    turns.key(() => Promise.reject(new Error('no')));
    turns.key(() => done.push('after'));
    expect(done).toEqual([]);
    await expect.poll(() => done).toEqual(['after']);
  });

  test('while the program is away keys are done at once', () => {
    const done: string[] = [];
    new Turns({ ...calm, pending: 1, away: true }).key(() => done.push('a'));
    expect(done).toEqual(['a']);
  });

  test('a change waits for the one before it', async () => {
    const first = lasting();
    const done: string[] = [];
    const turns = new Turns(calm);
    void turns.act(() => first.promise.then(() => void done.push('one')));
    const second = turns.act(async () => void done.push('two'));
    first.end();
    await second;
    expect(done).toEqual(['one', 'two']);
  });
});
