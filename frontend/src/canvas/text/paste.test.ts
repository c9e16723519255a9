import { describe, expect, test } from 'vitest';
import { cleanPaste } from './paste';

describe('pasted HTML', () => {
  test('keeps marks and links, loses styles, classes and scripts', () => {
    const html =
      '<p class="x" style="color:red">A <b onclick="x()">bold</b> <a href="https://a.org" target="_blank">link</a><script>alert(1)</script></p>';
    expect(cleanPaste(html)).toBe('<p>A <strong>bold</strong> <a href="https://a.org">link</a></p>');
  });

  test('loses addresses that run something', () => {
    expect(cleanPaste('<a href="javascript:alert(1)">x</a><a href=" data:text/html,x">y</a>')).toBe('xy');
  });

  test('reads marks that a program wrote as styles', () => {
    expect(
      cleanPaste('<span style="font-weight:700">a</span><span style="font-style: italic">b</span>'),
    ).toBe('<strong>a</strong><em>b</em>');
  });

  test('takes the wrapper of Google Docs away, which says bold and means normal', () => {
    expect(cleanPaste('<b style="font-weight:normal"><p>text</p></b>')).toBe('<p>text</p>');
  });

  test('makes lists of what Word writes for lists', () => {
    const word =
      '<p class="MsoListParagraphCxSpFirst" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·  </span>Rye</p>' +
      '<p class="MsoListParagraphCxSpLast" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·  </span>Spelt</p><p>After</p>';
    expect(cleanPaste(word)).toBe('<ul><li>Rye</li><li>Spelt</li></ul><p>After</p>');
  });
});
