/** Word writes the items of lists as paragraphs that begin with a bullet or a number, and says how deep they are. */
export function wordLists(body: Element): void {
  let open: { list: Element; depth: number }[] = [];
  const items = [
    ...body.querySelectorAll<HTMLElement>('p[style*="mso-list:" i], p[class*="MsoListParagraph"]'),
  ];
  for (const item of items) {
    const style = item.getAttribute('style') ?? '';
    if (/mso-list:\s*none/i.test(style)) continue;
    const depth = Number(/mso-list:[^;]*level(\d+)/i.exec(style)?.[1] ?? 1);
    const sign = takeSign(item);
    const [outer] = open;
    if (!outer || before(item) !== outer.list) open = [];
    while ((open.at(-1)?.depth ?? 0) > depth) open.pop();
    if (open.at(-1)?.depth !== depth)
      open.push({ list: begin(item, open.at(-1)?.list ?? null, sign), depth });
    const line = item.ownerDocument.createElement('li');
    line.append(...item.childNodes);
    open.at(-1)?.list.append(line);
    item.remove();
  }
}

/** Begins a list: under the last item of the list around it, or in the place of its first item. */
function begin(item: Element, around: Element | null, sign: string): Element {
  const numbered = /^[\da-z]{1,4}[.)]/i.test(sign) && sign !== 'o';
  const list = item.ownerDocument.createElement(numbered ? 'ol' : 'ul');
  const start = Number.parseInt(sign, 10);
  if (numbered && start > 1) list.setAttribute('start', String(start));
  const under = around?.lastElementChild;
  if (under) under.append(list);
  else item.before(list);
  return list;
}

function before(item: Element): Element | null {
  return item.previousElementSibling;
}

/** Takes the bullet or number that is written before an item away, and returns it. */
function takeSign(item: Element): string {
  const marked = [...item.querySelectorAll('[style*="mso-list" i]')].filter((s) =>
    /mso-list:\s*ignore/i.test(s.getAttribute('style') ?? ''),
  );
  const said = marked.map((s) => s.textContent ?? '').join('');
  marked.forEach((s) => s.remove());
  if (said.trim() !== '') return said.trim();
  const first = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  while (first.nextNode() && first.currentNode.nodeValue?.trim() === '');
  const words = first.currentNode.nodeType === Node.TEXT_NODE ? (first.currentNode.nodeValue ?? '') : '';
  const sign = /^\s*([·•o§▪–-]|\d{1,3}[.)])[\s\u00a0]+/.exec(words);
  if (sign) first.currentNode.nodeValue = words.slice(sign[0].length);
  return sign?.[1] ?? '';
}

/** A list that stands in a list, and in no item of it, belongs to the item before. */
export function nestLists(body: Element): void {
  for (const list of [...body.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')]) {
    const before = list.previousElementSibling;
    if (before?.tagName === 'LI') before.append(list);
    else list.replaceWith(...list.childNodes);
  }
}
