import { expect, test } from 'vitest';
import { ownWords } from './ownwords';

const page = document.createElement('main');
page.innerHTML = `<figure data-pw-at="0"><blockquote><p data-pw-at="0.0">Ada Stern</p></blockquote>
  <figcaption><span><cite><a href="/x/"><b>Ada</b>
  Stern</a></cite> <i>baker</i></span></figcaption></figure>`;

const shown = (locked = false) => ({
  frame: {
    placeOf: (node: EventTarget | null) =>
      (node as Element).closest('[data-pw-at]')?.getAttribute('data-pw-at') ?? '',
    block: (at: string) => page.querySelector<HTMLElement>(`[data-pw-at="${at}"]`),
  },
  session: {
    readOnly: false,
    blockAt: (at: string) =>
      (at === '0'
        ? { kind: 'quote', locked, attrs: { by: 'Ada Stern', role: ' baker ', size: 'Ada Stern' } }
        : { kind: 'paragraph', locked, attrs: {} }) as never,
    kind: (name: string) =>
      (name === 'quote'
        ? {
            attrs: [
              { name: 'size', type: 'choice' },
              { name: 'by', type: 'text' },
              { name: 'role', type: 'text' },
            ],
          }
        : { attrs: [] }) as never,
  },
});

test('words that a setting says lead to it', () => {
  const at = (selector: string, locked = false) => ownWords(shown(locked), page.querySelector(selector));
  expect(at('b')).toEqual({ in: 'block', at: '0', name: 'by' });
  expect(at('i')).toEqual({ in: 'block', at: '0', name: 'role' });
  expect(at('p')).toBeNull();
  expect(at('figcaption')).toBeNull();
  expect(at('figure')).toBeNull();
  expect(at('i', true)).toBeNull();
});
