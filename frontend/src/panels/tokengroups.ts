import type { Look, Token } from '../bridge/types.gen';
import { contrast, readable } from '../fields/contrast';

/** Tokens under the headings of the design panel, in the theme's order. */
export function groupTokens(tokens: readonly Token[]): [string, Token[]][] {
  const found = new Map<string, Token[]>();
  for (const token of tokens) found.set(token.group, [...(found.get(token.group) ?? []), token]);
  return [...found];
}

/** The names of the grounds on which a colour of text is hard to read. */
export function hardOn(token: Token, tokens: readonly Token[]): string[] {
  return token.on
    .map((name) => tokens.find((t) => t.name === name))
    .filter((ground) => ground !== undefined)
    .filter((ground) => (contrast(token.value, ground.value) ?? readable) < readable)
    .map((ground) => ground.label);
}

/** Whether the tokens have what a look says. */
export function wears(look: Look, tokens: readonly Token[]): boolean {
  return Object.entries(look.tokens).every(
    ([name, value]) => tokens.find((t) => t.name === name)?.value === value,
  );
}
