import type { ProseDoc } from '../../bridge/types.gen';
import { safeAddress } from './address';
import { tableMarkdown } from './pastetables';

const bullet = /^(\s*)([-*+•·▪◦‣]|\d{1,9}[.)])[ \t]+(.*)$/;
const heading = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const fence = /^ {0,3}(```+|~~~+)[ \t]*([\w+#-]*)[ \t]*$/;
const line = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const quoted = /^ {0,3}> ?/;
const ruled = /^\s*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$/;
const longest = 20_000;

/** Does a text hold signs that a person writes to mean headings, lists, links and the like? */
export function looksWritten(text: string): boolean {
  const lines = text.split('\n');
  const block = lines.some((l) => heading.test(l) || quoted.test(l) || fence.test(l) || ruled.test(l));
  const list = lines.filter((l) => bullet.test(l)).length;
  return (
    block ||
    list > 1 ||
    (list === 1 && lines.length === 1) ||
    /\*\*\S[^*\n]*\*\*|\[[^\]\n]+\]\([^)\s]+\)/.test(text)
  );
}

/** A block that is Markdown already, safe by how it was made. It stands on its own only. */
export function rawBlock(source: string): ProseDoc {
  return { type: 'markdown', attrs: { source } };
}

/** The blocks of a text that is written with Markdown's signs. HTML in it is words. */
export function writtenBlocks(text: string, inner = false): ProseDoc[] {
  const lines = text.split('\n');
  const blocks: ProseDoc[] = [];
  while (lines.length > 0) {
    const block = (lines[0] ?? '').trim() === '' ? skip(lines) : next(lines, inner);
    if (block) blocks.push(block);
  }
  return blocks;
}

function skip(lines: string[]): null {
  lines.shift();
  return null;
}

/** Takes the lines of one block. */
function next(lines: string[], inner: boolean): ProseDoc {
  const first = lines[0] ?? '';
  const head = heading.exec(first);
  if (head) {
    lines.shift();
    return { type: 'heading', attrs: { level: head[1]?.length ?? 1 }, content: inline(head[2] ?? '') };
  }
  if (fence.test(first)) return codeOf(lines);
  if (line.test(first) && !inner) {
    lines.shift();
    return rawBlock('---');
  }
  if (quoted.test(first)) {
    const inside = takeWhile(lines, (l) => quoted.test(l)).map((l) => l.replace(quoted, ''));
    return { type: 'blockquote', content: writtenBlocks(inside.join('\n'), true) };
  }
  if (!inner && first.includes('|') && ruled.test(lines[1] ?? '')) {
    const rows = takeWhile(lines, (l) => l.includes('|')).filter((_, i) => i !== 1);
    return rawBlock(tableMarkdown(rows.map(cellsOf)));
  }
  if (bullet.test(first)) return listOf(lines);
  return paragraphOf(lines);
}

function takeWhile(lines: string[], is: (line: string) => boolean): string[] {
  const end = lines.findIndex((l) => !is(l));
  return lines.splice(0, end < 0 ? lines.length : end);
}

function codeOf(lines: string[]): ProseDoc {
  const [, marks = '', language = ''] = fence.exec(lines.shift() ?? '') ?? [];
  const inside = takeWhile(lines, (l) => l.trim() !== marks);
  lines.shift();
  const words = inside.join('\n');
  return {
    type: 'codeBlock',
    attrs: { language: language || null },
    content: words === '' ? [] : [{ type: 'text', text: words }],
  };
}

function cellsOf(row: string): string[] {
  return row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

/** One list; what is further in belongs to the item before. */
function listOf(lines: string[]): ProseDoc {
  const [, margin = '', sign = ''] = bullet.exec(lines[0] ?? '') ?? [];
  const numbered = /^\d/.test(sign);
  const items: ProseDoc[] = [];
  for (let found = bullet.exec(lines[0] ?? ''); found; found = bullet.exec(lines[0] ?? '')) {
    const deep = (found[1] ?? '').length;
    if (deep < margin.length || /^\d/.test(found[2] ?? '') !== numbered || line.test(lines[0] ?? '')) break;
    lines.shift();
    const inside = takeWhile(lines, (l) => l.trim() !== '' && indent(l) > deep);
    const cut = Math.min(...inside.map(indent));
    const under = writtenBlocks(inside.map((l) => l.slice(cut)).join('\n'), true);
    const words = (found[3] ?? '').replace(/^\[[ xX]\][ \t]+/, '');
    items.push({ type: 'listItem', content: [{ type: 'paragraph', content: inline(words) }, ...under] });
    // An empty line between items does not end the list.
    if ((lines[0] ?? 'x').trim() === '' && bullet.test(lines[1] ?? '')) lines.shift();
  }
  if (!numbered) return { type: 'bulletList', content: items };
  return { type: 'orderedList', attrs: { start: Number.parseInt(sign, 10) }, content: items };
}

function indent(text: string): number {
  return text.length - text.trimStart().length;
}

function paragraphOf(lines: string[]): ProseDoc {
  const own = [lines.shift() ?? ''];
  const ends = (l: string) =>
    l.trim() === '' || heading.test(l) || fence.test(l) || quoted.test(l) || bullet.test(l) || line.test(l);
  own.push(...takeWhile(lines, (l) => !ends(l)));
  return { type: 'paragraph', content: own.flatMap((l, i) => lineOf(l, own[i - 1])) };
}

function lineOf(words: string, before: string | undefined): ProseDoc[] {
  const broken = before !== undefined && /( {2}|\\)$/.test(before);
  const gap: ProseDoc[] = broken
    ? [{ type: 'hardBreak' }]
    : before === undefined
      ? []
      : [{ type: 'text', text: ' ' }];
  return [...gap, ...inline(words.trim().replace(/\\$/, ''))];
}

const signs =
  /\\([\\`*_{}[\]()#+\-.!>~|])|`([^`]+)`|!\[([^\]]*)\]\([^)]*\)|\[([^\]]+)\]\(([^)\s]+)(?:\s+"[^"]*")?\)|(\*\*|(?<!\w)__)(?=\S)(.+?)(?<=\S)\6|(\*|(?<!\w)_)(?=\S)([^*_]+?)(?<=\S)\8(?!\w)|~~(?=\S)(.+?)(?<=\S)~~/;

/** Words with their marks. */
export function inline(words: string, marks: ProseDoc['marks'] = []): ProseDoc[] {
  const list: ProseDoc[] = [];
  const say = (text: string) => {
    if (text !== '') list.push({ type: 'text', text, ...(marks.length > 0 && { marks }) });
  };
  let rest = words;
  for (let found = words.length > longest ? null : signs.exec(rest); found; found = signs.exec(rest)) {
    say(rest.slice(0, found.index));
    rest = rest.slice(found.index + found[0].length);
    const [, sign, code, alt, label, href, , strong, , soft, struck] = found;
    const address = href === undefined ? '' : safeAddress(href);
    if (sign !== undefined) say(sign);
    else if (code !== undefined) list.push({ type: 'text', text: code, marks: [{ type: 'code' }] });
    else if (alt !== undefined) say(alt);
    else if (label !== undefined && address === '') list.push(...inline(label, marks));
    else if (label !== undefined)
      list.push(...inline(label, [...marks, { type: 'link', attrs: { href: address, title: null } }]));
    else if (strong !== undefined) list.push(...inline(strong, [...marks, { type: 'bold' }]));
    else if (soft !== undefined) list.push(...inline(soft, [...marks, { type: 'italic' }]));
    else if (struck !== undefined) list.push(...inline(struck, [...marks, { type: 'strike' }]));
  }
  say(rest);
  return list;
}
