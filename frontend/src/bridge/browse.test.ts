import { beforeEach, expect, test, vi } from 'vitest';

const call = vi.fn<(name: string, body: unknown) => Promise<unknown>>();
vi.mock('./call', async (original) => ({ ...(await original()), call }));
const { browse } = await import('./browse');

const open = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  vi.stubGlobal('window', { open });
});

test('an address that is none of the web is opened nowhere', async () => {
  call.mockRejectedValue(new Error('app-address'));
  for (const external of [true, false])
    await expect(browse('javascript:alert(1)', external)).rejects.toThrow('app-address');
  expect(open).not.toHaveBeenCalled();
});

test('one of the web is opened once, in a tab where the editor is in one', async () => {
  call.mockResolvedValue({});
  await browse('https://shop.example/', true);
  expect(open).not.toHaveBeenCalled();
  await browse('https://shop.example/', false);
  expect(open).toHaveBeenCalledExactlyOnceWith('https://shop.example/', '_blank', 'noopener');
});
