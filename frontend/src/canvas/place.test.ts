import { describe, expect, test } from 'vitest';
import type { Block, Kind } from '../bridge/types.gen';
import {
  blockAt,
  foundAgain,
  lineAround,
  lineage,
  neighbour,
  parentOf,
  sameBlocks,
  siblings,
  stepTo,
  walk,
  withIndex,
} from './place';

function block(at: string, ...children: Block[]): Block {
  return { at, kind: 'paragraph', locked: false, text: true, label: '', attrs: {}, source: '', children };
}

const page = [block('0', block('0.0'), block('0.1', block('0.1.0'))), block('1'), block('2')];

describe('places', () => {
  test('a block is found by its index path', () => {
    expect(blockAt(page, '0.1.0')?.at).toBe('0.1.0');
    expect(blockAt(page, '0.2')).toBeNull();
    expect(blockAt(page, '')).toBeNull();
  });

  test('what stands around and beside a block', () => {
    expect(parentOf('0.1.0')).toBe('0.1');
    expect(parentOf('2')).toBe('');
    expect(lineage('0.1.0')).toEqual(['0', '0.1', '0.1.0']);
    expect(siblings(page, '0.0').map((b) => b.at)).toEqual(['0.0', '0.1']);
    expect(withIndex('0.1', 4)).toBe('0.4');
  });

  test('reading order goes in and out of containers', () => {
    expect(walk(page).map((b) => b.at)).toEqual(['0', '0.0', '0.1', '0.1.0', '1', '2']);
    expect(neighbour(page, '0.1.0', 1)?.at).toBe('1');
    expect(neighbour(page, '1', -1)?.at).toBe('0.1.0');
    expect(neighbour(page, '0', -1)).toBeNull();
  });

  test('one step down is before what stands two further, as the tree was', () => {
    expect(stepTo(page, '0', 1)).toEqual([2]);
    expect(stepTo(page, '1', -1)).toEqual([0]);
    expect(stepTo(page, '0.0', 1)).toEqual([0, 2]);
    expect(stepTo(page, '2', 1)).toBeNull();
    expect(stepTo(page, '0.0', -1)).toBeNull();
  });

  test('a block is found again by its source, where only one has it', () => {
    const [first, ...rest] = page.map((b, i) => ({ ...b, source: `source ${i}` }));
    const now = [block('0'), ...[first, ...rest].map((b, i) => ({ ...(b ?? block('')), at: String(i + 1) }))];
    expect(foundAgain(now, '0', 'source 0')).toBe('1');
    expect(foundAgain(now, '2', 'source 1')).toBe('2');
    expect(foundAgain(now, '0', 'gone')).toBeNull();
    const twice = [...now, { ...block('9'), source: 'source 0' }];
    expect(foundAgain(twice, '0', 'source 0')).toBeNull();
  });

  test('ops mean the same only where their blocks are the same', () => {
    const edited = page.map((b) => (b.at === '2' ? { ...b, source: 'other' } : b));
    expect(sameBlocks([{ op: 'delete', at: [1] }], page, edited)).toBe(true);
    expect(sameBlocks([{ op: 'delete', at: [2] }], page, edited)).toBe(false);
    expect(sameBlocks([{ op: 'move', from: [0], to: [2] }], page, edited)).toBe(false);
    expect(sameBlocks([{ op: 'insert', at: [3] }], page, edited)).toBe(true);
    expect(sameBlocks([{ op: 'delete', at: [1] }], page, page.slice(1))).toBe(false);
  });
});

test('the block around that has room for one line', () => {
  const kinds = [{ name: 'button', line: true } as Kind, { name: 'hero', line: false } as Kind];
  const of = (kind: string, b: Block): Block => ({ ...b, kind });
  const blocks = [of('hero', block('0', of('button', block('0.0', block('0.0.0'))))), block('1')];
  expect(lineAround(blocks, kinds, '0.0.0')).toBe('0.0');
  expect(lineAround(blocks, kinds, '0.0')).toBe('');
  expect(lineAround(blocks, kinds, '1')).toBe('');
  expect(lineAround(blocks, [], '0.0.0')).toBe('');
});
