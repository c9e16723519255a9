import { describe, expect, test } from 'vitest';
import type { Block } from '../bridge/types.gen';
import { track } from './track';

type Short = string | [string, Short[]];

/** Blocks of 'kind:source' and of containers with children. */
function blocks(list: readonly Short[], around = ''): Block[] {
  return list.map((short, i) => {
    const [name, inside] = typeof short === 'string' ? [short, []] : short;
    const [kind = '', source = ''] = name.split(':');
    const at = around === '' ? String(i) : `${around}.${i}`;
    const children = blocks(inside, at);
    return {
      at,
      kind,
      source: source + children.map((c) => c.source).join(),
      children,
      locked: false,
      text: true,
      label: '',
      attrs: {},
    };
  });
}

function follow(before: Short[], now: Short[], at: string): string | null {
  return track(blocks(before), blocks(now))(at);
}

describe('a block is followed', () => {
  test.each<[string, Short[], Short[], string, string | null]>([
    ['when one comes before it', ['p:a', 'p:b'], ['p:new', 'p:a', 'p:b'], '1', '2'],
    ['when one before it goes', ['p:a', 'p:b'], ['p:b'], '1', '0'],
    ['when it is moved', ['p:a', 'h:b', 'p:c'], ['p:a', 'p:c', 'h:b'], '1', '2'],
    ['when it is changed', ['p:a', 'p:b', 'p:c'], ['p:a', 'p:other', 'p:c'], '1', '1'],
    ['when it is gone', ['p:a', 'p:b', 'p:c'], ['p:a', 'p:c'], '1', null],
    ['into a container', [['x:', ['p:in']], 'p:a'], [['x:', ['p:in', 'p:a']]], '1', '0.1'],
    ['out of a container', [['x:', ['p:a', 'p:b']]], [['x:', ['p:a']], 'p:b'], '0.1', '1'],
    ['with its container', [['x:', ['p:a']], 'p:b'], ['p:b', ['x:', ['p:a']]], '0.0', '1.0'],
    ['among equal ones', ['p:a', 'p:a', 'p:a'], ['p:a', 'p:a', 'p:a', 'p:b'], '2', '2'],
    ['changed, beside a new one', ['h:x', 'p:one two three'], ['p:new', 'h:x', 'p:one two'], '1', '2'],
    ['but not to one that is new', ['h:x', 'p:one'], ['p:quite another', 'h:x'], '1', null],
  ])('%s', (_, before, now, at, to) => expect(follow(before, now, at)).toBe(to));
});
