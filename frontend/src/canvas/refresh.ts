/** How long the page waits for a new style sheet before it is shown without, in milliseconds. */
const patience = 1500;

/** Marks elements that the editor put into the page's document. */
export const own = 'data-pw-editor';

/**
 * Brings a document to what another one says, in place: styles that stay are
 * not touched, pictures that stay keep their pixels, nothing flashes.
 */
export async function refresh(page: Document, next: Document): Promise<void> {
  const outdated = await freshStyles(page, next);
  page.title = next.title;
  copyAttributes(next.documentElement, page.documentElement);
  const body = page.adoptNode(next.body);
  keepPictures(page.body, body);
  page.body.replaceWith(body);
  outdated.forEach((style) => style.remove());
}

function copyAttributes(from: Element, to: Element): void {
  for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name);
  for (const { name, value } of [...from.attributes])
    if (to.getAttribute(name) !== value) to.setAttribute(name, value);
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

/** Puts picture elements that are the same before and after into the new tree. */
export function keepPictures(before: Element, after: Element): void {
  const kept = new Map<string, Element[]>();
  for (const img of before.querySelectorAll('img')) {
    const list = kept.get(pictureKey(img)) ?? [];
    list.push(img);
    kept.set(pictureKey(img), list);
  }
  for (const img of after.querySelectorAll('img')) {
    const old = kept.get(pictureKey(img))?.shift();
    if (!old) continue;
    copyAttributes(img, old);
    img.replaceWith(old);
  }
}

function pictureKey(img: Element): string {
  return `${img.getAttribute('src') ?? ''} ${img.getAttribute('srcset') ?? ''}`;
}
