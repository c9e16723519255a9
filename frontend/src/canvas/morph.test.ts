import { describe, expect, test } from 'vitest';
import { morph } from './morph';

const body = (html: string) => new DOMParser().parseFromString(html, 'text/html').body;
const first = (root: Element, selector: string) => {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};

/** Morphs in a document, and checks that it is what it should be. */
function become(before: Element, html: string): Element {
  const next = body(html);
  const wanted = next.innerHTML;
  morph(before, before.ownerDocument.adoptNode(next));
  expect(before.innerHTML).toBe(wanted);
  return before;
}

describe('a tree becomes another one', () => {
  test('what is the same but for its place is the same element', () => {
    const page = body('<p data-pw-at="0">a</p><figure data-pw-at="1"><img src="x"></figure>');
    const picture = first(page, 'img');
    become(
      page,
      '<h2 data-pw-at="0">new</h2><p data-pw-at="1">a</p><figure data-pw-at="2"><img src="x"></figure>',
    );
    expect(first(page, 'img')).toBe(picture);
    expect(first(page, 'figure').getAttribute('data-pw-at')).toBe('2');
  });

  test('what moved is the same element', () => {
    const page = body('<p>a</p><p>b</p><p>c</p><p>d</p>');
    const all = [...page.children];
    become(page, '<p>b</p><p>c</p><p>d</p><p>a</p>');
    expect([...page.children]).toEqual([all[1], all[2], all[3], all[0]]);
    become(page, '<p>a</p><p>d</p><p>c</p><p>b</p>');
    expect(page.children[0]).toBe(all[0]);
  });

  test('a change far inside leaves everything around it', () => {
    const page = body('<div><section><h2>A</h2><p>one <b>two</b></p><img src="x"></section></div>');
    const kept = ['div', 'section', 'h2', 'p', 'b', 'img'].map((s) => first(page, s));
    become(page, '<div><section><h2>B</h2><p>one <b>three</b></p><img src="x"></section></div>');
    expect(['div', 'section', 'h2', 'p', 'b', 'img'].map((s) => first(page, s))).toEqual(kept);
  });

  test('another kind of block is another element', () => {
    const page = body('<p data-pw-kind="paragraph">a</p>');
    const old = first(page, 'p');
    become(page, '<h2 data-pw-kind="heading">a</h2>');
    expect(old.isConnected).toBe(false);
  });

  test('words that look like a mark are words', () => {
    const page = body('<code> data-pw-at="1"</code>');
    become(page, '<code> data-pw-at="2"</code>');
  });

  test('many random trees', () => {
    let seed = 7;
    const random = (n: number) => (seed = (seed * 16807) % 2147483647) % n;
    const tree = (depth: number): string =>
      Array.from({ length: random(5) }, () => {
        const tag = ['p', 'div', 'em'][random(3)] ?? 'i';
        const inner = depth > 0 ? tree(depth - 1) : '';
        return `<${tag} class="${random(3)}" data-pw-at="${random(9)}"><i>${random(4)}</i>${inner}</${tag}>`;
      })
        .join(random(2) ? ' ' : '')
        .replaceAll('<p', '<section')
        .replaceAll('</p', '</section');
    const page = body('');
    for (let i = 0; i < 40; i++) become(page, tree(2));
  });
});

test('what is typed into stays in its place, untouched, and the rest goes round it', () => {
  const page = body('<p>a</p><div><p data-pw-at="1.0" data-pw-typing>typed</p><p>x</p></div><p>b</p>');
  const typed = first(page, '[data-pw-typing]');
  let taken = 0;
  const watch = new MutationObserver(() => undefined);
  watch.observe(page, { childList: true, subtree: true });
  const next = page.ownerDocument.adoptNode(
    body('<p>b</p><p>new</p><p>a</p><div><h2>before</h2><p data-pw-at="3.1">old words</p></div>'),
  );
  morph(page, next, { pin: { element: typed, next: first(next, '[data-pw-at="3.1"]') } });
  for (const record of watch.takeRecords())
    for (const node of record.removedNodes) if (node.contains(typed)) taken++;
  expect(taken).toBe(0);
  expect(page.innerHTML).toBe(
    '<p>b</p><p>new</p><p>a</p><div><h2>before</h2><p data-pw-at="3.1" data-pw-typing="">typed</p></div>',
  );
});

test('a block that is known is the same element, though it changed beside a new one of its kind', () => {
  const page = body('<p data-pw-at="0">old words</p><i>x</i>');
  const block = first(page, 'p');
  const next = page.ownerDocument.adoptNode(
    body('<p data-pw-at="0">new</p><p data-pw-at="1">words</p><i>y</i>'),
  );
  morph(page, next, { follow: (at) => (at === '0' ? '1' : null) });
  expect(page.children[1]).toBe(block);
  expect(block.textContent).toBe('words');
});
