/** What the editor begins without: it is in the same file, and set up when it is first needed. */
export const parts = {
  typing: () => import('../canvas/text/mount'),
  pasting: () => import('../canvas/text/blockpaste'),
  source: () => import('../source/editor'),
};

/** Sets all parts up, so that the first letter does not wait for it. */
export async function setUp(): Promise<void> {
  for (const part of Object.values(parts)) await part();
}
