import { TABLE } from './pastetables';

const boxes = `article, section, div, main, header, footer, nav, aside, address, center, form, fieldset, details,
  summary, figure, figcaption, dl, dt, dd, table, caption, thead, tbody, tfoot, tr, td, th, hr`;
const blocks = new Set(`P UL OL LI BLOCKQUOTE PRE H1 H2 H3 H4 H5 H6 ${TABLE}`.split(' '));

/** Boxes become paragraphs, and words beside blocks become paragraphs too. */
export function intoBlocks(body: Element): void {
  for (const box of [...body.querySelectorAll(boxes)].reverse()) {
    paragraphs(box, true);
    box.replaceWith(...box.childNodes);
  }
  for (const around of body.querySelectorAll('blockquote, li')) paragraphs(around, false);
  paragraphs(body, false);
}

/** Puts words that stand in no block into paragraphs: where there are blocks, or `always`. Two line ends part them. */
function paragraphs(around: Element, always: boolean): void {
  const page = around.ownerDocument;
  const parted = /<br[^>]*>\s*<br/i.test(around.innerHTML);
  if (!always && !parted && ![...around.children].some(isBlock)) return;
  let open: Element | null = null;
  for (const node of [...around.childNodes]) {
    const end = parted && isBreak(node) && isBreak(nextOf(node));
    if (isBlock(node) || end) {
      open = null;
      continue;
    }
    if (!open && isNothing(node)) continue;
    if (!open) {
      open = page.createElement('p');
      node.before(open);
    }
    open.append(node);
  }
  for (const br of [...around.children].filter(isBreak)) br.remove();
}

function isBlock(node: Node): boolean {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  const element = node as Element;
  return blocks.has(element.tagName) || [...element.children].some(isBlock);
}

function isBreak(node: Node | null): boolean {
  return node?.nodeName === 'BR';
}

function isNothing(node: Node): boolean {
  return (
    isBreak(node) ||
    node.nodeType === Node.COMMENT_NODE ||
    (node.nodeName === '#text' && !node.textContent?.trim())
  );
}

function nextOf(node: Node): Node | null {
  let next = node.nextSibling;
  while (next?.nodeName === '#text' && !next.textContent?.trim()) next = next.nextSibling;
  return next;
}
