import { originOfElement, originsIn } from '../session/origin';
import type { Stage } from './stage.svelte';
import { t } from '../i18n';

/** The element around a node that shows a setting; null: it stands in a block, or shows none. */
export function originAt({ frame }: Stage, node: EventTarget | null): HTMLElement | null {
  const page = frame.document;
  if (!page || frame.placeOf(node)) return null;
  return originsIn(page).findLast((element) => element.contains(node as Node)) ?? null;
}

/** What the element leads to, in words. */
export function originWords(element: HTMLElement): string {
  const origin = originOfElement(element);
  if (!origin) return '';
  if (origin.in === 'menu') return t('origin.menu');
  return origin.in === 'site' ? t(`origin.site.${origin.name}`) : t(`origin.page.${origin.name}`);
}

/** Shows the setting that an element shows, with the keyboard in its field. */
export function lead({ session }: Stage, element: HTMLElement): void {
  const origin = originOfElement(element);
  if (origin) session.layout.show(origin);
}

/** What is seen and shows a setting, before the first block and after the blocks, in the order of the page. */
export function originsAround({ frame }: Stage): { before: HTMLElement[]; after: HTMLElement[] } {
  const page = frame.document;
  const all = page ? originsIn(page).filter((element) => element.getClientRects().length > 0) : [];
  const first = frame.block('0');
  const isBefore = (element: HTMLElement) =>
    !first || (first.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  return { before: all.filter(isBefore), after: all.filter((element) => !isBefore(element)) };
}
