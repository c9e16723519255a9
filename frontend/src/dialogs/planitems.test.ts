import { expect, test } from 'vitest';
import type { Media, PlanItem } from '../bridge/types.gen';
import { nameOf, thumbOf } from './planitems';

const item = (what: string, path: string, title = ''): PlanItem => ({ change: 'new', what, title, path });
const media = (path: string): Media => ({
  path,
  address: `/${path}`,
  thumb: `/thumb/${path}`,
  type: 'image/jpeg',
  size: 1,
  width: 1,
  height: 1,
  alt: '',
  decorative: false,
  focus: { x: 50, y: 50 },
  usedBy: [],
});

test('a page is called by its title, a picture by its name without marks', () => {
  expect(nameOf(item('page', '/about/', 'About us'))).toBe('About us');
  expect(nameOf(item('picture', '/media/peonies.0123456789abcdef.jpg'))).toBe('peonies.jpg');
  expect(nameOf(item('page', '/about/'))).toBe('/about/');
});

test('a picture of a release is found in the library by its own name or the one without marks', () => {
  const library = [media('media/Peonies.jpg'), media('media/shop.jpg')];
  expect(thumbOf(item('picture', '/media/shop.jpg'), library)).toBe('/thumb/media/shop.jpg');
  expect(thumbOf(item('picture', '/media/peonies.0123456789abcdef.jpg'), library)).toBe(
    '/thumb/media/Peonies.jpg',
  );
  expect(thumbOf(item('picture', '/media/other.jpg'), library)).toBe('');
  expect(thumbOf(item('page', '/media/shop.jpg'), library)).toBe('');
});
