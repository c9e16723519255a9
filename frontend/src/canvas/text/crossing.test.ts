import { expect, test } from 'vitest';
import { Crossing } from './crossing';

const key = (name: string, init: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key: name, ...init });

function drain(crossing: Crossing): string[] {
  const done: string[] = [];
  for (let held = crossing.next(); held; held = crossing.next())
    if ('key' in held) done.push(String(held.key));
  return done;
}

test('keys wait for the text that opens, all of them and in their order', async () => {
  const done: string[] = [];
  const crossing: Crossing = new Crossing(() => done.push(...drain(crossing)));
  expect(crossing.hold(key('a'))).toBe(false);
  await crossing.go(async () => {
    expect(crossing.hold(key('b'))).toBe(true);
    await crossing.go(() => Promise.resolve());
    expect(done).toEqual([]);
    expect(crossing.hold(key('Backspace'))).toBe(true);
    expect(crossing.hold(key('Enter'))).toBe(true);
    expect(crossing.hold(key('b', { ctrlKey: true }))).toBe(true);
    expect(crossing.hold(key('v', { ctrlKey: true }))).toBe(false);
    expect(crossing.next()).toBeUndefined();
  });
  expect(done).toEqual(['b', 'Backspace', 'Enter', 'b']);
  expect(crossing.holding).toBe(false);
});

test('a key that comes while others wait stands behind them', async () => {
  const crossing = new Crossing();
  await crossing.go(() => Promise.resolve(void crossing.hold(key('x'))));
  expect(crossing.between).toBe(false);
  expect(crossing.hold(key('y'))).toBe(true);
  expect(drain(crossing)).toEqual(['x', 'y']);
});

test('letters stay while a text is awaited, and commands are heard', () => {
  const crossing = new Crossing();
  crossing.awaited = true;
  expect(crossing.hold(key('Escape'))).toBe(false);
  expect(crossing.hold(key('z', { ctrlKey: true }))).toBe(false);
  expect(crossing.hold(key('e'))).toBe(true);
  crossing.awaited = false;
  expect(drain(crossing)).toEqual(['e']);
});
