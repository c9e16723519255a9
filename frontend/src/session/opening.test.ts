import { beforeEach, expect, test, vi } from 'vitest';
import type { AppState, SiteState } from '../bridge/types.gen';

const call = vi.fn<(name: string) => Promise<unknown>>();
vi.mock('../bridge/call', async (original) => ({ ...(await original()), call }));
const { Session } = await import('./session.svelte');

const site = (problems: number): SiteState =>
  ({ dir: '/a', pages: [], targets: [], problems: new Array(problems).fill({}) }) as unknown as SiteState;
const state = (problems: number): AppState => ({ site: site(problems) }) as unknown as AppState;

beforeEach(() => call.mockReset());

test('what the program tells while the safety check runs is not overwritten by what it said before', async () => {
  call.mockResolvedValue(state(0));
  const session = new Session();
  await session.hello();
  await session.siteChanged(site(3));
  expect(session.site).toBeNull(); // nothing is shown before the check is back
  await session.start();
  expect(session.site?.problems).toHaveLength(3);
});

test('news that comes before the first answer makes it be asked for again', async () => {
  let answer: (state: AppState) => void = () => undefined;
  call.mockReturnValueOnce(new Promise((resolve) => (answer = resolve))).mockResolvedValue(state(3));
  const session = new Session();
  const asked = session.hello();
  await session.siteChanged(site(3));
  answer(state(0));
  await asked;
  await session.start();
  expect(session.site?.problems).toHaveLength(3);
});

test('a stream that begins after the first answer may have missed news', async () => {
  call.mockResolvedValueOnce(state(0)).mockResolvedValue(state(3));
  const session = new Session();
  await session.hello();
  await session.refresh();
  expect(session.site).toBeNull();
  await session.start();
  expect(session.site?.problems).toHaveLength(3);
});

test('why the site that the program was started with is not open is told', async () => {
  const problem = { code: 'site-not-found', title: 'There is no site.' };
  call.mockResolvedValue({ site: null, problem });
  const session = new Session();
  await session.hello();
  expect(session.notices.problem).toBeNull(); // nothing is shown before the check is back
  await session.start();
  expect(session.notices.problem).toEqual(problem);
});
