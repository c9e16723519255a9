import type { ProseDoc } from '../../bridge/types.gen';
import type { Shape } from './shape';

/** A text as it was typed, and where the caret was. */
export interface Back {
  content: ProseDoc[];
  offset: number;
}

/** What signs at the start of a paragraph make of it; null: nothing. */
export function shapeFor(signs: string, content: ProseDoc[]): Shape | null {
  const inner: ProseDoc = content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
  const item = [{ type: 'listItem', content: [inner] }];
  if (/^#{1,4}$/.test(signs)) {
    return { shell: { type: 'heading', attrs: { level: signs.length } }, content, rule: 'inline*' };
  }
  if (/^[-*+]$/.test(signs)) return { shell: { type: 'bulletList' }, content: item, rule: 'listItem+' };
  const number = /^(\d{1,9})[.)]$/.exec(signs)?.[1];
  if (number) {
    return {
      shell: { type: 'orderedList', attrs: { start: Number(number) } },
      content: item,
      rule: 'listItem+',
    };
  }
  if (signs === '>') return { shell: { type: 'blockquote' }, content: [inner], rule: 'block+' };
  const language = /^```([\w+#-]*)$/.exec(signs)?.[1];
  if (language === undefined || content.some((node) => node.type !== 'text')) return null;
  const code = content.map((node) => ({ type: 'text', text: node.text ?? '' }));
  return { shell: { type: 'codeBlock', attrs: { language } }, content: code, rule: 'text*' };
}

/** A new element for a text, as the generator would draw it. */
export function elementFor({ shell }: Shape, page: Document): HTMLElement {
  if (shell.type === 'heading') return page.createElement(`h${Number(shell.attrs?.level ?? 2)}`);
  if (shell.type === 'bulletList') return page.createElement('ul');
  if (shell.type === 'orderedList') {
    const list = page.createElement('ol');
    list.start = Number(shell.attrs?.start ?? 1);
    return list;
  }
  if (shell.type === 'blockquote') return page.createElement('blockquote');
  if (shell.type !== 'codeBlock') return page.createElement('p');
  const pre = page.createElement('pre');
  pre.append(page.createElement('code'));
  return pre;
}
