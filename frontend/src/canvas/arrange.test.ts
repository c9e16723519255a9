import { beforeEach, describe, expect, test } from 'vitest';
import type { Piece } from '../bridge/types.gen';
import { arrange } from './arrange';

let page: Document;
const keep = (from: number): Piece => ({ from });
const sheet = () => page.querySelector('main') as Element;
const words = () =>
  [...sheet().querySelectorAll('[data-pw-at]')].map((e) => `${e.getAttribute('data-pw-at')}${e.textContent}`);

beforeEach(() => {
  page = new DOMParser().parseFromString(
    `<header>h</header><main><h1>title</h1>
<p data-pw-at="0">a</p>
<p data-pw-at="1">b</p>
<section data-pw-at="2"><p data-pw-at="2.0">c</p></section>
<p data-pw-at="3">d</p>
<p>no block</p></main>
<ol><li data-pw-at="4">note</li></ol>`,
    'text/html',
  );
});

describe('blocks are arranged in place', () => {
  const was = () => [...sheet().querySelectorAll('[data-pw-at]')];

  test('a block is moved, and the others count on', () => {
    const [a, b, c, inner] = was();
    expect(arrange(page, [keep(1), keep(2), keep(0), keep(3), keep(4)])).toBe(true);
    expect(words()).toEqual(['0b', '1c', '1.0c', '2a', '3d']);
    expect(was().slice(0, 4)).toEqual([b, c, inner, a]);
    expect(sheet().firstElementChild?.localName).toBe('h1');
    expect(sheet().lastElementChild?.textContent).toBe('no block');
  });

  test('a new one comes, one goes, and the footnote counts on', () => {
    const html = '<h2 data-pw-at="1">new</h2>';
    expect(arrange(page, [keep(0), { from: -1, html }, keep(1), keep(2), keep(3), keep(4)])).toBe(true);
    expect(words()).toEqual(['0a', '1new', '2b', '3c', '3.0c', '4d']);
    expect(page.querySelector('li')?.getAttribute('data-pw-at')).toBe('5');
    expect(arrange(page, [keep(0), keep(2), keep(3), keep(4)])).toBe(true);
    expect(words()).toEqual(['0a', '1b', '2c', '2.0c', '3d']);
    expect(page.querySelector('li')).toBeNull();
  });

  test('a block that is drawn anew keeps what is the same in it', () => {
    const inner = was()[3];
    const html =
      '<section data-pw-at="2" class="x"><p data-pw-at="2.0">new</p><p data-pw-at="2.1">c</p></section>';
    expect(arrange(page, [keep(0), keep(1), { from: 2, html }, keep(3), keep(4)])).toBe(true);
    expect(was()[4]).toBe(inner);
  });

  test('all blocks go', () => {
    expect(arrange(page, [])).toBe(true);
    expect(words()).toEqual([]);
    expect(sheet().children).toHaveLength(2);
  });

  test('nothing is done where a block is not there', () => {
    const before = page.body.innerHTML;
    expect(arrange(page, [keep(0), keep(9)])).toBe(false);
    expect(page.body.innerHTML).toBe(before);
  });

  test('the text that is typed into is never taken out', () => {
    const typed = was()[1] as Element;
    for (const order of [
      [3, 1, 0, 2],
      [2, 0, 1, 3],
      [1, 2, 3, 0],
      [0, 3, 2, 1],
    ]) {
      let taken = 0;
      const watch = new MutationObserver(() => undefined);
      watch.observe(sheet(), { childList: true });
      const place = Number(typed.getAttribute('data-pw-at'));
      arrange(page, [...order.map(keep), keep(4)], {
        pinned: { element: typed, at: String(order.indexOf(place)) },
      });
      for (const record of watch.takeRecords()) if ([...record.removedNodes].includes(typed)) taken++;
      expect(taken).toBe(0);
      expect(typed.getAttribute('data-pw-at')).toBe(String(order.indexOf(place)));
    }
  });
});

test('any order comes out as it says', () => {
  let seed = 3;
  const random = (n: number) => (seed = (seed * 16807) % 2147483647) % n;
  for (let i = 0; i < 40; i++) {
    const all = [...sheet().querySelectorAll('[data-pw-at]:not([data-pw-at*="."])')];
    const order: Piece[] = [];
    const left = all.map((_, n) => n).filter(() => random(4) > 0);
    if (left.length === 0) left.push(0);
    while (left.length > 0) {
      if (all.length < 9 && random(3) === 0)
        order.push({ from: -1, html: `<p data-pw-at="${order.length}">${i}</p>` });
      order.push(keep(left.splice(random(left.length), 1)[0] ?? 0));
    }
    const wanted = order.map((piece) => (piece.from < 0 ? String(i) : all[piece.from]?.textContent));
    arrange(page, order);
    const now = [...sheet().querySelectorAll('[data-pw-at]:not([data-pw-at*="."])')];
    expect(now.map((e) => e.textContent)).toEqual(wanted);
    expect(now.map((e) => e.getAttribute('data-pw-at'))).toEqual(now.map((_, n) => String(n)));
  }
});
