import { standardKeymap } from '@codemirror/commands';
import { Annotation, EditorState, StateEffect, StateField, type Extension } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  keymap,
  lineNumbers,
  WidgetType,
  type DecorationSet,
} from '@codemirror/view';
import { colours, look, pageLanguage } from './markdown';

/** Something that is wrong on a line. */
export interface LineProblem {
  /** 1-based. */
  line: number;
  words: string;
}

export interface SourceOptions {
  parent: HTMLElement;
  text: string;
  /** What screen readers call it, and the id of the words about it. */
  label: string;
  about: string;
  numbers: boolean;
  readOnly: boolean;
  typed(text: string): void;
  left(): void;
  save(): void;
  undo(): void;
  redo(): void;
  /** Escape; false leaves the key to who stands around. */
  escape(): boolean;
}

/** A field with source in it. */
export interface SourceView {
  setText(text: string): void;
  setProblems(list: readonly LineProblem[]): void;
  /** Puts the caret to the start of a line. */
  goTo(line: number): void;
  focus(): void;
  end(): void;
}

const fromOutside = Annotation.define<boolean>();
const setProblems = StateEffect.define<readonly LineProblem[]>();

class Words extends WidgetType {
  constructor(readonly words: string) {
    super();
  }
  override eq(other: Words): boolean {
    return other.words === this.words;
  }
  toDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'pw-problem-words';
    element.textContent = this.words;
    return element;
  }
}

const problems = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, tr) {
    let now = marks.map(tr.changes);
    for (const effect of tr.effects) if (effect.is(setProblems)) now = marked(tr.state, effect.value);
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marked(state: EditorState, list: readonly LineProblem[]): DecorationSet {
  const marks = list
    .filter(({ line }) => line >= 1 && line <= state.doc.lines)
    .flatMap(({ line, words }) => {
      const { from, to } = state.doc.line(line);
      return [
        Decoration.line({ class: 'pw-problem' }).range(from),
        Decoration.widget({ widget: new Words(words), block: true, side: 1 }).range(to),
      ];
    });
  return Decoration.set(marks, true);
}

/** Undo is one list, in the program: the field has none of its own. Tab leaves it, as any field. */
function keysOf(options: SourceOptions): Extension {
  const does = (run: () => void) => () => (run(), true);
  return keymap.of([
    { key: 'Mod-z', run: does(options.undo) },
    { key: 'Mod-Shift-z', run: does(options.redo) },
    { key: 'Mod-y', run: does(options.redo) },
    { key: 'Mod-s', run: does(options.save) },
    { key: 'Mod-Enter', run: does(options.save) },
    { key: 'Escape', run: options.escape },
    ...standardKeymap,
  ]);
}

/** Makes a field with source in it. */
export function mount(options: SourceOptions): SourceView {
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        options.numbers ? lineNumbers() : [],
        problems,
        keysOf(options),
        pageLanguage(),
        colours,
        look,
        EditorView.lineWrapping,
        EditorState.readOnly.of(options.readOnly),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          'aria-describedby': options.about,
          tabindex: '0',
        }),
        EditorView.domEventHandlers({ blur: () => options.left() }),
        EditorView.updateListener.of((update) => {
          const own = !update.transactions.some((tr) => tr.annotation(fromOutside));
          if (update.docChanged && own) options.typed(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setText: (text) => setText(view, text),
    setProblems: (list) => view.dispatch({ effects: setProblems.of(list) }),
    goTo(line) {
      const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines));
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      view.focus();
    },
    focus: () => view.focus(),
    end: () => view.destroy(),
  };
}

/** Changes only what differs, so that the caret stays at its words. */
function setText(view: EditorView, text: string): void {
  const old = view.state.doc.toString();
  if (old === text) return;
  const most = Math.min(old.length, text.length);
  let head = 0;
  while (head < most && old[head] === text[head]) head++;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  view.dispatch({
    changes: { from: head, to: old.length - tail, insert: text.slice(head, text.length - tail) },
    annotations: fromOutside.of(true),
  });
}
