import { expect, test } from 'vitest';
import { catchPictures, saysNothing } from './picturecatcher';

const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';

test('only a paste that says nothing is caught', () => {
  const data = (types: string[], files: number, words = '') =>
    ({
      types,
      files: { length: files },
      items: { length: files },
      getData: (kind: string) => (kind === 'text/plain' ? words : ''),
    }) as unknown as DataTransfer;
  expect(saysNothing(data([], 0))).toBe(true);
  expect(saysNothing(data(['text/plain'], 0))).toBe(false);
  expect(saysNothing(data([], 1))).toBe(false);
  expect(saysNothing(data([], 0, 'Words of a terminal'))).toBe(false);
  expect(saysNothing(null)).toBe(false);
});

test('the pictures that the browser pastes are taken out, and the keyboard goes back', async () => {
  const text = document.createElement('textarea');
  document.body.append(text);
  text.focus();
  const files = await catchPictures(document, () => {
    const field = document.documentElement.lastElementChild;
    if (!field) throw new Error('no field');
    // One that the page holds, one of elsewhere, and one that is no picture.
    field.innerHTML = `<img src="${dot}"><img src="https://example.org/a.png"><img src="data:image/svg+xml;base64,PHN2Zy8+">`;
    return Promise.resolve();
  });
  expect(files.map((file) => [file.name, file.type, file.size])).toEqual([['picture.gif', 'image/gif', 23]]);
  expect(document.activeElement).toBe(text);
  expect(document.documentElement.lastElementChild).toBe(document.body);
});

test('nothing on the clipboard is nothing', async () => {
  expect(await catchPictures(document, () => Promise.resolve())).toEqual([]);
});
