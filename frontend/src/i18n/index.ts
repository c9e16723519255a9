import { en, type Words } from './en';

/** Words that depend on a number. */
export interface Plural {
  one: string;
  other: string;
}

type Leaf = string | Plural;

/** The dotted names of all words: 'publish.title'. */
export type Key = Leaves<Words>;

type Leaves<T, P extends string = ''> = {
  [K in keyof T & string]: T[K] extends Leaf ? `${P}${K}` : Leaves<T[K], `${P}${K}.`>;
}[keyof T & string];

export type Args = Record<string, string | number>;

/** A language of the editor: its words and its way of counting. */
export interface Language {
  tag: string;
  words: Words;
}

export const english: Language = { tag: 'en', words: en };

/** Returns the function that says things in a language. */
export function speaker(language: Language): (key: Key, args?: Args) => string {
  const rules = new Intl.PluralRules(language.tag);
  return (key, args = {}) => {
    const leaf = find(language.words, key);
    const text =
      typeof leaf === 'string' ? leaf : leaf[rules.select(Number(args.n)) === 'one' ? 'one' : 'other'];
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = args[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? value.toLocaleString(language.tag) : value;
    });
  };
}

function find(words: Words, key: string): Leaf {
  let node: unknown = words;
  for (const part of key.split('.')) node = (node as Record<string, unknown>)[part];
  return node as Leaf;
}

/** The editor's words. */
export const t = speaker(english);

const units = ['B', 'KB', 'MB', 'GB', 'TB'];

/** A size as people read it: 3.1 MB. Bytes in. */
export function size(bytes: number, tag = english.tag): string {
  let n = bytes;
  let unit = 0;
  while (n >= 1000 && unit < units.length - 1) {
    n /= 1000;
    unit++;
  }
  const digits = unit === 0 || n >= 100 ? 0 : 1;
  return `${n.toLocaleString(tag, { maximumFractionDigits: digits })} ${units[unit] ?? ''}`;
}

/** A moment as people read it: 3 May, 14:02. RFC 3339 in; '' for none. */
export function moment(at: string, tag = english.tag): string {
  const date = new Date(at);
  if (!at || Number.isNaN(date.getTime())) return '';
  const sameYear = date.getFullYear() === new Date().getFullYear();
  return date.toLocaleString(tag === 'en' ? 'en-GB' : tag, {
    day: 'numeric',
    month: 'long',
    year: sameYear ? undefined : 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** A moment by how long ago it is: today, 14:02; yesterday, 9:30; 3 May, 14:02. With seconds where two share a minute. */
export function recently(at: string, seconds = false, now = new Date(), tag = english.tag): string {
  const date = new Date(at);
  if (!at || Number.isNaN(date.getTime())) return '';
  const locale = tag === 'en' ? 'en-GB' : tag;
  const time = date.toLocaleTimeString(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
  });
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000);
  if (days === 0 || days === 1) return t(days === 0 ? 'app.today' : 'app.yesterday', { time });
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return `${date.toLocaleDateString(locale, { day: 'numeric', month: 'long', year })}, ${time}`;
}

const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
