import { fireEvent, render } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import ColourField from './ColourField.svelte';

beforeEach(() => void vi.useFakeTimers());

/** The field of a site that keeps what is chosen, as the editor does. */
function field(value = '#1a2b3c') {
  const kept: string[] = [];
  const live: string[] = [];
  const onchange = (to: string) => {
    kept.push(to);
    void rerender({ value: to });
  };
  const { container, rerender } = render(ColourField, {
    props: { id: 'accent', value, onchange, onlive: (css: string) => live.push(css) },
  });
  const input = container.querySelector<HTMLInputElement>('#accent');
  if (!input) throw new Error('no field');
  return { input, kept, live, come: (to: string) => rerender({ value: to }) };
}

/** Types a letter after the other, with a pause after each. */
async function type(input: HTMLInputElement, words: string, pause: number): Promise<void> {
  input.focus();
  input.value = '';
  for (const letter of words) {
    await fireEvent.input(input, { target: { value: input.value + letter } });
    await vi.advanceTimersByTimeAsync(pause);
  }
}

test.each([20, 400])(
  'a colour typed with %d ms between the keys is kept once, as it was typed',
  async (pause) => {
    const { input, kept } = field();
    await type(input, '#0a5f8c', pause);
    expect(input.value).toBe('#0a5f8c');
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept).toEqual(['#0a5f8c']);
    await fireEvent.keyDown(input, { key: 'Enter' });
    await fireEvent.blur(input);
    expect(kept).toEqual(['#0a5f8c']);
  },
);

test('a short colour is kept when the person is done with it', async () => {
  const { input, kept, live } = field();
  await type(input, '#0a5', 1000);
  expect([kept, live]).toEqual([[], []]);
  await fireEvent.keyDown(input, { key: 'Enter' });
  expect([kept, live]).toEqual([['#00aa55'], ['#00aa55']]);
  expect(input.value).toBe('#0a5'); // somebody is in it
  await fireEvent.blur(input);
  expect(input.value).toBe('#00aa55');
  expect(kept).toEqual(['#00aa55']);
});

test('what is no colour is not kept, and the field says what is', async () => {
  const { input, kept } = field();
  await type(input, '#0a5f', 400);
  await fireEvent.blur(input);
  expect(kept).toEqual([]);
  expect(input.value).toBe('#1a2b3c');
});

test('a value that comes from elsewhere waits until nobody is in the field', async () => {
  const { input, come } = field();
  await type(input, '#0a5', 20);
  await come('#ffeedd');
  expect(input.value).toBe('#0a5');
  input.value = 'x';
  await fireEvent.input(input);
  await fireEvent.blur(input);
  expect(input.value).toBe('#ffeedd');
});

test('nobody who looks and leaves changes anything', async () => {
  const { input, kept, live } = field('teal');
  input.focus();
  await fireEvent.keyDown(input, { key: 'Enter' });
  await fireEvent.blur(input);
  expect([kept, live, input.value]).toEqual([[], [], 'teal']);
});
