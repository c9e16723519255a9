import { yamlFrontmatter } from '@codemirror/lang-yaml';
import { defineLanguageFacet, HighlightStyle, Language, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { GFM, parser, type MarkdownConfig } from '@lezer/markdown';

/** The lines that open and close a block of Pagewright: `:::hero{align=left}`. */
const directive: MarkdownConfig = {
  defineNodes: [{ name: 'Directive', style: tags.keyword }],
  parseBlock: [
    {
      name: 'Directive',
      before: 'FencedCode',
      parse(cx, line) {
        if (!isDirective(line.text.slice(line.pos))) return false;
        cx.addElement(cx.elt('Directive', cx.lineStart + line.pos, cx.lineStart + line.text.length));
        cx.nextLine();
        return true;
      },
      endLeaf: (_cx, line) => isDirective(line.text.slice(line.pos)),
    },
  ],
};

const isDirective = (text: string) => /^:{3,}/.test(text);

/** Markdown as sites have it, with YAML at its head. */
export function pageLanguage(): Extension {
  const content = new Language(defineLanguageFacet(), parser.configure([GFM, directive]), [], 'markdown');
  return yamlFrontmatter({ content });
}

/** Colours by the editor's own variables, which follow its theme. */
export const colours: Extension = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.heading, fontWeight: '650' },
    { tag: tags.strong, fontWeight: '650' },
    { tag: tags.emphasis, fontStyle: 'italic' },
    { tag: tags.strikethrough, textDecoration: 'line-through' },
    { tag: [tags.link, tags.url, tags.string], color: 'var(--link)' },
    { tag: [tags.keyword, tags.propertyName, tags.labelName, tags.atom], color: 'var(--accent)' },
    { tag: [tags.monospace, tags.escape], color: 'var(--warn)' },
    {
      tag: [tags.processingInstruction, tags.contentSeparator, tags.comment, tags.meta, tags.angleBracket],
      color: 'var(--quiet)',
    },
  ]),
);

/** How the field looks, in both themes. */
export const look: Extension = EditorView.theme({
  '&': {
    color: 'var(--ink)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--field)',
    borderRadius: 'var(--radius)',
    fontSize: '0.8125rem',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-scroller': {
    fontFamily: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
    lineHeight: '1.6',
    maxHeight: 'var(--source-height, 26rem)',
    overflow: 'auto',
  },
  '.cm-content': { caretColor: 'var(--ink)', padding: '8px 0' },
  '.cm-line': { padding: '0 10px' },
  '.cm-gutters': {
    color: 'var(--quiet)',
    backgroundColor: 'var(--sunken)',
    border: '0',
    borderInlineEnd: '1px solid var(--line)',
  },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 10px' },
  '.pw-problem': { backgroundColor: 'var(--danger-soft)' },
  '.pw-problem-words': {
    padding: '1px 10px 3px',
    fontFamily: 'system-ui, sans-serif',
    fontSize: '0.8125rem',
    color: 'var(--danger)',
    backgroundColor: 'var(--danger-soft)',
  },
});
