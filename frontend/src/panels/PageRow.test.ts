import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { PageInfo, SiteState } from '../bridge/types.gen';
import { contextOf, Session } from '../session/session.svelte';
import PageRow from './PageRow.svelte';

const page = (path: string, title: string, collection = '', isList = false): PageInfo => ({
  path,
  title,
  permalink: `/${path}/`,
  collection,
  isList,
  draft: false,
  date: '',
  changed: false,
});

const list = page('content/journal/_index.md', 'Journal', 'journal', true);
const alone = page('content/about.md', 'About us');
const pages = [
  alone,
  list,
  page('content/journal/one.md', 'One', 'journal'),
  page('content/journal/two.md', 'Two', 'journal'),
];

async function trash(row: PageInfo): Promise<ReturnType<typeof vi.fn>> {
  const session = new Session();
  session.site = { pages } as unknown as SiteState;
  const apply = vi.fn(() => Promise.resolve(null));
  session.apply = apply;
  render(PageRow, { props: { page: row }, context: contextOf(session) });
  await fireEvent.click(screen.getByRole('button', { name: `More about ${row.title}` }));
  await fireEvent.click(screen.getByRole('menuitem', { name: 'Move to trash' }));
  return apply;
}

test('a list goes to the trash only after it was said how many pages go with it', async () => {
  const apply = await trash(list);
  expect(apply).not.toHaveBeenCalled();
  expect(screen.getByText(/its 2 pages go to the trash with it/)).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Move to trash' }));
  expect(apply).toHaveBeenCalledOnce();
});

test('a page that is no list goes at once', async () => {
  expect(await trash(alone)).toHaveBeenCalledOnce();
  expect(screen.queryByText(/go to the trash with it/)).toBeNull();
});
