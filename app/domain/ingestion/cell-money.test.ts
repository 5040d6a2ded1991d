import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountText } from '../money.ts';
import { readAmount, readCurrency } from './cell-money.ts';

const cny = { currency: 'CNY' };

describe('amounts', () => {
  test.each([
    ['199.00', 19_900, 'CNY'], ['199', 19_900, 'CNY'], ['1,234.50', 123_450, 'CNY'], ['0', 0, 'CNY'], [199.5, 19_950, 'CNY'], [0.1 + 0.2, 30, 'CNY'],
    ['¥1,234.50', 123_450, 'CNY'], ['￥99', 9900, 'CNY'], ['99元', 9900, 'CNY'], ['RMB 99', 9900, 'CNY'], ['99.00 CNY', 9900, 'CNY'], ['人民币99', 9900, 'CNY'],
    ['1.2万', 1_200_000, 'CNY'], ['1.2万元', 1_200_000, 'CNY'], ['¥3.5k', 350_000, 'CNY'], ['8万', 8_000_000, 'CNY'], ['1.2 万 元', 1_200_000, 'CNY'],
    ['$30', 3000, 'USD'], ['US$ 30.05', 3005, 'USD'], ['30美元', 3000, 'USD'], ['€1,000', 100_000, 'EUR'], ['£5', 500, 'GBP'], ['HK$8', 800, 'HKD'],
    ['3k USD', 300_000, 'USD'], ['JPY 3000', 3000, 'JPY'], ['3000円', 3000, 'JPY'], ['KWD 1.234', 1234, 'KWD'],
    ['１９９．００', 19_900, 'CNY'], ['1999.000', 199_900, 'CNY'], ['.5', 50, 'CNY'],
  ])('%j is %j minor units of %s', (cell, minor, currency) => {
    expect(readAmount(cell, cny)).toEqual({ ok: true, value: { minor, currency } });
  });

  test.each([
    ['1999.005', 'too_precise'], ['JPY 3000.5', 'too_precise'], ['1.234', 'ambiguous_number'], ['¥199.000', 'ambiguous_number'], ['KWD 1,234', 'ambiguous_number'],
    ['-5', 'negative'], ['¥-5', 'negative'], ['-¥5', 'negative'], [-5, 'negative'],
    ['90071992547409.92', 'too_large'], ['9亿亿', 'not_an_amount'], ['99999999亿', 'too_large'],
    ['free', 'not_an_amount'], ['1,5', 'not_an_amount'], ['1.234,56', 'not_an_amount'], ['5 apples', 'not_an_amount'], ['$5€', 'not_an_amount'],
    ['qq5', 'not_an_amount'], ['', 'not_an_amount'], ['--5', 'not_an_amount'], ['-¥-5', 'not_an_amount'], ['=1+1', 'not_an_amount'], ['5\0', 'not_an_amount'],
    ['1'.repeat(100_000), 'not_an_amount'], [new Date(), 'not_an_amount'], [Number.NaN, 'not_an_amount'],
  ])('case %#: %j is refused', (cell, code) => {
    expect(readAmount(cell, cny)).toMatchObject({ ok: false, code });
  });

  test('where the file has told how it writes numbers, nothing is ambiguous', () => {
    const minor = (cell: string, numberStyle: 'dot' | 'comma', currency = 'CNY') => readAmount(cell, { currency, numberStyle });
    expect(minor('199.000', 'dot')).toEqual({ ok: true, value: { minor: 19_900, currency: 'CNY' } });
    expect(minor('1.234', 'dot')).toMatchObject({ ok: false, code: 'too_precise' });
    expect(minor('1.234', 'comma')).toEqual({ ok: true, value: { minor: 123_400, currency: 'CNY' } });
    expect(minor('€1.234,50', 'comma')).toEqual({ ok: true, value: { minor: 123_450, currency: 'EUR' } });
    expect(minor('1,5万元', 'comma')).toEqual({ ok: true, value: { minor: 1_500_000, currency: 'CNY' } });
    expect(minor('199.00', 'comma')).toMatchObject({ ok: false, code: 'not_an_amount' });
    expect(minor('KWD 1,234', 'comma')).toEqual({ ok: true, value: { minor: 1234, currency: 'KWD' } });
  });

  test('signs that currencies share mean the one that is expected', () => {
    expect(readAmount('¥3000', { currency: 'JPY' })).toEqual({ ok: true, value: { minor: 3000, currency: 'JPY' } });
    expect(readAmount('$30', { currency: 'CAD' })).toEqual({ ok: true, value: { minor: 3000, currency: 'CAD' } });
    expect(readAmount('30元', { currency: 'TWD' })).toEqual({ ok: true, value: { minor: 3000, currency: 'TWD' } });
  });

  test('a sign against the currency column of the row is a contradiction', () => {
    expect(readAmount('$30', { currency: 'CNY', named: true })).toMatchObject({ ok: false, code: 'currency_conflict' });
    expect(readAmount('¥30', { currency: 'CNY', named: true })).toEqual({ ok: true, value: { minor: 3000, currency: 'CNY' } });
  });

  test('what the heading promises counts for cells that say nothing', () => {
    expect(readAmount('1.2', { ...cny, headingPower: 4 })).toEqual({ ok: true, value: { minor: 1_200_000, currency: 'CNY' } });
    expect(readAmount('800元', { ...cny, headingPower: 4 })).toEqual({ ok: true, value: { minor: 800_000_000, currency: 'CNY' } });
    expect(readAmount('3k', { ...cny, headingPower: 4 })).toEqual({ ok: true, value: { minor: 300_000, currency: 'CNY' } });
    expect(readAmount('19900', { ...cny, headingMinor: true })).toEqual({ ok: true, value: { minor: 19_900, currency: 'CNY' } });
    expect(readAmount('199.5', { ...cny, headingMinor: true })).toMatchObject({ ok: false, code: 'too_precise' });
  });

  test('every amount that is written is read back, with or without separators', () => {
    fc.assert(fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), fc.constantFrom('CNY', 'USD', 'JPY', 'KWD'), (minor, currency) => {
      const text = amountText(minor, currency);
      const [whole = '', fraction] = text.split('.');
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
      for (const written of [text, grouped, `${currency} ${text}`, `${grouped} ${currency.toLowerCase()}`]) {
        expect(readAmount(written, { currency })).toEqual({ ok: true, value: { minor, currency } });
      }
    }));
  });

  test('any text gets an answer', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof readAmount(text, cny).ok === 'boolean'));
  });
});

describe('currencies', () => {
  test.each([['CNY', 'CNY'], ['usd', 'USD'], ['人民币', 'CNY'], ['￥', 'CNY'], ['US$', 'USD'], ['$', 'USD'], ['元', 'CNY']])('%j is %s', (cell, value) => {
    expect(readCurrency(cell, 'CNY')).toEqual({ ok: true, value });
  });

  test.each(['yuan!', '12', '', 'x'.repeat(1000), 5])('%j is none', (cell) => {
    expect(readCurrency(cell, 'CNY')).toMatchObject({ ok: false, code: 'unknown_currency' });
  });
});
