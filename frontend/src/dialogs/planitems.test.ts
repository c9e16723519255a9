import { expect, test } from 'vitest';
import type { Media, PlanItem } from '../bridge/types.gen';
import { nameOf, thumbOf } from './planitems';

const item = (what: string, path: string, title = '', source = ''): PlanItem => ({
  change: 'new',
  what,
  title,
  path,
  source,
});
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

test('a page is called by its title, a picture by its file', () => {
  expect(nameOf(item('page', '/about/', 'About us'))).toBe('About us');
  expect(nameOf(item('picture', '/media/peonies.jpg', '', 'media/Peonies.jpg'))).toBe('Peonies.jpg');
  expect(nameOf(item('picture', '/media/red%20peonies.jpg'))).toBe('red peonies.jpg');
  expect(nameOf(item('page', '/about/'))).toBe('/about/');
});

test('the small picture is that of the file which a picture is made from', () => {
  const library = [media('media/shop.jpg'), media('content/trip/shop.jpg')];
  const trip = item('picture', '/trip/shop.jpg', '', 'content/trip/shop.jpg');
  expect(thumbOf(trip, library)).toBe('/thumb/content/trip/shop.jpg');
  expect(thumbOf(item('picture', '/media/shop.jpg', '', 'media/gone.jpg'), library)).toBe('');
  expect(thumbOf(item('picture', '/media/shop.jpg'), library)).toBe('');
  expect(thumbOf(item('page', '/media/shop.jpg', '', 'media/shop.jpg'), library)).toBe('');
});
