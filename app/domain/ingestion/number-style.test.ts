import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCount, readRate } from './cell-number.ts';
import { isAmbiguousNumber, NumberStyleDetector, numberStyleOf } from './number-style.ts';

describe('the style of a number', () => {
  test.each(['199.00', '1,234.50', '1.5', '0.125', '.5', '1,234,567', '1234.567', '¥1,234.5', '1.39%', '１２．５', "1'234.50"])('%j has its decimals behind a dot', (cell) => {
    expect(numberStyleOf(cell)).toBe('dot');
  });

  test.each(['199,00', '1.234,50', '1,5', '0,125', ',5', '1.234.567', '1234,567', '€ 1.234,5', '1,39 %'])('%j has its decimals behind a comma', (cell) => {
    expect(numberStyleOf(cell)).toBe('comma');
  });

  test.each(['1.234', '1,234', '123.456', '1234', '', '-', 'LILY15', '1.2.3', '1,2,3', '1.234,567.8', '1,234.567,8', 'a', '9'.repeat(100)])('%j does not tell', (cell) => {
    expect(numberStyleOf(cell)).toBeNull();
  });

  test('numbers and dates of a workbook do not tell: they have no separators', () => {
    expect([1.5, new Date()].map(numberStyleOf)).toEqual([null, null]);
  });
});

test('only what may be either is ambiguous', () => {
  expect(['1.234', '1,234', '-12.345', '999,999'].every(isAmbiguousNumber)).toBe(true);
  expect(['0.234', '1234', '1.23', '1.2345', '1,234.5', '1234.567', ''].some(isAmbiguousNumber)).toBe(false);
});

describe('a file', () => {
  const styleOf = (cells: readonly (string | number)[]) => {
    const detector = new NumberStyleDetector();
    for (const cell of cells) detector.note(cell);
    return detector.style;
  };

  test('is told by the cell that can only be read in one way', () => {
    expect(styleOf(['1.234', '12', '199,50', '7.000'])).toBe('comma');
    expect(styleOf(['1,234', '12', '199.50', '7,000'])).toBe('dot');
    expect(styleOf(['1.234', '1,234', '5'])).toBeNull();
    expect(styleOf([])).toBeNull();
  });

  test('that writes both has its decimals behind the dot: what does not fit is then refused, whatever stands first', () => {
    expect([styleOf(['1,5', '1.5']), styleOf(['1.5', '1,5'])]).toEqual(['dot', 'dot']);
  });

  test('gives every amount its value, in whichever style it was written', () => {
    const cents = fc.integer({ min: 0, max: 999_999_999 });
    fc.assert(fc.property(fc.array(cents, { minLength: 1 }), (amounts) => {
      const written = (value: number) => `${Math.floor(value / 100).toLocaleString('en-US')}.${String(value % 100).padStart(2, '0')}`;
      const swapped = (text: string) => text.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));
      expect(styleOf(amounts.map(written))).toBe('dot');
      expect(styleOf(amounts.map((value) => swapped(written(value))))).toBe('comma');
    }));
  });
});

describe('counts and rates', () => {
  test('of a file with commas before the decimals have dots between thousands', () => {
    expect(readCount('1.234.567', 0, 'comma')).toEqual({ ok: true, value: 1_234_567 });
    expect(readCount('12,5万', 0, 'comma')).toEqual({ ok: true, value: 125_000 });
    expect(readRate('4,31%', 'percent', 'comma')).toEqual({ ok: true, value: 431 });
    expect(readCount('1,5', 0, 'comma')).toMatchObject({ ok: false, code: 'not_whole' });
  });

  test('that nothing tells about: 1,234 is a count in one style only, 1.234 may be lost thousands', () => {
    expect(readCount('1,234')).toEqual({ ok: true, value: 1234 });
    expect(readCount('1.234')).toMatchObject({ ok: false, code: 'ambiguous_number' });
    expect(readCount('1.234', 0, 'dot')).toMatchObject({ ok: false, code: 'not_whole' });
    expect(readCount('1.234', 0, 'comma')).toEqual({ ok: true, value: 1234 });
    expect(readCount('1.5')).toMatchObject({ ok: false, code: 'not_whole' });
  });
});
