import { expect, test } from 'vitest';
import { findingOf } from './probe';
import { own, ready } from './refresh';

const page = (html: string) => new DOMParser().parseFromString(html, 'text/html');

test('a page is brought to another state in place', async () => {
  const now = page(
    `<html lang="en" data-old><head><style>a{}</style><style ${own}>e{}</style></head><body class="x"><p>old</p></body></html>`,
  );
  const kept = now.head.querySelector('style');
  const put = await ready(
    now,
    page(
      '<html lang="de"><head><title>New</title><style>a{}</style><style>b{}</style></head><body><p>new</p></body></html>',
    ),
  );
  expect(now.body.innerHTML).toBe('<p>old</p>');
  put();
  expect(now.body.innerHTML).toBe('<p>new</p>');
  expect(now.body.className).toBe('');
  expect(now.title).toBe('New');
  expect(now.documentElement.lang).toBe('de');
  expect(now.documentElement.hasAttribute('data-old')).toBe(false);
  expect([...now.head.querySelectorAll('style')].map((s) => s.textContent)).toEqual(['a{}', 'b{}', 'e{}']);
  expect(now.head.querySelector('style')).toBe(kept);
});

test('styles that are gone go', async () => {
  const now = page('<head><style>a{}</style></head>');
  (await ready(now, page('<head><style>b{}</style></head>')))();
  expect([...now.head.querySelectorAll('style')].map((s) => s.textContent)).toEqual(['b{}']);
});

test('pictures that stay are the same elements', async () => {
  const now = page('<img src="a.jpg" alt="old"><img src="b.jpg">');
  const [a] = now.querySelectorAll('img');
  (await ready(now, page('<img src="c.jpg"><img src="a.jpg" alt="old">')))();
  expect(now.querySelectorAll('img')[1]).toBe(a);
  expect(now.querySelectorAll('img')).toHaveLength(2);
});

test('the safety check believes only a page that loaded and where nothing ran', () => {
  expect(findingOf(page('<html data-pw-probe="loaded">'))).toBeNull();
  expect(findingOf(page('<html data-pw-probe="loaded" data-pw-script="onerror">'))).toBe('onerror');
  expect(findingOf(page('<html>'))).toBe('');
  expect(findingOf(null)).toBe('');
});
