import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { derivedPictures, Home } from './program';

/**
 * Playwright's global setup: makes the sizes of the starter's pictures once, for
 * all journeys. What is made is always the same, and making it takes longer than
 * some journeys. The whole road starts without them, as a person does.
 */
export default async function makePictures(): Promise<() => Promise<void>> {
  const home = new Home();
  try {
    const site = home.bareSite();
    home.run('build', site);
    const made = join(site, derivedPictures);
    if (!existsSync(made)) throw new Error(`the build left no pictures in ${made}`);
    process.env.PAGEWRIGHT_PICTURES = made; // the workers inherit it
  } catch (error) {
    await home.end();
    throw error;
  }
  return () => home.end();
}
