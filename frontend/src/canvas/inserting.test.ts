import { describe, expect, test } from 'vitest';
import type { Kind } from '../bridge/types.gen';
import { groupsFor } from './inserting';

const kind = (name: string, label: string, group: string, keywords: string[] = []) =>
  ({ name, label, group, keywords, about: '', example: 'x', allowed: [], only: [] }) as unknown as Kind;

const kinds = [
  kind('table', 'Table', 'Text', ['columns', 'rows']),
  kind('code', 'Code', 'Advanced'),
  kind('html', 'HTML', 'Advanced', ['code']),
  kind('columns', 'Columns', 'Sections'),
];
const found = (words: string) => groupsFor(kinds, null, words, []).flatMap((g) => g.kinds.map((k) => k.name));

describe('the inserter', () => {
  test('shows what is called so before what only speaks of it', () => {
    expect(found('columns')).toEqual(['columns', 'table']);
    expect(found('Code')).toEqual(['code', 'html']);
  });

  test('keeps the order of the program without words', () => {
    expect(found('')).toEqual(['table', 'code', 'html', 'columns']);
  });
});
