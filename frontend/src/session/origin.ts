/** Where something is set that the layout of a page draws: in the page, in the site, or as an entry of a menu. */
export type Origin =
  | { in: 'page'; name: 'title' | 'date' | 'image' }
  | { in: 'site'; name: 'title' | 'author' | 'description' }
  | { in: 'menu'; name: string; at: number };

/** A setting of a block, whose words the block shows. Without a name it is the source of the block. */
export interface BlockOrigin {
  in: 'block';
  at: string;
  name: string;
}

/** The source of a block. */
export function sourceOf(at: string): BlockOrigin {
  return { in: 'block', at, name: '' };
}

/** The attribute with which the canvas says it. */
export const from = 'data-pw-from';

const plain: Record<string, Origin> = {
  'page title': { in: 'page', name: 'title' },
  'site title': { in: 'site', name: 'title' },
  'site author': { in: 'site', name: 'author' },
  'site description': { in: 'site', name: 'description' },
};

/** What of a page has no words of its own, by its element. */
const drawn: Record<string, Origin> = {
  time: { in: 'page', name: 'date' },
  img: { in: 'page', name: 'image' },
};

/** Reads the attribute; null: it says nothing that is known. */
export function originOf(said: string): Origin | null {
  const [, at, name] = /^menu (\d+) (.*)$/s.exec(said) ?? [];
  if (at !== undefined && name !== undefined) return { in: 'menu', name, at: Number(at) };
  return Object.hasOwn(plain, said) ? (plain[said] ?? null) : null;
}

/** The button that opens what is put away, such as the menu on a narrow screen. */
const opener = 'popovertarget';

/** Where what an element outside of all blocks shows is set; null: it shows no setting. */
export function originOfElement(element: Element): Origin | null {
  const said = element.getAttribute(from);
  if (said !== null) return originOf(said);
  const opened = element.getAttribute(opener);
  const inside = opened && element.ownerDocument.getElementById(opened)?.querySelector(`[${from}]`);
  if (inside) return originOf(inside.getAttribute(from) ?? '');
  return element.closest('main') ? (drawn[element.localName] ?? null) : null;
}

/** The elements of a page that show a setting, in their order: none of them stands in a block. */
export function originsIn(page: Document): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>(`[${from}], [${opener}], main time, main img`)].filter(
    (element) => !element.closest('[data-pw-at]') && originOfElement(element) !== null,
  );
}
