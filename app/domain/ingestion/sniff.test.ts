import { describe, expect, test } from 'vitest';
import { sniffDelimiter, sniffEncoding } from './sniff.ts';

describe('the separator', () => {
  test.each([
    ['name,followers\nA,1\nB,2\n', ','],
    ['name\tfollowers\nA,a\t1,000\n', '\t'],
    ['name;price\nA;1,5\nB;2,5\n', ';'],
    ['name,verticals\nA,beauty;food\nB,travel;food\n', ','],
    ['name,note\n"a;b;c","x;y\n;z"\n', ','],
    ['达人昵称;粉丝数\n"李, 莉";12.5万\n', ';'],
    ['only one heading', ','],
    ['a;b;c', ';'],
    ['', ','],
    ['name,followers,note\nA,1,x\nB,2,cut of', ','],
  ])('of %j is %j', (sample, delimiter) => {
    expect(sniffDelimiter(sample)).toBe(delimiter);
  });
});

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  [...text].forEach((letter, index) => view.setUint16(index * 2, letter.charCodeAt(0), littleEndian));
  return new Uint8Array(view.buffer);
};

describe('the encoding', () => {
  const text = '达人昵称,粉丝数\n莉莉,125000\n安安,98000\n';

  test('UTF-8 with and without a mark, and plain ASCII', () => {
    expect(sniffEncoding(utf8(`\ufeff${text}`))).toBe('utf-8');
    expect(sniffEncoding(utf8(text))).toBe('utf-8');
    expect(sniffEncoding(utf8('name,followers'))).toBe('utf-8');
    expect(sniffEncoding(new Uint8Array())).toBe('utf-8');
  });

  test('UTF-8 whose last character is cut by the end of the sample', () => {
    expect(sniffEncoding(utf8(text).subarray(0, 4))).toBe('utf-8');
  });

  test('UTF-16 in both orders, with and without a mark', () => {
    for (const mark of ['\ufeff', '']) {
      expect(sniffEncoding(utf16(mark + text, true))).toBe('utf-16le');
      expect(sniffEncoding(utf16(mark + text, false))).toBe('utf-16be');
    }
  });

  test('GB18030: what is not UTF-8', () => {
    // 达人 in GB18030.
    expect(sniffEncoding(new Uint8Array([0xb4, 0xef, 0xc8, 0xcb, 0x2c, 0x31]))).toBe('gb18030');
  });

  test('a hostile NUL does not make a file UTF-16', () => {
    expect(sniffEncoding(utf8(`${text}${text}\0${text}`))).toBe('utf-8');
  });
});
