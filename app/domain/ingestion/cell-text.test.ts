import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellAsText, cleanCell, isEmptyCell, isNothing, readIdentifier, readText } from './cell-text.ts';
import { formulaSafeText, withoutGuard } from './formula-guard.ts';

describe('unwrapping', () => {
  test.each([
    ['\t6920000000000000001', '6920000000000000001'],
    ['="6920000000000000001"', '6920000000000000001'],
    ['="a ""b"""', 'a "b"'],
    ["'0123", '0123'],
    ["'=HYPERLINK(1)", '=HYPERLINK(1)'],
    ["'Allo", "'Allo"],
    ['  莉莉 ', '莉莉'],
    ['=1+1', '=1+1'],
    ['="', '="'],
    [null, ''],
    [undefined, ''],
    [true, 'true'],
    [12, 12],
  ])('%j is %j', (cell, clean) => {
    expect(cleanCell(cell)).toBe(clean);
  });

  test('a cell of 100,000 characters is unwrapped in time', () => {
    expect(cleanCell(`="${'"'.repeat(100_000)}"`)).toHaveLength(50_000);
  });
});

describe('nothing', () => {
  test.each(['', '-', '--', '—', '－', 'unknown', 'N/A', 'NA', '数据较少', '暂无'])('%j is nothing', (cell) => {
    expect(isNothing(cleanCell(cell))).toBe(true);
  });

  test.each(['0', '0.00', '0%', 'nobody', '-1', '----'])('%j is something', (cell) => {
    expect(isNothing(cleanCell(cell))).toBe(false);
  });

  test('a number, also 0, and a date are something', () => {
    expect([0, new Date(0)].some(isNothing)).toBe(false);
  });

  test('a KOL may be called Unknown, but not —', () => {
    expect(isEmptyCell('Unknown')).toBe(false);
    expect(isEmptyCell('—')).toBe(true);
  });
});

describe('text', () => {
  test('is NFC, with \\n as line break, and keeps emoji, Chinese and Arabic', () => {
    expect(readText('Cafe\u0301', 99)).toEqual({ ok: true, value: 'Café' });
    expect(readText('a\r\nb\rc', 99)).toEqual({ ok: true, value: 'a\nb\nc' });
    expect(readText('👩‍👧 莉莉 ليلى', 99)).toEqual({ ok: true, value: '👩‍👧 莉莉 ليلى' });
  });

  test('characters that turn the reading direction around are taken out', () => {
    expect(readText('abc\u202egpj.exe', 99)).toEqual({ ok: true, value: 'abcgpj.exe' });
  });

  test.each([
    ['a\0b', 'control_character'],
    ['a\u0007b', 'control_character'],
    ['half \ud83d emoji', 'broken_text'],
    ['x'.repeat(100_000), 'too_long'],
  ])('%# is refused', (cell, code) => {
    expect(readText(cell, 200)).toMatchObject({ ok: false, code });
  });

  test('formula text stays text: it is a name, and only exports guard it', () => {
    expect(readText('=HYPERLINK("http://x.test")', 99)).toEqual({ ok: true, value: '=HYPERLINK("http://x.test")' });
    expect(readText('__proto__', 99)).toEqual({ ok: true, value: '__proto__' });
  });

  test('numbers and dates of a spreadsheet are written in full', () => {
    expect(cellAsText(12.5)).toBe('12.5');
    expect(cellAsText(new Date('2026-07-02T00:00:00Z'))).toBe('2026-07-02');
    expect(cellAsText(new Date('2026-07-02T10:00:05Z'))).toBe('2026-07-02T10:00:05');
    expect(cellAsText(new Date(Number.NaN))).toBe('');
  });
});

describe('identifiers', () => {
  test('ids of 19 digits keep all of them, as text', () => {
    expect(readIdentifier('6920000000000000001', 99)).toEqual({ ok: true, value: '6920000000000000001' });
  });

  test.each(['6.92E+18', 6.92e18, 1.5])('%j has been rounded by a spreadsheet', (cell) => {
    expect(readIdentifier(cell, 99)).toMatchObject({ ok: false, code: 'precision_lost' });
  });

  test('invisible characters and runs of blanks do not make two handles of one', () => {
    expect(readIdentifier('lily\u200b  li\nna', 99)).toEqual({ ok: true, value: 'lily li na' });
    expect(readIdentifier('a\0', 99)).toMatchObject({ ok: false, code: 'control_character' });
  });
});

describe('formula guard', () => {
  test.each(['=1+1', '+1', '-1', '@sum', '\tx', '\rx', '\0x', '＝1+1', '＠x'])('%j gets an apostrophe', (text) => {
    expect(formulaSafeText(text)).toBe(`'${text}`);
  });

  test.each(['Lily', '1', '12.5万', "'Allo", '', ' =1', 'a=b'])('%j stays as it is', (text) => {
    expect(formulaSafeText(text)).toBe(text);
  });

  test('what is exported is imported unchanged, and never starts like a formula', () => {
    const text = fc.string({ unit: fc.oneof(fc.constantFrom('=', "'", '+', '-', '@', '\t', '＝', '0', 'a', '"'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })) });
    fc.assert(fc.property(text, (value) => {
      expect(withoutGuard(formulaSafeText(value))).toBe(value);
      expect(formulaSafeText(value)).not.toMatch(/^[=+\-@\t\r\0＝＋－＠]/);
    }));
    fc.assert(fc.property(text.filter((value) => value === value.trim() && !value.startsWith('="')), (value) => cleanCell(formulaSafeText(value)) === value));
  });
});
