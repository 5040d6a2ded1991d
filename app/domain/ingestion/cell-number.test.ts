import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectPercentStyle, readCount, readRate, readShare } from './cell-number.ts';
import { parseDecimal, roundedTimesPower, unitPower, wholeTimesPower } from './decimal.ts';

describe('counts', () => {
  test.each([
    ['475.8m', 475_800_000], ['3.3k', 3300], ['29.0b', 29_000_000_000], ['0.89k', 890],
    ['12.5万', 125_000], ['1.2亿', 120_000_000], ['12.5w', 125_000], ['10万+', 100_000], ['1.2亿人', 120_000_000],
    ['1,234', 1234], ['1 234 567', 1_234_567], ['1.0', 1], ['+5', 5], ['.5k', 500], ['7', 7], ['0', 0],
    ['１２．５万', 125_000], ['１，２３４', 1234], ['2.3 million', 2_300_000], ['3千', 3000],
    ['9007199254740991', Number.MAX_SAFE_INTEGER], [125000, 125_000], [1e15, 1e15], [0.1 + 0.2 + 0.7, 1],
  ])('%j is %j', (cell, value) => {
    expect(readCount(cell)).toEqual({ ok: true, value });
  });

  test.each([
    ['12.5', 'not_whole'], ['0.8921k', 'not_whole'], [1.5, 'not_whole'],
    ['-5', 'negative'], [-5, 'negative'],
    ['9007199254740992', 'too_large'], ['99999999亿', 'too_large'],
    ['abc', 'not_a_number'], ['1.234.567', 'not_a_number'], ['1,5', 'not_a_number'], ['12,34,567', 'not_a_number'], ['5 apples', 'not_a_number'],
    ['1e5', 'not_a_number'], ['', 'not_a_number'], ['.', 'not_a_number'], ['k', 'not_a_number'], ['=1+1', 'not_a_number'], ['__proto__', 'not_a_number'],
    ['\0', 'not_a_number'], ['1'.repeat(100_000), 'not_a_number'], ['5\u202e', 'not_a_number'], ['5\ud800', 'not_a_number'],
    [Number.NaN, 'not_a_number'], [Number.POSITIVE_INFINITY, 'not_a_number'], [new Date(), 'not_a_number'],
  ])('case %#: %j is refused', (cell, code) => {
    expect(readCount(cell)).toMatchObject({ ok: false, code });
  });

  test('a unit in the heading counts for cells without one of their own', () => {
    expect(readCount('12.5', 4)).toEqual({ ok: true, value: 125_000 });
    expect(readCount(12.5, 4)).toEqual({ ok: true, value: 125_000 });
    expect(readCount('3k', 4)).toEqual({ ok: true, value: 3000 });
  });

  test('every count is read back from every way of writing it', () => {
    fc.assert(fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (value) => {
      for (const text of [String(value), value.toLocaleString('en-US'), `\u3000${value}`]) expect(readCount(text)).toEqual({ ok: true, value });
      const digits = String(value).padStart(9, '0');
      for (const [unit, places] of [['万', 4], ['亿', 8], ['m', 6], ['k', 3]] as const) {
        const text = `${digits.slice(0, -places).replace(/^0+(?=\d)/, '')}.${digits.slice(-places)}${unit}`;
        expect(readCount(text)).toEqual({ ok: true, value });
      }
    }));
  });

  test('any text gets an answer', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof readCount(text).ok === 'boolean'));
  });
});

describe('decimals', () => {
  test('are exact in both directions of the scale', () => {
    const value = parseDecimal('-1,234.565');
    expect(value).toEqual({ coefficient: -1_234_565n, scale: 3 });
    expect(value && wholeTimesPower(value, 2)).toBeNull();
    expect(value && wholeTimesPower(value, 5)).toBe(-123_456_500n);
    expect(value && roundedTimesPower(value, 2)).toBe(-123_456n);
    expect(value && roundedTimesPower(value, 4)).toBe(-12_345_650n);
    expect(parseDecimal('+')).toBeNull();
    expect(parseDecimal('0'.repeat(41))).toBeNull();
    expect(unitPower('stone')).toBeUndefined();
  });
});

describe('percentages', () => {
  test.each([
    ['1.39%', 139], ['40', 4000], ['12.34', 1234], ['100%', 10_000], ['0', 0], ['３５％', 3500], [25, 2500], ['0.5%', 50],
  ])('the share %j is %j basis points', (cell, value) => {
    expect(readShare(cell)).toEqual({ ok: true, value });
  });

  test.each([
    ['1.395%', 'too_precise'], ['101', 'out_of_range'], ['-1%', 'out_of_range'], ['x', 'not_a_percent'], ['%', 'not_a_percent'],
    [new Date(), 'not_a_percent'], [Number.NaN, 'not_a_percent'],
  ])('the share %j is refused', (cell, code) => {
    expect(readShare(cell)).toMatchObject({ ok: false, code });
  });

  test('a column of fractions is read as fractions, % signs in it as percent', () => {
    expect(readShare('0.1314', 'fraction')).toEqual({ ok: true, value: 1314 });
    expect(readShare(0.4, 'fraction')).toEqual({ ok: true, value: 4000 });
    expect(readShare('13.14%', 'fraction')).toEqual({ ok: true, value: 1314 });
  });

  test('a measured rate is rounded half to even', () => {
    expect(readRate('1.395%')).toEqual({ ok: true, value: 140 });
    expect(readRate('1.385%')).toEqual({ ok: true, value: 138 });
    expect(readRate('250%')).toEqual({ ok: true, value: 25_000 });
    expect(readRate('20000%')).toMatchObject({ ok: false, code: 'out_of_range' });
    expect(readRate('high')).toMatchObject({ ok: false, code: 'not_a_percent' });
  });

  test.each([
    [['13.14', '0.5'], 'percent'], [['0.1314', '0.5'], 'fraction'], [['0', '0.0'], 'percent'], [['-', 'x', '1.3%'], 'percent'],
    [[0.0139, 1], 'fraction'], [[], 'percent'], [['-0.2'], 'fraction'], [[new Date(0)], 'percent'],
  ])('the column %j is in %s', (cells, style) => {
    expect(detectPercentStyle(cells)).toBe(style);
  });
});
