import { copyAttributes, mark, morph, type Known } from './morph';

/** How long the page waits for a new style sheet before it is shown without, in milliseconds. */
const patience = 1500;

/** Marks elements that the editor put into the page's document. */
export const own = 'data-pw-editor';

/**
 * Makes ready to bring a document to what another one says, and returns what
 * does it, at once and in place: what is the same stays, nothing flashes.
 */
export async function ready(page: Document, next: Document): Promise<(knowing?: Knowing) => void> {
  const outdated = await freshStyles(page, next);
  return (knowing = {}) => {
    page.title = next.title;
    copyAttributes(next.documentElement, page.documentElement);
    const body = page.adoptNode(next.body);
    morph(page.body, body, knownIn(body, knowing));
    outdated.forEach((style) => style.remove());
  };
}

/** What is known of the next state of a page. */
export interface Knowing {
  /** Where blocks stand in it. */
  follow?: Known['follow'];
  /** An element that is left as it is, and its place there. */
  pinned?: { element: Element; at: string };
}

/** What is known of a tree of the next state. */
export function knownIn(next: Element, { follow, pinned }: Knowing): Known {
  const own =
    pinned && [next, ...next.querySelectorAll(`[${mark}]`)].find((e) => e.getAttribute(mark) === pinned.at);
  return { follow, pin: pinned && own ? { element: pinned.element, next: own } : null };
}

/** Adds the styles that are new, each in its place, and returns those that are to go. */
async function freshStyles(page: Document, next: Document): Promise<Element[]> {
  const present = new Map(styles(page).map((style) => [keyOf(style), style]));
  const wanted = new Set<string>();
  const loading: Promise<void>[] = [];
  let cursor: Element | null = null;
  for (const style of styles(next)) {
    const key = keyOf(style);
    wanted.add(key);
    let there = present.get(key);
    if (!there) {
      there = page.importNode(style, true);
      loading.push(loads(there));
      if (cursor) cursor.after(there);
      else page.head.prepend(there);
    }
    cursor = there;
  }
  await Promise.all(loading);
  return [...present].filter(([key]) => !wanted.has(key)).map(([, style]) => style);
}

function styles(page: Document): Element[] {
  return [...page.head.querySelectorAll(`link[rel="stylesheet"], style:not([${own}])`)];
}

function keyOf(style: Element): string {
  return style.localName === 'link'
    ? `link ${style.getAttribute('href') ?? ''}`
    : `style ${style.textContent ?? ''}`;
}

function loads(style: Element): Promise<void> {
  if (style.localName !== 'link') return Promise.resolve();
  return new Promise((resolve) => {
    style.addEventListener('load', () => resolve());
    style.addEventListener('error', () => resolve());
    setTimeout(resolve, patience);
  });
}
