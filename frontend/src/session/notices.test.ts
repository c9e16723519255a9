import { afterEach, expect, test, vi } from 'vitest';
import type { Problem } from '../bridge/types.gen';
import { Notices } from './notices.svelte';

test('toasts do not pile up, say the same only once, and go away', () => {
  vi.useFakeTimers();
  const notices = new Notices();
  const words = () => notices.toasts.map((toast) => toast.text);
  for (const text of ['a', 'b', 'b', 'c']) notices.toast(text);
  expect(words()).toEqual(['b', 'c']);
  notices.toast('b');
  expect(words()).toEqual(['c', 'b']);
  vi.advanceTimersByTime(60_000);
  expect(words()).toEqual([]);
});

const problem = { code: 'edit-stale', title: 'The page is another one now' } as Problem;

afterEach(() => document.body.replaceChildren());

test('a problem never takes the keyboard from who writes', () => {
  vi.useFakeTimers();
  const notices = new Notices();
  document.body.innerHTML = '<textarea></textarea>';
  document.querySelector('textarea')?.focus();
  notices.tell(problem);
  expect(notices.problem).toBeNull();
  for (const text of ['a', 'b', 'c']) notices.toast(text);
  vi.advanceTimersByTime(60_000);
  expect(notices.toasts.map((toast) => toast.text)).toEqual([problem.title]);
  notices.toasts[0]?.action?.run();
  expect(notices.problem).toEqual(problem);
});

test('a problem is a dialog where nobody writes', () => {
  const notices = new Notices();
  document.body.innerHTML = '<button></button>';
  document.querySelector('button')?.focus();
  notices.tell(problem);
  expect(notices.problem).toEqual(problem);
});
