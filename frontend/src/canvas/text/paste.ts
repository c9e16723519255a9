import { intoBlocks } from './pasteblocks';
import { nestLists, wordLists } from './pastelists';
import { dataTables } from './pastetables';
import { safeAddress } from './address';

/** What of pasted HTML may stay; everything else gives its text. */
const allowed = new Set('A STRONG EM S CODE BR P UL OL LI BLOCKQUOTE PRE H1 H2 H3 H4 H5 H6'.split(' '));
const dropped = `script, style, meta, base, link, title, xml, template, iframe, frame, frameset, object, embed,
  applet, svg, math, noscript, noframes, img, picture, video, audio, canvas, map, input, button, select, textarea,
  option, [hidden]`;
/** Elements that mean the same as another one. */
const same: Record<string, string> = {
  B: 'strong',
  I: 'em',
  DEL: 's',
  STRIKE: 's',
  KBD: 'code',
  SAMP: 'code',
  TT: 'code',
};

/**
 * Cleans what other programs put on the clipboard: what Word writes for lists
 * becomes lists, boxes become paragraphs, styles go, links stay safe.
 */
export function cleanPaste(html: string): string {
  // A document of its own: nothing in it runs or is loaded.
  const page = new DOMParser().parseFromString(html, 'text/html');
  const { body } = page;
  body.querySelectorAll(dropped).forEach((e) => e.remove());
  for (const element of body.querySelectorAll('[style*="display" i], [style*="mso-hide" i]'))
    if (/display:\s*none|mso-hide:\s*all/i.test(styleOf(element))) element.remove();
  wordParagraphs(body);
  wordLists(body);
  code(body);
  marks(body);
  const tables = dataTables(body);
  intoBlocks(body);
  nestLists(body);
  for (const element of [...body.querySelectorAll('*')].reverse()) if (!tables.has(element)) clean(element);
  tidy(page);
  return body.innerHTML;
}

function styleOf(element: Element): string {
  return element.getAttribute('style') ?? '';
}

function renamed(element: Element, name: string): Element {
  const next = element.ownerDocument.createElement(name);
  next.append(...element.childNodes);
  element.replaceWith(next);
  return next;
}

function clean(element: Element): void {
  const inHeading = element.tagName === 'STRONG' && element.closest('h1, h2, h3, h4, h5, h6');
  const address = element.tagName === 'A' ? safeAddress(element.getAttribute('href') ?? '') : '';
  const unlinked = element.tagName === 'A' && (address === '' || element.textContent?.trim() === '');
  if (!allowed.has(element.tagName) || unlinked || inHeading) {
    element.replaceWith(...element.childNodes);
    return;
  }
  for (const { name } of [...element.attributes])
    if (!(element.tagName === 'OL' && name === 'start')) element.removeAttribute(name);
  if (address) element.setAttribute('href', address);
}

/** Bold, italic and struck through, however a program writes it. */
function marks(body: Element): void {
  for (const element of [
    ...body.querySelectorAll('b, strong, i, em, span, font, s, del, strike, kbd, samp, tt'),
  ]) {
    const style = `;${styleOf(element)}`;
    const weight = /;\s*font-weight:\s*(\w+)/i.exec(style)?.[1] ?? '';
    const slant = /;\s*font-style:\s*(\w+)/i.exec(style)?.[1] ?? '';
    const name = same[element.tagName] ?? element.tagName.toLowerCase();
    const plain =
      (name === 'strong' && /^(normal|[1-4]00)$/.test(weight)) || (name === 'em' && slant === 'normal');
    const inside = [
      ...(name !== 'span' && name !== 'font' && !plain ? [name] : []),
      ...(/^(bold|bolder|[6-9]00)$/.test(weight) ? ['strong'] : []),
      ...(/^(italic|oblique)$/.test(slant) ? ['em'] : []),
      ...(/;\s*text-decoration(-line)?:[^;]*line-through/i.test(style) ? ['s'] : []),
    ];
    const content = [...element.childNodes];
    const whole = [...new Set(inside)].reduceRight<Node[]>((nodes, mark) => {
      const around = element.ownerDocument.createElement(mark);
      around.append(...nodes);
      return [around];
    }, content);
    element.replaceWith(...whole);
  }
}

/** Titles and quotes that Word writes as paragraphs of a style. */
function wordParagraphs(body: Element): void {
  for (const element of body.querySelectorAll('p.MsoTitle')) renamed(element, 'h1');
  for (const element of body.querySelectorAll('p.MsoQuote, p.MsoIntenseQuote')) {
    const quote = element.ownerDocument.createElement('blockquote');
    element.replaceWith(quote);
    quote.append(element);
  }
}

/** Code is its letters and the ends of its lines. */
function code(body: Element): void {
  for (const pre of body.querySelectorAll('pre')) {
    pre.querySelectorAll('br').forEach((br) => br.replaceWith('\n'));
    pre.querySelectorAll('div, p').forEach((line) => line.append('\n'));
    pre.textContent = (pre.textContent ?? '').replace(/\n+$/, '');
  }
}

/** Takes away what is no letter, and the many kinds of spaces that programs put beside each other. */
function tidy(page: Document): void {
  const all = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  const nodes: Node[] = [];
  while (all.nextNode()) nodes.push(all.currentNode);
  for (const node of nodes) {
    if (node.nodeType === Node.COMMENT_NODE) node.parentNode?.removeChild(node);
    else if (node.parentElement?.closest('pre')) node.nodeValue = letters(node.nodeValue ?? '');
    else node.nodeValue = letters(node.nodeValue ?? '').replace(/[ \u00a0\t\n]{2,}|^\u00a0$/g, ' ');
  }
}

/** A text without signs that nobody can see. */
export function letters(text: string): string {
  // eslint-disable-next-line no-control-regex -- They are what is taken away.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b\u2060\ufeff]/g, '');
}
