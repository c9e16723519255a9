import type { Token } from '../bridge/types.gen';

/** Tokens under the headings of the design panel, in the theme's order. */
export function groupTokens(tokens: readonly Token[]): [string, Token[]][] {
  const found = new Map<string, Token[]>();
  for (const token of tokens) found.set(token.group, [...(found.get(token.group) ?? []), token]);
  return [...found];
}
