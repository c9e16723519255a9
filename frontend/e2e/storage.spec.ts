import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { startBucket, versitygw, type Bucket } from './bucket';
import { Editor } from './editor';
import { expect, test } from './journey';
import { read } from './program';

const missing = versitygw() === '';

/** The form of a storage, with everything but the keys. */
async function form(page: Page, bucket: Bucket): Promise<Locator> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: 'Storage settings' }).click();
  await page.getByRole('button', { name: 'Add a storage' }).click();
  const found = page.getByRole('form', { name: 'Add a storage' });
  await found.getByText('Another one', { exact: true }).click();
  await found.getByLabel('Endpoint').fill(bucket.endpoint);
  await found.getByLabel('Bucket', { exact: true }).fill(bucket.name);
  await found.getByLabel('Who shows the pages').selectOption('edge');
  await found.getByLabel('Name here').fill('Test storage');
  await found.getByText('For developers').first().click();
  await found.getByLabel('Region').fill('us-east-1');
  return found;
}

/** Pastes as a person does, with what the clipboard has. */
async function paste(field: Locator, words: string): Promise<void> {
  await field.focus();
  await field.evaluate((element, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, words);
}

test.describe('a storage of the person', () => {
  // A release from a person's hands goes through a real server, or is not tested at all.
  test.skip(
    missing,
    'versitygw is not installed: go install github.com/versity/versitygw/cmd/versitygw@v1.8.0',
  );
  const folder = missing ? '' : mkdtempSync(join(tmpdir(), 'pagewright-bucket-'));
  let bucket: Bucket;
  test.beforeAll(async () => {
    bucket = await startBucket(folder);
  });
  test.afterAll(() => {
    bucket.end();
    rmSync(folder, { recursive: true, force: true });
  });

  test('wrong keys are told in the form, the right ones are tried and publish, and no key is in a file', async ({
    page,
    home,
  }) => {
    const site = home.site();
    await Editor.open(page, await home.serve(site));
    const fields = await form(page, bucket);

    await test.step('a wrong key', async () => {
      await fields.getByLabel('Access key').fill(bucket.accessKey);
      await fields.getByLabel('Secret key').fill('not-the-secret');
      await fields.getByLabel('Keep the keys').selectOption('session');
      await fields.getByRole('button', { name: 'Connect and check' }).click();
      const told = fields.getByRole('alert');
      await expect(told).toContainText('The secret key does not belong to this access key.', {
        timeout: 30_000,
      });
      await expect(told.locator('.next')).not.toBeEmpty();
      expect(read(site, 'site.yaml')).not.toContain(bucket.endpoint);
    });

    await test.step('a bucket that is not there', async () => {
      await paste(fields.getByLabel('Access key'), `  ${bucket.accessKey}\n`);
      await paste(fields.getByLabel('Secret key'), ` ${bucket.secretKey} \n`);
      await expect(fields.getByLabel('Access key')).toHaveValue(bucket.accessKey);
      await expect(fields.getByLabel('Secret key')).toHaveValue(bucket.secretKey);
      await fields.getByLabel('Bucket', { exact: true }).fill('no-such-bucket');
      await fields.getByRole('button', { name: 'Connect and check' }).click();
      await expect(fields.getByRole('alert')).toContainText('no-such-bucket', { timeout: 30_000 });
    });

    await test.step('connect', async () => {
      await fields.getByLabel('Bucket', { exact: true }).fill(bucket.name);
      await fields.getByRole('button', { name: 'Connect and check' }).click();
      await expect(page.getByText('Test storage is ready')).toBeVisible({ timeout: 30_000 });
      expect(read(site, 'site.yaml')).toContain(bucket.endpoint);
    });

    await test.step('publish there', async () => {
      await page.getByRole('button', { name: 'Back to publishing' }).click();
      const dialog = page.getByRole('dialog', { name: 'Publish' });
      await dialog.getByLabel('Publish to').selectOption({ label: 'Test storage' });
      await dialog.getByRole('button', { name: 'Publish now' }).click();
      await expect(dialog.getByText('Your site is published.')).toBeVisible({ timeout: 60_000 });
      await dialog.getByRole('button', { name: 'Done' }).click();
    });

    await test.step('what is in the bucket is what visitors get: the home page, byte for byte', () => {
      const stored = readdirSync(join(folder, bucket.name), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
        .map(
          (entry) => [entry.name, readFileSync(join(entry.parentPath ?? entry.path, entry.name))] as const,
        );
      expect(stored.length).toBeGreaterThan(20);
      for (const [hash, bytes] of stored) expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
      expect(stored.some(([, bytes]) => bytes.includes('Flowers, cut'))).toBe(true);
    });

    await test.step('no key is in a file of the site or the program', () => {
      for (const entry of readdirSync(home.dir, { withFileTypes: true, recursive: true })) {
        if (!entry.isFile()) continue;
        const bytes = readFileSync(join(entry.parentPath ?? entry.path, entry.name));
        expect(bytes.includes(bucket.secretKey), entry.name).toBe(false);
      }
    });

    await test.step('change it: the keys stay, and what is new is tried first', async () => {
      await page.getByRole('button', { name: 'Publish', exact: true }).click();
      await page.getByRole('button', { name: 'Storage settings' }).click();
      await page.getByRole('button', { name: 'Change Test storage' }).click();
      const change = page.getByRole('form', { name: 'Change Test storage' });
      await change.getByLabel('Name here').fill('My storage');
      await change.getByLabel('Address of the site').fill('https://www.example.org');
      await change.getByRole('button', { name: 'Connect and check' }).click();
      await expect(page.getByText('My storage is ready')).toBeVisible({ timeout: 30_000 });
      expect(read(site, 'site.yaml')).toContain('https://www.example.org');
    });

    await test.step('remove it with care: it is asked, and what is published stays', async () => {
      await page.getByRole('button', { name: 'Remove My storage' }).click();
      const sure = page.getByRole('alert').filter({ hasText: 'Remove My storage from this site?' });
      await sure.getByRole('button', { name: 'Cancel' }).click();
      expect(read(site, 'site.yaml')).toContain(bucket.endpoint);
      await page.getByRole('button', { name: 'Remove My storage' }).click();
      await sure.getByRole('button', { name: 'Remove My storage' }).click();
      await expect(page.getByText('My storage was removed.')).toBeVisible();
      expect(read(site, 'site.yaml')).not.toContain(bucket.endpoint);
      expect(readdirSync(join(folder, bucket.name)).length).toBeGreaterThan(0);
    });
  });
});
