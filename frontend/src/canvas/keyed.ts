import { commands } from '../commands';
import type { Command } from '../commands/command';
import { commandFor, matches } from '../commands/keys';
import { lead, originsAround, originWords } from './origins';
import { walk } from './place';
import type { Stage } from './stage.svelte';
import type { Held } from './text/crossing';

const arrows = ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft'];

/** Keys that go on from where the keyboard is, whatever is under way. */
export const passing = ['Tab', 'F6', 'Shift', 'Control', 'Alt', 'Meta'];

/** Keys on the page, in its document and on the stage around it. */
export function keyed(stage: Stage, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const { session, writer } = stage;
  // Elements of the frame are of another realm: instanceof would not know them.
  const typing = !!writer.editor?.view.dom.contains(event.target as Node);
  if (held(stage, event)) return event.preventDefault();
  if (typing && matches(event, 'Alt+F10')) {
    event.preventDefault();
    stage.barred = true;
    return;
  }
  if (!typing && stage.origin && !session.selected && ['Enter', 'Escape'].includes(event.key)) {
    event.preventDefault();
    if (event.key === 'Enter') lead(stage, stage.origin);
    stage.origin = null;
    return;
  }
  const command = commandFor(commands, event, typing ? 'text' : 'canvas');
  if (command) {
    event.preventDefault();
    event.stopPropagation();
    const chord = event.ctrlKey || event.metaKey || event.altKey;
    // A list that is open by then means the key.
    const run = () => (stage.inserting && !chord ? stage.searchFor(event.key) : runs(stage, command));
    if (inTurn(command)) session.turns.key(run);
    else run();
  } else if (!typing && !passing.includes(event.key) && (session.turns.busy || isStep(event))) {
    event.preventDefault();
    session.turns.key(() => arrive(stage, event));
  }
}

/** Commands that speak of blocks come one after the other; others may last. */
function inTurn(command: Command): boolean {
  return command.scope === 'block' || command.id.startsWith('edit.');
}

function runs({ session }: Stage, command: Command): void | Promise<void> {
  return command.enabled?.(session) === false ? undefined : command.run(session);
}

/** A key that no text can take yet is kept for it. */
function held({ writer }: Stage, event: KeyboardEvent): boolean {
  return event.isTrusted && !writer.editor && writer.crossing.hold(event);
}

/** A key or a paste that waited for a text which is closing now: it is for the block. */
export function afterText(stage: Stage, held: Held): void {
  if ('key' in held) keyed(stage, new KeyboardEvent('keydown', held));
  else if (held instanceof DataTransfer)
    stage.session.turns.key(() => stage.paste(new ClipboardEvent('paste', { clipboardData: held })));
}

/** A key whose turn has come: what it goes to may have been opened only now. */
function arrive(stage: Stage, event: KeyboardEvent): void {
  if (held(stage, event)) return;
  if (stage.inserting) stage.searchFor(event.key);
  else if (isStep(event)) step(stage, event);
}

function isStep(event: KeyboardEvent): boolean {
  return arrows.includes(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
}

/**
 * The arrows go from block to block, with Shift they select more or fewer. Before
 * the first and after the last block they go on to what the layout shows.
 */
function step(stage: Stage, event: KeyboardEvent): void {
  const { session, frame } = stage;
  const blocks = session.page?.blocks ?? [];
  const forward = event.key === 'ArrowDown' || event.key === 'ArrowRight';
  if (event.shiftKey && session.selected) {
    if (session.selection.grow(blocks, forward ? 1 : -1)) frame.reveal(session.selected);
    session.sayBlock();
    return;
  }
  const next = nextStop(stage, forward ? 1 : -1);
  if (next === null) return;
  stage.origin = typeof next === 'string' ? null : next;
  if (typeof next === 'string') {
    session.select(next);
    frame.reveal(next);
    session.sayBlock();
  } else {
    session.select('');
    next.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    session.notices.say(originWords(next));
  }
}

/** What the arrows come to next: a block, or what shows a setting. Null: the end. */
function nextStop(stage: Stage, by: 1 | -1): string | HTMLElement | null {
  const { session, origin } = stage;
  const blocks = walk(session.page?.blocks ?? []).map(({ at }) => at);
  const { before, after } = originsAround(stage);
  const stops = [...before, ...blocks, ...after];
  const here = stops.indexOf(session.selected || origin || '');
  if (here >= 0) return stops[here + by] ?? null;
  return (by > 0 ? (blocks[0] ?? stops[0]) : (blocks.at(-1) ?? stops.at(-1))) ?? null;
}
