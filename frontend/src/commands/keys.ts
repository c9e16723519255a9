import type { Command } from './command';

/** The part of a keyboard event that matters here. */
export interface Stroke {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** Does a stroke mean a binding such as 'Mod+Shift+z'? */
export function matches(stroke: Stroke, binding: string, mac = isMac): boolean {
  const parts = binding.split('+');
  const key = parts.pop() ?? '';
  const needs = (name: string) => parts.includes(name);
  const mod = mac ? stroke.metaKey : stroke.ctrlKey;
  const other = mac ? stroke.ctrlKey : stroke.metaKey;
  if (mod !== needs('Mod') || other || stroke.altKey !== needs('Alt')) return false;
  // A sign such as ? is itself, however it is reached; letters and named keys mind Shift.
  const sign = key.length === 1 && !/[a-z0-9]/i.test(key);
  if (!sign && stroke.shiftKey !== needs('Shift')) return false;
  return stroke.key.toLowerCase() === key.toLowerCase();
}

/** Where a stroke happened: in a field of a panel, in a text of the page, on the canvas, or elsewhere. */
export type Where = 'field' | 'text' | 'canvas' | 'other';

/** The command that a stroke means there, or undefined. */
export function commandFor(
  list: readonly Command[],
  stroke: Stroke,
  where: Where,
  mac = isMac,
): Command | undefined {
  return list.find((command) => {
    if (!command.keys?.some((binding) => matches(stroke, binding, mac))) return false;
    if (where === 'field') return !!command.inFields;
    if (where === 'text') return !!command.inText;
    return where === 'canvas' || command.scope !== 'block';
  });
}

const names: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
};

/** A binding as it is shown: Ctrl+Shift+Z, ⌘⇧Z. */
export function showKeys(binding: string, mac = isMac): string {
  const parts = binding.split('+').map((part) => {
    if (part === 'Mod') return mac ? '⌘' : 'Ctrl';
    if (part === 'Alt') return mac ? '⌥' : 'Alt';
    if (part === 'Shift') return mac ? '⇧' : 'Shift';
    return names[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
  return parts.join(mac ? '' : '+');
}
