import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A storage that speaks S3, with an empty bucket. */
export interface Bucket {
  endpoint: string;
  name: string;
  accessKey: string;
  secretKey: string;
  end(): void;
}

/** Where versitygw is installed; '' for nowhere. */
export function versitygw(): string {
  const places = (process.env.PATH ?? '').split(delimiter);
  places.push(join(process.env.GOPATH ?? join(homedir(), 'go'), 'bin'));
  for (const place of places) {
    const program = join(place, 'versitygw');
    try {
      accessSync(program, constants.X_OK);
      return program;
    } catch {
      // Not here.
    }
  }
  return '';
}

/** Starts versitygw over a folder, and comes back when it answers. */
export async function startBucket(folder: string): Promise<Bucket> {
  const [name, accessKey, secretKey] = ['flowers', 'test-access-key', 'test-secret-key-0123456789'];
  mkdirSync(join(folder, name), { recursive: true });
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn(
    versitygw(),
    ['--port', `127.0.0.1:${port}`, '--access', accessKey, '--secret', secretKey, '--quiet', 'posix', folder],
    { stdio: 'ignore' },
  );
  for (let i = 0; i < 200; i++) {
    try {
      await fetch(endpoint);
      return { endpoint, name, accessKey, secretKey, end: () => void child.kill('SIGTERM') };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  child.kill('SIGTERM');
  throw new Error('versitygw does not answer');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
