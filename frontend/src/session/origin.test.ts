import { expect, test } from 'vitest';
import { originOf, originOfElement, originsIn } from './origin';

test('what the page says of its settings is read, and nothing else', () => {
  expect(originOf('site author')).toEqual({ in: 'site', name: 'author' });
  expect(originOf('menu 2 main')).toEqual({ in: 'menu', name: 'main', at: 2 });
  expect(originOf('menu 0 under the page')).toEqual({ in: 'menu', name: 'under the page', at: 0 });
  for (const said of ['', 'toString', 'site', 'site address', 'menu', 'menu x main', 'menu 1'])
    expect(originOf(said)).toBeNull();
});

test('what stands in a block leads nowhere', () => {
  const page = new DOMParser().parseFromString(
    `<header><a data-pw-from="site title">Rosa</a><img></header>
    <main><time>May</time><img><div data-pw-at="0"><b data-pw-from="site title">Rosa</b><img></div></main>
    <button popovertarget="menu">Menu</button><button popovertarget="other">Other</button>
    <nav id="menu"><b data-pw-from="menu 0 main">Home</b></nav><i data-pw-from="nothing">Rosa</i>`,
    'text/html',
  );
  expect(originsIn(page).map((element) => element.localName)).toEqual(['a', 'time', 'img', 'button', 'b']);
  expect(originsIn(page).map(originOfElement).at(-2)).toEqual({ in: 'menu', name: 'main', at: 0 });
});
