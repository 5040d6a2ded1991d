import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountText, convertMinor, currencyExponent, isCurrencyCode, parseAmountMinor, parseExchangeRate, sumMinor } from './money.ts';

describe('amounts are decimal strings outside and integers inside', () => {
  it.each([
    ['199.00', 'CNY', 19_900],
    ['199', 'CNY', 19_900],
    ['0.5', 'CNY', 50],
    ['-12.34', 'CNY', -1_234],
    ['1.10', 'CNY', 110],
    ['1200', 'JPY', 1_200],
    ['1200.00', 'JPY', 1_200],
    ['1.234', 'KWD', 1_234],
    [' 7.00 ', 'USD', 700],
    ['-0', 'CNY', 0],
  ])('%s %s is %i minor units', (text, currency, minor) => {
    expect(parseAmountMinor(text, currency)).toBe(minor);
  });

  it.each(['', 'abc', '1,234', '1.234', '.5', '5.', '1e3', '¥5', '99999999999999999', 'NaN'])('refuses %j in CNY', (text) => {
    expect(parseAmountMinor(text, 'CNY')).toBeNull();
  });

  it('what is written reads back, in any currency', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('CNY', 'JPY', 'KWD', 'USD'), (minor, currency) => {
        expect(parseAmountMinor(amountText(minor, currency), currency)).toBe(minor === 0 ? 0 : minor);
      }),
    );
  });

  it('currencies know their minor unit', () => {
    expect(['CNY', 'JPY', 'KWD'].map(currencyExponent)).toEqual([2, 0, 3]);
    expect(['CNY', 'KWD', 'cny', 'CN', 'CNYX', 'XYZ', 'RMB'].map(isCurrencyCode)).toEqual([true, true, false, false, false, false, false]);
  });
});

describe('exchange rates', () => {
  const rate = (text: string) => parseExchangeRate(text) ?? 0n;

  it.each([
    [10_000, 'USD', 'CNY', '7.1234', 71_234],
    [1_000, 'JPY', 'CNY', '0.0475', 4_750],
    [1_000, 'KWD', 'CNY', '23.2', 2_320],
    [1, 'USD', 'CNY', '0.005', 0],
    [3, 'USD', 'CNY', '0.5', 2],
    [-10_000, 'USD', 'CNY', '7.1234', -71_234],
    [5, 'CNY', 'CNY', '9', 5],
  ])('%i %s in %s at %s is %i', (minor, from, to, text, converted) => {
    expect(convertMinor(minor, from, to, rate(text))).toBe(converted);
  });

  it.each(['', '0', '-1', '1.12345678901', 'x', '1,2'])('%j is no rate', (text) => {
    expect(parseExchangeRate(text)).toBeNull();
  });
});

it('a sum beyond what an integer can hold exactly is refused, never rounded', () => {
  expect(sumMinor([1, 2, 3])).toBe(6);
  expect(() => sumMinor([Number.MAX_SAFE_INTEGER, 1])).toThrow('beyond a safe integer');
});
