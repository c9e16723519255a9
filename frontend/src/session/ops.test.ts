import { describe, expect, test } from 'vitest';
import type { Kind } from '../bridge/types.gen';
import { fits, ops, pictureMarkdown, renamedPath, slugify, slugOf } from './ops';

describe('ops', () => {
  test('are the commands of the design, with places as index paths', () => {
    expect(ops.move('content/index.md', '1.0', [0])).toEqual({
      op: 'move',
      page: 'content/index.md',
      from: [1, 0],
      to: [0],
    });
    expect(ops.attr('p', '0', 'align', 'left')).toEqual({
      op: 'attr',
      page: 'p',
      at: [0],
      name: 'align',
      value: 'left',
    });
    expect(ops.attr('p', '0', 'align', null)).toHaveProperty('value', null);
    expect(ops.transform('p', '2', 'heading', 3)).toMatchObject({ kind: 'heading', level: 3 });
    expect(ops.transform('p', '2', 'list')).not.toHaveProperty('level');
    expect(ops.page('Opening hours', 'content')).toEqual({
      op: 'page',
      title: 'Opening hours',
      in: 'content',
    });
  });
});

describe('a picture as Markdown', () => {
  test('says its address and words', () => {
    expect(pictureMarkdown('/media/a.jpg', 'The harbour')).toBe('![The harbour](/media/a.jpg)');
  });
  test('holds with spaces, brackets and parentheses', () => {
    expect(pictureMarkdown('/media/a (1).jpg', 'a [b]')).toBe('![a \\[b\\]](</media/a (1).jpg>)');
  });
});

describe('the address of a page', () => {
  test.each([
    ['content/about.md', 'about'],
    ['content/journal/hello.md', 'hello'],
    ['content/journal/hello/index.md', 'hello'],
    ['content/index.md', ''],
    ['content/_index.md', ''],
    ['content/journal/_index.md', 'journal'],
  ])('%s has the part %s', (path, slug) => expect(slugOf(path)).toBe(slug));

  test('changes in its place', () => {
    expect(renamedPath('content/about.md', 'us')).toBe('content/us.md');
    expect(renamedPath('content/journal/hello/index.md', 'hi')).toBe('content/journal/hi/index.md');
    expect(renamedPath('content/journal/_index.md', 'news')).toBe('content/news/_index.md');
  });

  test('is made of words of any script', () => {
    expect(slugify('Über uns & Größe!')).toBe('uber-uns-grosse');
    expect(slugify('  営業時間 2 ')).toBe('営業時間-2');
    expect(slugify('---')).toBe('');
  });
});

test('a kind stands where it and its container allow it', () => {
  const kind = (name: string, more: Partial<Kind> = {}): Kind => ({
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
  const columns = kind('columns', { container: true, allowed: ['column'] });
  const column = kind('column', { container: true, only: ['columns'] });
  const hero = kind('hero', { container: true });
  const text = kind('paragraph');
  expect(fits(text, null)).toBe(true);
  expect(fits(text, hero)).toBe(true);
  const button = kind('button', { container: true, line: true });
  expect(fits(text, button)).toBe(true);
  expect(fits(hero, button)).toBe(false);
  expect(fits(text, columns)).toBe(false);
  expect(fits(column, columns)).toBe(true);
  expect(fits(column, null)).toBe(false);
  expect(fits(text, text)).toBe(false);
  expect(fits(undefined, null)).toBe(true);
});
