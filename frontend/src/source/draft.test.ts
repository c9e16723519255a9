import { describe, expect, test } from 'vitest';
import { Draft, type Stand } from './draft.svelte';

/** A file and who saves to it. */
function shelf(text: string) {
  const file = { text, mark: '1' };
  const saves: string[] = [];
  return {
    file,
    saves,
    save: (words: string, was: Stand) => {
      if (was.text.replace(/\r\n?/g, '\n') !== file.text.replace(/\r\n?/g, '\n'))
        return Promise.resolve(false);
      saves.push(words);
      file.text = words;
      return Promise.resolve(true);
    },
    read: () => Promise.resolve({ ...file }),
  };
}

describe('a draft', () => {
  test('is saved once, and not at all when nothing was typed', async () => {
    const own = shelf('a\r\nb\r\n');
    const draft = new Draft({ ...own.file }, own);
    expect(draft.text).toBe('a\nb\n');
    expect(await draft.flush()).toBe(true);
    draft.type('a\nbc\n');
    expect(await draft.flush()).toBe(true);
    expect(await draft.flush()).toBe(true);
    expect(own.saves).toEqual(['a\nbc\n']);
  });

  test('takes in what others wrote only where nothing typed is lost', async () => {
    const own = shelf('a');
    const draft = new Draft({ ...own.file }, own);
    draft.arrived({ text: 'b', mark: '2' });
    expect(draft.text).toBe('b');
    own.file.text = 'c';
    draft.type('mine');
    draft.arrived({ text: 'c', mark: '3' });
    expect([draft.text, draft.other?.text]).toEqual(['mine', 'c']);
    expect(await draft.flush()).toBe(false);
    expect(own.saves).toEqual([]);
    expect(await draft.keepOwn()).toBe(true);
    expect(own.saves).toEqual(['mine']);
  });

  test('that comes too late is told of, and the other one can be taken', async () => {
    const own = shelf('a');
    const draft = new Draft({ ...own.file }, own);
    draft.type('mine');
    own.file.text = 'theirs';
    expect(await draft.flush()).toBe(false);
    expect(draft.other?.text).toBe('theirs');
    draft.takeOther();
    expect([draft.text, draft.other, draft.dirty]).toEqual(['theirs', null, false]);
    expect(own.saves).toEqual([]);
  });

  test('goes on while it is saved', async () => {
    const own = shelf('a');
    const draft = new Draft({ ...own.file }, own);
    draft.type('ab');
    const first = draft.flush();
    await Promise.resolve();
    draft.type('abc');
    draft.arrived({ text: 'ab', mark: '2' });
    await first;
    expect([draft.text, draft.other]).toEqual(['abc', null]);
    expect(await draft.flush()).toBe(true);
    expect(own.saves.at(-1)).toBe('abc');
  });
});
