import { expect, test } from 'vitest';
import type { Token } from '../bridge/types.gen';
import { groupTokens, hardOn, wears } from './tokengroups';

const token = (name: string, value: string, on: string[] = []): Token => ({
  name,
  label: name.toUpperCase(),
  type: 'colour',
  group: 'Colours',
  value,
  on,
});
const tokens = [
  token('words', '#999999', ['wall', 'floor']),
  token('wall', '#ffffff'),
  token('floor', '#111111'),
];

test('a colour that is hard to read names the grounds on which it is', () => {
  expect(tokens.map((one) => hardOn(one, tokens))).toEqual([['WALL'], [], []]);
  expect(hardOn(token('words', '#999', ['gone']), tokens)).toEqual([]);
});

test('a look is worn when all of its values are', () => {
  const look = { group: 'Colours', label: 'Night', tokens: { wall: '#ffffff', floor: '#111111' } };
  expect(wears(look, tokens)).toBe(true);
  expect(wears({ ...look, tokens: { wall: '#000000' } }, tokens)).toBe(false);
  expect(groupTokens(tokens)).toEqual([['Colours', tokens]]);
});
