import { expect, test } from 'vitest';
import { endpointOf, keyOf, providerOf, providers } from './providers';

const by = (name: string) => {
  const found = providers.find((provider) => provider.name === name);
  if (!found) throw new Error(name);
  return found;
};

test('an endpoint is made of a region or an account', () => {
  expect(endpointOf(by('aws'), 'eu-west-1')).toBe('https://s3.eu-west-1.amazonaws.com');
  expect(endpointOf(by('aws'), '')).toBe('');
  expect(endpointOf(by('r2'), 'auto')).toBe('');
  expect(endpointOf(by('r2'), 'auto', ' 0a1b ')).toBe('https://0a1b.r2.cloudflarestorage.com');
  expect(endpointOf(by('r2'), 'auto', 'https://0a1b.r2.cloudflarestorage.com/flowers')).toBe(
    'https://0a1b.r2.cloudflarestorage.com',
  );
});

test('a service is known again by its endpoint', () => {
  for (const provider of providers.filter((p) => p.endpoint)) {
    const made = endpointOf(provider, provider.regions[0] ?? '', 'abc');
    expect(providerOf(made).provider.name).toBe(provider.name);
  }
  expect(providerOf('https://fra1.digitaloceanspaces.com')).toMatchObject({ part: 'fra1' });
  expect(providerOf('http://127.0.0.1:9000').provider.name).toBe('other');
});

test('a key loses what was copied with it', () => {
  expect(keyOf('  AKIA EXAMPLE\n')).toBe('AKIAEXAMPLE');
});
