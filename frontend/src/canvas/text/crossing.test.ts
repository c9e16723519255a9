import { expect, test } from 'vitest';
import { Crossing } from './crossing';

test('letters wait for the text that opens', async () => {
  const crossing = new Crossing();
  expect(crossing.hold('a')).toBe(false);
  await crossing.go(async () => {
    expect(crossing.hold('b')).toBe(true);
    await crossing.go(() => Promise.resolve());
    expect(crossing.hold('c')).toBe(true);
    expect(crossing.hold('Backspace')).toBe(true);
    expect(crossing.take()).toBe('bc');
    crossing.hold('d');
  });
  expect(crossing.between).toBe(false);
  expect(crossing.take()).toBe('');
});

test('letters stay while a text is awaited', async () => {
  const crossing = new Crossing();
  crossing.awaited = true;
  await crossing.go(() => Promise.resolve(void crossing.hold('e')));
  crossing.hold('f');
  expect(crossing.take()).toBe('ef');
});
