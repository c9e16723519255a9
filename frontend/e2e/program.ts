import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../build/bin/pagewright', import.meta.url));
const binary = process.env.PAGEWRIGHT ?? built;
/** Where a site keeps the sizes of its pictures that were made. */
export const derivedPictures = '.pagewright/cache/pictures';

/** A home of its own for one test: no other site, no key, no release of it is seen. */
export class Home {
  readonly dir = mkdtempSync(join(tmpdir(), 'pagewright-journey-'));
  private readonly running: ChildProcess[] = [];

  get env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      HOME: join(this.dir, 'home'),
      XDG_DATA_HOME: join(this.dir, 'data'),
      XDG_CONFIG_HOME: join(this.dir, 'config'),
      XDG_CACHE_HOME: join(this.dir, 'cache'),
    };
  }

  /** Makes a site from the starter, as a person gets it, and returns its folder. */
  bareSite(name = 'site'): string {
    mkdirSync(join(this.dir, 'home'), { recursive: true });
    const dir = join(this.dir, name);
    this.run('new', dir);
    return dir;
  }

  /** Makes a site from the starter with the sizes of its pictures, and returns its folder. */
  site(name = 'site'): string {
    const dir = this.bareSite(name);
    const made = process.env.PAGEWRIGHT_PICTURES;
    if (made) cpSync(made, join(dir, derivedPictures), { recursive: true });
    return dir;
  }

  /** Copies a folder that a test has written. */
  copy(from: string, name: string): string {
    const dir = join(this.dir, name);
    cpSync(from, dir, { recursive: true });
    return dir;
  }

  run(...args: string[]): string {
    return execFileSync(binary, args, { env: this.env, encoding: 'utf8', stdio: 'pipe' });
  }

  /** Starts the editor and returns the address with the one-time token. */
  serve(...args: string[]): Promise<string> {
    mkdirSync(join(this.dir, 'home'), { recursive: true });
    const child = spawn(binary, ['serve', ...args], { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.running.push(child);
    return new Promise((resolve, reject) => {
      let said = '';
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        const address = /http:\/\/127\.0\.0\.1:\d+\/login\S+/.exec(said);
        if (address) resolve(address[0]);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
    });
  }

  /** Kills the program that was started last, as a power cut would. */
  async kill(): Promise<void> {
    const child = this.running.at(-1);
    if (!child || child.exitCode !== null) return;
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  }

  /** Ends what was started and takes the folder away. */
  async end(): Promise<void> {
    await Promise.all(
      this.running.map(
        (child) =>
          new Promise<void>((resolve) => {
            if (child.exitCode !== null || child.signalCode !== null) return resolve();
            child.once('exit', () => resolve());
            child.kill('SIGTERM');
          }),
      ),
    );
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Every file of a site and its bytes, without what the program derives. */
export function bytesOf(dir: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(dir, { withFileTypes: true, recursive: true })) {
    const path = relative(dir, join(entry.parentPath ?? entry.path, entry.name));
    if (entry.isFile() && !path.startsWith('.pagewright'))
      files[path] = readFileSync(join(dir, path)).toString('base64');
  }
  return files;
}

/** The text of one file of a site. */
export function read(dir: string, path: string): string {
  return readFileSync(join(dir, path), 'utf8');
}
