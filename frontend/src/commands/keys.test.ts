import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '.';
import { commandFor, matches, showKeys, type Stroke } from './keys';

const stroke = (key: string, ...held: ('ctrl' | 'meta' | 'alt' | 'shift')[]): Stroke => ({
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
});

describe('a binding', () => {
  test('is Ctrl here and ⌘ on a Mac', () => {
    expect(matches(stroke('z', 'ctrl'), 'Mod+z', false)).toBe(true);
    expect(matches(stroke('z', 'meta'), 'Mod+z', false)).toBe(false);
    expect(matches(stroke('z', 'meta'), 'Mod+z', true)).toBe(true);
  });

  test('minds Shift for letters, not for signs', () => {
    expect(matches(stroke('Z', 'ctrl', 'shift'), 'Mod+z', false)).toBe(false);
    expect(matches(stroke('Z', 'ctrl', 'shift'), 'Mod+Shift+z', false)).toBe(true);
    expect(matches(stroke('?', 'shift'), '?', false)).toBe(true);
  });

  test('is shown as people know it', () => {
    expect(showKeys('Mod+Shift+z', false)).toBe('Ctrl+Shift+Z');
    expect(showKeys('Mod+Shift+z', true)).toBe('⌘⇧Z');
    expect(showKeys('Alt+ArrowUp', false)).toBe('Alt+↑');
  });
});

describe('a stroke means', () => {
  const id = (s: Stroke, where: Parameters<typeof commandFor>[2]) =>
    commandFor(commands, s, where, false)?.id;

  test('undo on the canvas and in its text, and nothing of ours in a field, which has its own', () => {
    expect(id(stroke('z', 'ctrl'), 'canvas')).toBe('edit.undo');
    expect(id(stroke('z', 'ctrl'), 'text')).toBe('edit.undo');
    expect(id(stroke('z', 'ctrl'), 'field')).toBeUndefined();
  });

  test('delete of a block on the canvas only', () => {
    expect(id(stroke('Delete'), 'canvas')).toBe('block.delete');
    expect(id(stroke('Delete'), 'text')).toBeUndefined();
    expect(id(stroke('Delete'), 'other')).toBeUndefined();
  });

  test('the list of commands, but a link while text is typed', () => {
    expect(id(stroke('k', 'ctrl'), 'canvas')).toBe('palette.open');
    expect(id(stroke('k', 'ctrl'), 'text')).toBeUndefined();
  });
});

test('the buttons of the program’s problems are commands', () => {
  const folder = '../backend/problem/messages'; // tests run in frontend/
  const named = readdirSync(folder).flatMap((file) =>
    [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/^action: ([\w.]+)/gm)].map((m) => m[1]),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((id) => !commands.some((c) => c.id === id))).toEqual([]);
});

test('every command has an id of its own, and no two share keys in one place', () => {
  expect(new Set(commands.map((c) => c.id)).size).toBe(commands.length);
  const keys = commands.flatMap((c) => c.keys ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});
