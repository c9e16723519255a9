import { describe, expect, test } from 'vitest';
import { turned } from './textturn';
import { unwrap, wrap, type Shape } from './text/shape';

const words = [{ type: 'text', text: 'Flour' }];
const line = { type: 'paragraph', content: words };
const shapeOf = (doc: object): Shape => {
  const shape = unwrap({ type: 'doc', content: [doc as { type: string }] });
  if (!shape) throw new Error('no text');
  return shape;
};
const item = (...content: object[]) => ({ type: 'listItem', content });

const one = [
  shapeOf(line),
  shapeOf({ type: 'heading', attrs: { level: 2 }, content: words }),
  shapeOf({ type: 'bulletList', content: [item(line)] }),
  shapeOf({ type: 'orderedList', content: [item(line)] }),
  shapeOf({ type: 'blockquote', content: [line] }),
];

describe('a text as another kind', () => {
  test('keeps its words, and the caret among them, there and back', () => {
    for (const from of one) {
      for (const to of ['paragraph', 'bulletList', 'orderedList', 'blockquote'] as const) {
        const there = turned(from, from.content, { type: to, level: 0 });
        if (!there) throw new Error(`${from.shell.type} to ${to}`);
        expect(there.shape.shell.type).toBe(to);
        expect(JSON.stringify(wrap(there.shape, there.shape.content))).toContain('Flour');
        const back = turned(there.shape, there.shape.content, {
          type: from.shell.type as 'heading',
          level: Number(from.shell.attrs?.level ?? 0),
        });
        expect(back?.shape.content).toEqual(from.content);
        expect(there.shift + (back?.shift ?? NaN)).toBe(0);
      }
    }
  });

  test('is made where the file is when it has several lines, but for a list that counts', () => {
    const list = shapeOf({ type: 'bulletList', content: [item(line), item(line)] });
    expect(turned(list, list.content, { type: 'paragraph', level: 0 })).toBeNull();
    const counted = turned(list, list.content, { type: 'orderedList', level: 0 });
    expect(counted?.shape.content).toEqual(list.content);
  });
});
