import { expect, test } from 'vitest';
import { findingOf } from './probe';
import { keepPictures, own, refresh } from './refresh';

const page = (html: string) => new DOMParser().parseFromString(html, 'text/html');

test('a page is brought to another state in place', async () => {
  const now = page(
    `<html lang="en" data-old><head><style>a{}</style><style ${own}>e{}</style></head><body class="x"><p>old</p></body></html>`,
  );
  const kept = now.head.querySelector('style');
  await refresh(
    now,
    page(
      '<html lang="de"><head><title>New</title><style>a{}</style><style>b{}</style></head><body><p>new</p></body></html>',
    ),
  );
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
  await refresh(now, page('<head><style>b{}</style></head>'));
  expect([...now.head.querySelectorAll('style')].map((s) => s.textContent)).toEqual(['b{}']);
});

test('pictures that stay are the same elements', () => {
  const before = page('<img src="a.jpg" alt="old"><img src="b.jpg">').body;
  const after = page('<p><img src="a.jpg" alt="new"></p><img src="c.jpg">').body;
  const [a] = before.querySelectorAll('img');
  keepPictures(before, after);
  expect(after.querySelector('img')).toBe(a);
  expect(a?.alt).toBe('new');
  expect(after.querySelectorAll('img')).toHaveLength(2);
});

test('the safety check believes only a page that loaded and where nothing ran', () => {
  expect(findingOf(page('<html data-pw-probe="loaded">'))).toBeNull();
  expect(findingOf(page('<html data-pw-probe="loaded" data-pw-script="onerror">'))).toBe('onerror');
  expect(findingOf(page('<html>'))).toBe('');
  expect(findingOf(null)).toBe('');
});
