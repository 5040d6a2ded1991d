import { expect, test } from 'vitest';
import { exchangeRateOn, toReportingMinor } from './exchange-rate.ts';

const rates = [
  { currency: 'USD', validFrom: '2026-07-01', rate: '7.1000000000' },
  { currency: 'USD', validFrom: '2026-08-01', rate: '7.2' },
  { currency: 'USD', validFrom: '2026-06-01', rate: '7.0' },
  { currency: 'JPY', validFrom: '2026-01-01', rate: '0.0482' },
];

test('the latest rate from that day or before is in force; before the first there is none', () => {
  expect(exchangeRateOn(rates, 'USD', 'CNY', '2026-07-31')).toBe('7.1000000000');
  expect(exchangeRateOn(rates, 'USD', 'CNY', '2026-08-01')).toBe('7.2');
  expect(exchangeRateOn(rates, 'USD', 'CNY', '2026-05-31')).toBeNull();
  expect(exchangeRateOn(rates, 'EUR', 'CNY', '2026-07-31')).toBeNull();
  expect(exchangeRateOn([], 'CNY', 'CNY', '2026-07-31')).toBe('1');
});

test('amounts are converted exactly, to the minor unit of the reporting currency', () => {
  expect(toReportingMinor(10_000, 'USD', 'CNY', '7.1000000000')).toBe(71_000);
  expect(toReportingMinor(1_000, 'JPY', 'CNY', '0.0482')).toBe(4_820);
  expect(toReportingMinor(123, 'CNY', 'CNY', '1')).toBe(123);
  expect(toReportingMinor(123, 'USD', 'CNY', null)).toBeNull();
  expect(() => toReportingMinor(123, 'USD', 'CNY', '-1')).toThrow(RangeError);
  expect(() => toReportingMinor(Number.MAX_SAFE_INTEGER, 'USD', 'CNY', '7.1')).toThrow(RangeError);
});
