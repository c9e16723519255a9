/** Stands for a table in cleaned HTML: its source is in an attribute, its rows are paragraphs in it. */
export const TABLE = 'PW-TABLE';

/** Makes tables of data what they are in Markdown. Tables that only arrange a page are left. Returns those made. */
export function dataTables(body: Element): Set<Element> {
  const made = new Set<Element>();
  for (const table of body.querySelectorAll('table')) {
    const rows = [...table.rows].map((row) => [...row.cells].map(wordsOf));
    if (!isData(table, rows)) continue;
    const page = table.ownerDocument;
    const element = page.createElement(TABLE);
    element.setAttribute('source', tableMarkdown(rows));
    for (const row of rows) {
      const line = page.createElement('p');
      line.textContent = row.filter((cell) => cell !== '').join(' – ');
      element.append(line);
    }
    table.replaceWith(element);
    made.add(element);
    for (const line of element.children) made.add(line);
  }
  return made;
}

function isData(table: HTMLTableElement, rows: string[][]): boolean {
  const inner = table.querySelector('table, ul, ol, h1, h2, h3, h4, blockquote, pre');
  const short = rows.every((row) => row.every((cell) => cell.length <= 200));
  return !inner && short && rows.length > 1 && rows.some((row) => row.length > 1);
}

function wordsOf(cell: Element): string {
  return (cell.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** A table as Markdown, of cells that hold plain words. */
export function tableMarkdown(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map((row) => row.length));
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, i) => plainly(cells[i] ?? '')).join(' | ')} |`;
  const [head = [], ...rest] = rows;
  return [line(head), `|${' --- |'.repeat(width)}`, ...rest.map(line)].join('\n');
}

/** Words that mean nothing but themselves in a cell of Markdown. */
function plainly(words: string): string {
  return words.replace(/[\\`*_~[\]<>|&{}$^=]/g, (sign) => `\\${sign}`);
}
