import { expect, test, vi } from 'vitest';
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
  vi.useRealTimers();
});
