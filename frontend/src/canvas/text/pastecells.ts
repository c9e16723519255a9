import { DOMParser as Parser, type Slice } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import { cleanPaste } from './paste';

/** Elements of cleaned HTML that are lines of words. */
const lines = 'p, h1, h2, h3, h4, h5, h6, li, pre, pw-table > p';

/** Cleans what is pasted into a table: its cells stay cells, and lines become breaks in a cell. */
export function cleanCells(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const rows = [...page.querySelectorAll('tr')].filter((row) => row.cells.length > 0);
  if (rows.length === 0) return wordsOf(html, page);
  const cell = (one: Element) => `<td>${wordsOf(one.innerHTML, page)}</td>`;
  return `<table>${rows.map((row) => `<tr>${[...row.cells].map(cell).join('')}</tr>`).join('')}</table>`;
}

function wordsOf(html: string, page: Document): string {
  const words = page.createElement('div');
  words.innerHTML = cleanPaste(html);
  for (const line of words.querySelectorAll(lines)) line.append(page.createElement('br'));
  for (const block of [...words.querySelectorAll(`${lines}, ul, ol, blockquote, pw-table`)].reverse())
    block.replaceWith(...block.childNodes);
  while (words.lastChild?.nodeName === 'BR') words.lastChild.remove();
  return words.innerHTML;
}

/** Text with tabs, as a sheet puts it on the clipboard, is cells; other lines are lines of one cell. */
export function cellsOf(text: string, view: EditorView): Slice | undefined {
  const all = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  if (all.length < 2 && !text.includes('\t')) return undefined;
  const page = view.dom.ownerDocument.implementation.createHTMLDocument();
  const filled = (name: string, words: string) => {
    const element = page.createElement(name);
    element.textContent = words.trim();
    return element;
  };
  const holder = page.createElement(text.includes('\t') ? 'table' : 'div');
  for (const line of all) {
    if (holder.localName === 'div') holder.append(filled('span', line), page.createElement('br'));
    else {
      const row = page.createElement('tr');
      row.append(...line.split('\t').map((words) => filled('td', words)));
      holder.append(row);
    }
  }
  if (holder.localName === 'div') holder.lastChild?.remove();
  return Parser.fromSchema(view.state.schema).parseSlice(holder);
}
