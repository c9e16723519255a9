import { expect, test, vi } from 'vitest';
import { Carry, type Carried, type Ground } from './carry.svelte';
import { formatPath, type Path } from './place';
import type { Track } from './track';

const event = (x: number, y: number) =>
  ({
    button: 0,
    clientX: x,
    clientY: y,
    currentTarget: { setPointerCapture: () => undefined },
  }) as unknown as PointerEvent;

/** Something is dragged over a ground that puts everything at one place. */
function dragging(places: string[], to: Path, rest?: () => Promise<void>) {
  const drop = vi.fn<Carried['drop']>(() => Promise.resolve());
  const seen: (readonly string[])[] = [];
  const ground: Ground = {
    carry: (carried) => seen.push(carried.places),
    holds: () => true,
    over: () => to,
    why: () => '',
    end: () => seen.push([]),
  };
  const carry = new Carry(rest);
  carry.ground(ground);
  carry.down(event(0, 0), { kinds: ['paragraph'], places, label: 'Text', drop });
  carry.move(event(0, 9));
  return { carry, drop, seen };
}

/** Every block of the page stands one further down. */
const down: Track = (at) => {
  const [first = 0, ...rest] = at.split('.').map(Number);
  return formatPath([first + 1, ...rest]);
};

test('what is dragged is dropped from where it stands by then', async () => {
  const { carry, drop, seen } = dragging(['2', '3'], [0]);
  carry.follow(down);
  expect(seen).toEqual([
    ['2', '3'],
    ['3', '4'],
  ]);
  carry.up(event(0, 9));
  await expect.poll(() => drop.mock.calls).toEqual([[[0], ['3', '4']]]);
});

test('a drop waits for the changes before it, and lands where it was let go', async () => {
  let made = () => {};
  const { carry, drop } = dragging(['2'], [1, 0], () => new Promise((resolve) => (made = resolve)));
  carry.up(event(0, 9));
  carry.follow(down);
  expect(drop).not.toHaveBeenCalled();
  made();
  await expect.poll(() => drop.mock.calls).toEqual([[[2, 0], ['3']]]);
});

test('a press that ends on another state of the page is one on the same block', () => {
  const carry = new Carry();
  const drop = () => Promise.resolve();
  carry.down(event(0, 0), { kinds: ['paragraph'], places: ['2'], label: 'Text', drop });
  carry.follow(down);
  carry.up(event(0, 0));
  expect(carry.pressed).toEqual(['3']);
});

test('what is gone, or torn apart, is dragged no more', async () => {
  const gone = dragging(['2'], [0]);
  gone.carry.follow(() => null);
  expect(gone.carry.at).toBeNull();
  const apart = dragging(['2', '3'], [0]);
  apart.carry.follow((at) => (at === '2' ? '0' : at));
  expect(apart.carry.at).toBeNull();
  const late = dragging(['2'], [0]);
  late.carry.up(event(0, 9));
  late.carry.follow(() => null);
  await Promise.resolve();
  expect([gone, apart, late].map(({ drop }) => drop.mock.calls.length)).toEqual([0, 0, 0]);
});
