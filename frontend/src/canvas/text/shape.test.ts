import { describe, expect, test } from 'vitest';
import type { ProseDoc } from '../../bridge/types.gen';
import { appended, isBlank, unwrap, wrap } from './shape';

const text = (words: string): ProseDoc => ({ type: 'text', text: words });
const doc = (...content: ProseDoc[]): ProseDoc => ({ type: 'doc', content });

describe('a block as text', () => {
  test.each([
    [{ type: 'heading', attrs: { level: 2 }, content: [text('Hours')] }, 'inline*'],
    [{ type: 'orderedList', attrs: { start: 3 }, content: [{ type: 'listItem' }] }, 'listItem+'],
    [{ type: 'blockquote', content: [{ type: 'paragraph' }] }, 'block+'],
    [{ type: 'codeBlock', attrs: { language: 'go' }, content: [text('x := 1')] }, 'text*'],
  ])('%o is taken apart and put together the same', (node, rule) => {
    const shape = unwrap(doc(node));
    expect(shape?.rule).toBe(rule);
    expect(shape && wrap(shape, shape.content)).toEqual(doc(node));
  });

  test('an empty heading has no content', () => {
    const empty = doc({ type: 'heading', attrs: { level: 1 } });
    const shape = unwrap(empty);
    expect(shape?.content).toEqual([]);
    expect(shape && wrap(shape, [])).toEqual(empty);
  });

  test('more than one node, or one that is no text, is not typed into', () => {
    expect(unwrap(doc({ type: 'paragraph' }, { type: 'paragraph' }))).toBeNull();
    expect(unwrap(doc({ type: 'image' }))).toBeNull();
    expect(unwrap(doc())).toBeNull();
  });
});

test('blank is what a reader would not see', () => {
  expect(isBlank([])).toBe(true);
  expect(isBlank([text('  '), { type: 'hardBreak' }])).toBe(true);
  expect(isBlank([text(' a ')])).toBe(false);
  expect(isBlank([{ type: 'image', attrs: { src: '/a.png' } }])).toBe(false);
  expect(isBlank([{ type: 'opaque', attrs: { source: '{{< x >}}' } }])).toBe(false);
  expect(isBlank([{ type: 'listItem', content: [{ type: 'paragraph', content: [] }] }])).toBe(true);
});

test('words are put to the end of a text, however deep it is', () => {
  const p = (...content: ProseDoc[]): ProseDoc => ({ type: 'paragraph', content });
  const item = (...content: ProseDoc[]): ProseDoc => ({ type: 'listItem', content });
  expect(appended([text('abc'), { type: 'hardBreak' }], [text('d')])).toEqual({
    content: [text('abc'), { type: 'hardBreak' }, text('d')],
    offset: 4,
  });
  expect(appended([item(p(text('ab'))), item(p(text('cd')))], [text('e')])).toEqual({
    content: [item(p(text('ab'))), item(p(text('cd'), text('e')))],
    // 6 for the first item, then into the second, into its paragraph, behind cd.
    offset: 10,
  });
  expect(appended([{ type: 'codeBlock', content: [text('x')] }], [text('e')])).toBeNull();
  expect(appended([], [text('e')])?.offset).toBe(0);
});
