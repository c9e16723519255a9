import { Extension, InputRule, mergeAttributes, Node, type AnyExtension } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Code } from '@tiptap/extension-code';
import { CodeBlock } from '@tiptap/extension-code-block';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { Link } from '@tiptap/extension-link';
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Text } from '@tiptap/extension-text';
import type { MarkType } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { addressOf } from '../../fields/links';
import { isInEmptyItem, isInItem, isTop, joinNext, joinPrevious, sinkTop, startsDeepItem } from './list';
import type { Shape } from './shape';
import { tableExtensions } from './table';
import { tableRule } from './tableedit';

/** What keys mean at the borders of a text. Each returns true when it did something. */
export interface Borders {
  enter(): boolean;
  leave(): boolean;
  backspace(): boolean;
  /** Delete, the key. */
  remove(): boolean;
  escape(): boolean;
  up(): boolean;
  down(): boolean;
  slash(): boolean;
  link(): boolean;
}

const never = () => false;

/** For a text that ends where it ends: no key leads out of it. */
export const noBorders: Borders = {
  enter: never,
  leave: never,
  backspace: never,
  remove: never,
  escape: never,
  up: never,
  down: never,
  slash: never,
  link: never,
};

/** Source that no editor of text understands: it is kept as it is and moves as one. */
const Opaque = Node.create({
  name: 'opaque',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ source: { default: '' }, label: { default: '' } }),
  parseHTML: () => [{ tag: 'span[data-pw-opaque]' }],
  renderHTML: ({ node }) => [
    'span',
    { 'data-pw-opaque': '', class: 'pw-opaque', title: String(node.attrs.source) },
    String(node.attrs.label || node.attrs.source),
  ],
});

/** A picture in a line of text. `shown` gives the address that the canvas can load. */
const inlinePicture = (shown: (src: string) => string) =>
  Node.create({
    name: 'image',
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({ src: { default: '' }, alt: { default: '' }, title: { default: null } }),
    renderHTML: ({ HTMLAttributes }) => [
      'img',
      mergeAttributes(HTMLAttributes, { src: shown(String(HTMLAttributes.src ?? '')) }),
    ],
  });

const TitledLink = Link.extend({
  // Words after a link are not part of it.
  inclusive: false,
  addAttributes() {
    return { href: { default: null }, title: { default: null } };
  },
  addInputRules() {
    return [linkRule(this.type)];
  },
});

/** [words](address) becomes a link when the bracket is closed. */
const linkRule = (type: MarkType) =>
  new InputRule({
    find: /(^|[^!\\])\[([^[\]]+)\]\(([^\s()]+)\)$/,
    handler: ({ state, range, match }) => {
      const [, before = '', words = '', address = ''] = match;
      const href = addressOf(address) || (/^[/#]/.test(address) ? address : '');
      if (!href) return null;
      const { tr } = state;
      const from = range.from + before.length;
      tr.replaceWith(from, range.to, state.schema.text(words, [type.create({ href })]));
      tr.removeStoredMark(type);
      return undefined;
    },
  });

const keymap = (borders: Borders) =>
  Extension.create({
    name: 'borders',
    priority: 1000,
    addKeyboardShortcuts: () => ({
      Enter: () => borders.enter(),
      'Mod-Enter': () => borders.leave(),
      Backspace: () => borders.backspace(),
      Delete: () => borders.remove(),
      Escape: () => borders.escape(),
      ArrowUp: () => borders.up(),
      ArrowDown: () => borders.down(),
      '/': () => borders.slash(),
      'Mod-k': () => borders.link(),
    }),
  });

/**
 * Keys in lists. In the items of the list that is typed into the rules of
 * ListItem do not hold: see sinkTop. No Tab leaves a list: Escape does.
 */
const listKeys = (shell: string) =>
  Extension.create({
    name: 'listKeys',
    priority: 900,
    addKeyboardShortcuts: () => ({
      Enter: ({ editor }) => isInEmptyItem(editor.state) && editor.commands.liftListItem('listItem'),
      Tab: ({ editor }) => {
        if (!isInItem(editor.state)) return false;
        const list = editor.schema.nodes[shell];
        const tr = list && sinkTop(editor.state, list);
        if (tr) editor.view.dispatch(tr);
        else if (!list || !isTop(editor.state)) editor.commands.sinkListItem('listItem');
        return true;
      },
      'Shift-Tab': ({ editor }) => {
        if (!isInItem(editor.state)) return false;
        if (shell === 'blockquote' || !isTop(editor.state)) editor.commands.liftListItem('listItem');
        return true;
      },
      Delete: ({ editor }) => {
        const tr = joinNext(editor.state);
        if (tr) editor.view.dispatch(tr);
        return !!tr;
      },
      Backspace: ({ editor }) => {
        if (editor.commands.undoInputRule()) return true;
        if (startsDeepItem(editor.state)) return editor.commands.liftListItem('listItem');
        const tr = joinPrevious(editor.state);
        if (tr) editor.view.dispatch(tr);
        return !!tr;
      },
    }),
  });

/**
 * A text that gets the keyboard has its caret already. ProseMirror would put it
 * there once more a moment later, over a key that moved it meanwhile.
 */
const calmFocus = Extension.create({
  name: 'calmFocus',
  priority: 1,
  addProseMirrorPlugins: () => [new Plugin({ props: { handleDOMEvents: { focus: takeFocus } } })],
});

function takeFocus(view: EditorView): boolean {
  const inner = view as unknown as { focused?: boolean; domObserver?: { stop(): void; start(): void } };
  if (!inner.domObserver || inner.focused) return false;
  inner.domObserver.stop();
  view.dom.classList.add('ProseMirror-focused');
  inner.domObserver.start();
  inner.focused = true;
  return true;
}

const marks = [Bold, Italic, Strike, Code];

/** The extensions for one block's text. History is not among them: undo is one list, in the program. */
export function extensionsFor(
  shape: Shape,
  borders: Borders,
  shown: (src: string) => string,
): AnyExtension[] {
  const isCode = shape.rule === 'text*';
  const root = Document.extend({
    content: shape.rule,
    ...(isCode ? { marks: '', code: true, whitespace: 'pre' as const } : {}),
  });
  if (isCode) return [root, Text, keymap(borders), calmFocus];
  const link = TitledLink.configure({
    openOnClick: false,
    autolink: false,
    linkOnPaste: true,
    HTMLAttributes: { target: null, rel: null, class: null },
  });
  const inline = [
    root,
    Text,
    HardBreak,
    ...marks,
    link,
    Opaque,
    inlinePicture(shown),
    keymap(borders),
    calmFocus,
  ];
  if (shape.rule === 'inline*') return inline;
  if (shape.rule === tableRule) return [...inline, ...tableExtensions];
  return [
    ...inline,
    Paragraph,
    BulletList,
    OrderedList,
    ListItem,
    listKeys(shape.shell.type),
    ...(shape.rule === 'block+' ? [Heading, Blockquote, CodeBlock] : [Blockquote, CodeBlock]),
  ];
}
