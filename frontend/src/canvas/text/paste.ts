/** What of pasted HTML may stay; everything else gives its text. */
const allowed = new Set([
  'A',
  'B',
  'STRONG',
  'I',
  'EM',
  'S',
  'DEL',
  'STRIKE',
  'CODE',
  'BR',
  'P',
  'UL',
  'OL',
  'LI',
  'BLOCKQUOTE',
  'PRE',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
]);
const dropped = 'script, style, meta, link, title, xml, template, iframe, object, embed, svg, noscript';

/** Cleans what other programs put on the clipboard: Word's lists become lists, styles go, links stay safe. */
export function cleanPaste(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  page.querySelectorAll(dropped).forEach((e) => e.remove());
  wordLists(page);
  for (const element of [...page.body.querySelectorAll('*')].reverse()) clean(element);
  return page.body.innerHTML;
}

function clean(element: Element): void {
  const styled = styledMark(element);
  if (
    !allowed.has(element.tagName) ||
    (element.tagName === 'B' && /font-weight:\s*normal/.test(element.getAttribute('style') ?? ''))
  ) {
    const inside = [...element.childNodes];
    if (styled) {
      const mark = element.ownerDocument.createElement(styled);
      mark.append(...inside);
      element.replaceWith(mark);
    } else {
      element.replaceWith(...inside);
    }
    return;
  }
  for (const { name } of [...element.attributes]) {
    if (!(element.tagName === 'A' && name === 'href')) element.removeAttribute(name);
  }
  if (element.tagName === 'A' && !/^(https?:|mailto:|tel:|\/|#)/i.test(element.getAttribute('href') ?? '')) {
    element.replaceWith(...element.childNodes);
  }
}

/** Bold and italic that a program wrote as a style. */
function styledMark(element: Element): 'strong' | 'em' | null {
  if (element.tagName !== 'SPAN') return null;
  const style = element.getAttribute('style') ?? '';
  if (/font-weight:\s*(bold|[6-9]00)/.test(style)) return 'strong';
  return /font-style:\s*italic/.test(style) ? 'em' : null;
}

/** Word writes list items as paragraphs that begin with a bullet or a number. */
function wordLists(page: Document): void {
  let list: Element | null = null;
  for (const item of page.querySelectorAll(
    'p[style*="mso-list"], p.MsoListParagraph, p[class*="MsoListParagraph"]',
  )) {
    item.querySelectorAll('span[style*="mso-list"]').forEach((s) => s.remove());
    const text = (item.textContent ?? '').trimStart();
    const bullet = /^([·•o§▪-]|\d+[.)])\s+/.exec(text)?.[0] ?? '';
    const numbered = /^\d/.test(bullet);
    if (!list || item.previousElementSibling !== list) {
      list = page.createElement(numbered ? 'ol' : 'ul');
      item.before(list);
    }
    const line = page.createElement('li');
    line.append(...item.childNodes);
    stripStart(line, bullet);
    list.append(line);
    item.remove();
  }
}

function stripStart(element: Element, start: string): void {
  const first = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  if (first?.textContent && start) first.textContent = first.textContent.trimStart().replace(start, '');
}

/** Text with empty lines between as the paragraphs that it is. */
export function paragraphsOf(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .map((p) => p.trim())
    .filter((p) => p !== '');
}
