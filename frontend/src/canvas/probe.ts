/** What the safety check found: null when no script can run in a frame of ours. */
export type Finding = string | null;

/** How long the check may take, in milliseconds, and how long its frames may still act. */
const patience = 6000;
const settle = 150;

/**
 * Loads a page that tries to run scripts in every way that a site could.
 * Nothing of a site is shown before this has come back with null.
 */
export async function probe(host: HTMLElement, address = '/canvas/probe'): Promise<Finding> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin allow-scripts');
  frame.className = 'probe';
  frame.title = 'probe';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  frame.style.cssText =
    'position:fixed;left:-200px;top:0;width:100px;height:100px;border:0;visibility:hidden';
  const loaded = new Promise<void>((resolve) =>
    frame.addEventListener('load', () => resolve(), { once: true }),
  );
  frame.src = address;
  host.append(frame);
  try {
    await Promise.race([loaded, wait(patience)]);
    await wait(settle);
    return findingOf(frame.contentDocument);
  } finally {
    frame.remove();
  }
}

/** Reads what a probe page says about itself. */
export function findingOf(page: Document | null): Finding {
  const root = page?.documentElement;
  if (root?.dataset.pwProbe !== 'loaded') return '';
  return root.dataset.pwScript ?? null;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
