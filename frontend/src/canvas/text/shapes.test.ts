import { expect, test } from 'vitest';
import { elementFor, shapeFor } from './shapes';

const words = [{ type: 'text', text: 'Bread' }];

test.each([
  ['#', 'heading', 'H1'],
  ['####', 'heading', 'H4'],
  ['-', 'bulletList', 'UL'],
  ['*', 'bulletList', 'UL'],
  ['1.', 'orderedList', 'OL'],
  ['12)', 'orderedList', 'OL'],
  ['>', 'blockquote', 'BLOCKQUOTE'],
  ['```', 'codeBlock', 'PRE'],
  ['```go', 'codeBlock', 'PRE'],
])('%s makes a %s', (signs, type, tag) => {
  const shape = shapeFor(signs, words);
  expect(shape?.shell.type).toBe(type);
  expect(JSON.stringify(shape?.content)).toContain('"text":"Bread"');
  expect(shape && elementFor(shape, document).tagName).toBe(tag);
});

test.each(['#####', '--', '1', 'a', '>>', '`', '```a b', '- x'])('%s stays what it is', (signs) => {
  expect(shapeFor(signs, words)).toBeNull();
});

test('a list goes on counting where it was begun', () => {
  expect(shapeFor('7.', [])?.shell.attrs).toEqual({ start: 7 });
});

test('a line with a picture in it does not become code', () => {
  expect(shapeFor('```', [{ type: 'image', attrs: { src: '/a.png' } }])).toBeNull();
});
