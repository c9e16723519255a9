import { expect, test } from 'vitest';
import { pastedBlocks } from './blockpaste';
import { between } from './shape';

test('the blocks of plain text: a short line ends where it ends, a full one goes on', () => {
  expect(pastedBlocks('', 'One\n\nTwo\nlines').map((b) => b.content)).toEqual([
    [{ type: 'text', text: 'One' }],
    [{ type: 'text', text: 'Two' }, { type: 'hardBreak' }, { type: 'text', text: 'lines' }],
  ]);
  const full = 'A letter whose lines were broken by the program that sent it, as';
  expect(pastedBlocks('', `${full}\nmany do.`)[0]?.content?.map((n) => n.text)).toEqual([full, ' many do.']);
});

test('headings, lists and marks of a web page are kept', () => {
  const blocks = pastedBlocks(
    '<h2>Bread</h2><p>Rye and <em>spelt</em></p><ul><li>One</li><li>Two</li></ul><p></p>',
    '',
  );
  expect(blocks.map((b) => b.type)).toEqual(['heading', 'paragraph', 'bulletList']);
  expect(blocks[0]?.attrs).toMatchObject({ level: 2 });
  expect(blocks[1]?.content?.[1]).toMatchObject({ text: 'spelt', marks: [{ type: 'italic' }] });
});

test('they come between the halves of the text at the caret', () => {
  const text = (words: string) => ({ type: 'text', text: words });
  const doc = between(
    { type: 'heading', attrs: { level: 1 } },
    [text('a')],
    [{ type: 'paragraph', content: [text('b')] }],
    [],
  );
  expect(doc.content?.map((b) => b.type)).toEqual(['heading', 'paragraph']);
});
