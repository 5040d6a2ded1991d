import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountText } from '#app/domain/money.ts';
import * as format from './format.ts';

test('an exact amount shows every minor unit, and yuan are ¥ in both languages', () => {
  expect(format.formatMoney(1234567890, 'CNY', 'zh-CN')).toBe('¥12,345,678.90');
  expect(format.formatMoney(1234567890, 'CNY', 'en')).toBe('¥12,345,678.90');
  expect(format.formatMoney(-5, 'CNY', 'en')).toBe('−¥0.05');
  expect(format.formatMoney(0, 'CNY', 'en')).toBe('¥0.00');
  expect(format.formatMoney(1999, 'USD', 'en')).toBe('$19.99');
  expect(format.formatMoney(1999, 'USD', 'zh-CN')).toBe('US$19.99');
});

test('currencies keep their own number of decimals, and yen are not mistaken for yuan', () => {
  expect(format.formatMoney(12345, 'JPY', 'zh-CN')).toBe('JP¥12,345');
  expect(format.formatMoney(12345, 'KWD', 'en')).toBe('KWD 12.345');
});

test('the digits of an exact amount are those of the integer, whatever its size', () => {
  const amount = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
  fc.assert(fc.property(amount, fc.constantFrom('CNY', 'JPY', 'KWD'), (minor, currency) => {
    const digits = format.formatMoney(minor, currency, 'en').replace('−', '-').replace(/[^\d.-]/g, '');
    return digits === (minor === 0 ? amountText(0, currency) : amountText(minor, currency));
  }));
});

test('compact amounts use 万 and 亿 in Chinese, K, M and B in English', () => {
  expect(format.formatMoneyCompact(321_450_000, 'CNY', 'zh-CN')).toBe('¥321.5万');
  expect(format.formatMoneyCompact(321_450_000, 'CNY', 'en')).toBe('¥3.2M');
  expect(format.formatMoneyCompact(-12_300_000, 'CNY', 'en')).toBe('−¥123K');
  expect(format.formatCompact(1_234_567_890, 'zh-CN')).toBe('12.3亿');
  expect(format.formatCompact(1_234_567_890, 'en')).toBe('1.2B');
  expect(format.formatCompact(9_876, 'zh-CN')).toBe('9,876');
  expect(format.formatCompact(987, 'en')).toBe('987');
});

test('units of large numbers can be chosen apart from the language', () => {
  expect(format.formatCompact(123_456, 'en', 'wan')).toBe('12.3万');
  expect(format.formatCompact(123_456, 'zh-CN', 'kmb')).toBe('123.5K');
  expect(format.formatCompact(9_876, 'en', 'wan')).toBe('9,876');
  expect(format.formatMoneyCompact(321_450_000, 'USD', 'zh-CN', 'kmb')).toBe('US$3.2M');
});

test('numbers, shares, ratios and sizes', () => {
  expect(format.formatNumber(1234567.891, 'en')).toBe('1,234,567.89');
  expect(format.formatNumber(3, 'en', 1)).toBe('3.0');
  expect(format.formatPercent(0.1234, 'zh-CN')).toBe('12.3%');
  expect(format.formatPercent(0.4, 'en')).toBe('40%');
  expect(format.formatRatio(1.2, 'en')).toBe('1.20');
  expect(format.formatBytes(0, 'en')).toBe('0 B');
  expect(format.formatBytes(1536, 'en')).toBe('1.5 KB');
});

test('a probability from data is never certain', () => {
  const said = [0, 0.004, 0.01, 0.5, 0.81, 0.99, 0.9951, 1].map((probability) => format.formatProbability(probability, 'en'));
  expect(said).toEqual(['<1%', '<1%', '1%', '50%', '81%', '99%', '>99%', '>99%']);
});

test('a calendar day stays itself; an instant becomes the day of the workspace', () => {
  expect(format.formatDay('2026-07-01', 'zh-CN')).toBe('2026年7月1日');
  expect(format.formatDay('2026-07-01', 'en')).toBe('1 Jul 2026');
  expect(format.formatDayShort('2026-07-01', 'en')).toBe('1 Jul');
  expect(format.formatDate('2026-06-30T16:30:00Z', 'en', 'Asia/Shanghai')).toBe('1 Jul 2026');
  expect(format.formatDateTime('2026-06-30T16:30:00Z', 'en', 'Asia/Shanghai')).toBe('1 Jul 2026, 00:30');
  expect(format.formatDateTime(new Date('2026-06-30T16:30:00Z'), 'zh-CN', 'Asia/Shanghai')).toBe('2026年7月1日 00:30');
});

test('relative times count whole units towards now', () => {
  const now = '2026-07-10T12:00:00Z';
  expect(format.formatRelative('2026-07-10T09:00:01Z', now, 'en')).toBe('2 hours ago');
  expect(format.formatRelative('2026-07-05T12:00:00Z', now, 'zh-CN')).toBe('5天前');
  expect(format.formatRelative('2026-07-10T11:59:40Z', now, 'en')).toBe('this minute');
  expect(format.formatRelative('2026-07-11T12:00:00Z', now, 'en')).toBe('tomorrow');
});

test('a number below zero carries the minus sign, the same in every form of it', () => {
  for (const locale of ['en', 'zh-CN'] as const) {
    for (const text of [format.formatNumber(-1234.5, locale), format.formatNumber(-0.5, locale, 2), format.formatPercent(-0.123, locale), format.formatCompact(-123_456, locale), format.formatCompact(-12, locale), format.formatMoney(-100, 'USD', locale), format.formatMoneyCompact(-100_000_000, 'CNY', locale)]) {
      expect(text.startsWith('−'), text).toBe(true);
      expect(text, text).not.toContain('-');
    }
  }
});
