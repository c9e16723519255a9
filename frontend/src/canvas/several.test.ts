import { describe, expect, test } from 'vitest';
import type { Block, Op } from '../bridge/types.gen';
import { blockAt, parsePath, type Path } from './place';
import { duplicateAll, moveAll, removeAll, sideways } from './several';

type Tree = { name: string; children: Tree[] };
const tree = (...names: (string | [string, string[]])[]): Tree[] =>
  names.map((n) =>
    typeof n === 'string' ? { name: n, children: [] } : { name: n[0], children: tree(...n[1]) },
  );
const show = (list: Tree[]): string =>
  list.map((n) => (n.children.length ? `${n.name}(${show(n.children)})` : n.name)).join(' ');

/** Does ops one after the other, as the program does. */
function run(root: Tree[], list: Op[]): string {
  const level = (path: Path) => path.slice(0, -1).reduce((l, i) => (l[i] as Tree).children, root);
  const last = (path: Path) => path.at(-1) ?? 0;
  const mark: Tree = { name: 'mark', children: [] };
  for (const op of list) {
    if (op.op === 'delete') level(op.at ?? []).splice(last(op.at ?? []), 1);
    if (op.op === 'duplicate') {
      const { at = [] } = op;
      level(at).splice(last(at) + 1, 0, structuredClone(level(at)[last(at)] as Tree));
    }
    if (op.op === 'move') {
      const [from, to] = [op.from as Path, op.to as Path];
      const [goal, home] = [level(to), level(from)];
      const moved = home[last(from)] as Tree;
      goal.splice(last(to), 0, mark);
      home.splice(home.indexOf(moved), 1);
      goal.splice(goal.indexOf(mark), 1, moved);
    }
  }
  return show(root);
}

describe('several blocks are one change', () => {
  test.each<[string[], Path, string, string[]]>([
    [['1', '2'], [0], 'b c a d e(x y)', ['0', '1']],
    [['0', '1'], [3], 'c a b d e(x y)', ['1', '2']],
    [['0', '1'], [5], 'c d e(x y) a b', ['3', '4']],
    [['0', '1'], [4, 1], 'c d e(x a b y)', ['2.1', '2.2']],
    [['4.0', '4.1'], [0], 'x y a b c d e', ['0', '1']],
    [['4.0', '4.1'], [5], 'a b c d e x y', ['5', '6']],
  ])('%s go to %s', (places, to, result, now) => {
    const { list, at } = moveAll('p', places, to);
    expect(run(tree('a', 'b', 'c', 'd', ['e', ['x', 'y']]), list)).toBe(result);
    expect(at).toEqual(now);
  });

  test('copies stand after the last', () => {
    const { list, at } = duplicateAll('p', ['1', '2', '3']);
    expect(run(tree('a', 'b', 'c', 'd', 'e'), list)).toBe('a b c d b c d e');
    expect(at).toEqual(['4', '5', '6']);
    expect(run(tree(['z', ['a', 'b']]), duplicateAll('p', ['0.0', '0.1']).list)).toBe('z(a b a b)');
  });

  test('all of them go', () => {
    expect(run(tree('a', 'b', 'c', 'd'), removeAll('p', ['1', '2']))).toBe('a d');
  });
});

describe('out of a container and into one', () => {
  const kind = (name: string, more = {}) => ({
    name,
    label: name,
    about: '',
    group: '',
    picture: '',
    example: '',
    keywords: [],
    attrs: [],
    container: false,
    allowed: [],
    only: [],
    line: false,
    markdown: false,
    ...more,
  });
  const kinds = [
    kind('p'),
    kind('columns', { container: true, allowed: ['column'] }),
    kind('column', { container: true, only: ['columns'] }),
    kind('button', { container: true, line: true }),
  ];
  const make = (at: string, name: string, children: Block[] = []): Block => ({
    at,
    kind: name,
    children,
    locked: false,
    text: false,
    label: '',
    attrs: {},
    source: '',
  });
  const page = [
    make('0', 'p'),
    make('1', 'columns', [make('1.0', 'column', [make('1.0.0', 'p')]), make('1.1', 'column')]),
    make('2', 'p'),
    make('3', 'button', [make('3.0', 'p')]),
  ];
  test.each<[string[], 1 | -1, Path | null]>([
    [['1.0.0'], -1, [2]],
    [['0'], 1, [1, 0, 0]],
    [['2'], 1, [1, 1, 0]],
    [['0'], -1, null],
    [['1.0'], -1, null],
    [['3'], 1, null],
  ])('%s by %s', (places, step, to) => {
    expect(places.every((at) => blockAt(page, at))).toBe(true);
    expect(sideways(page, kinds, places, step)).toEqual(to);
    expect(to === null || parsePath(to.join('.'))).toBeTruthy();
  });
});
