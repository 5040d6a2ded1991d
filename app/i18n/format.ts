import type { CalendarDay } from '#app/domain/period.ts';
import { currencyExponent } from '#app/domain/money.ts';
import type { Locale, Units } from './locale.ts';

/**
 * Everything that turns a value into text for people. Formatters are made once for each set of options and kept for the
 * life of the process: making one costs more than formatting a page of numbers.
 */
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const relativeFormats = new Map<Locale, Intl.RelativeTimeFormat>();

function numberFormat(key: string, locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = `${locale} ${key}`;
  let format = numberFormats.get(id);
  if (!format) numberFormats.set(id, (format = new Intl.NumberFormat(locale, options)));
  return format;
}

function dateFormat(key: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${locale} ${key}`;
  let format = dateFormats.get(id);
  if (!format) dateFormats.set(id, (format = new Intl.DateTimeFormat(locale, options)));
  return format;
}

/** The sign a currency is written with: "¥" for CNY in both languages, ICU's narrow sign otherwise, with JPY kept apart from CNY. */
function currencySign(currency: string, locale: Locale): string {
  if (currency === 'CNY') return '¥';
  if (currency === 'JPY') return 'JP¥';
  if (currency === 'USD') return locale === 'en' ? '$' : 'US$';
  const parts = numberFormat(`sign ${currency}`, locale, { style: 'currency', currency }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** What stands before a number below zero: the minus sign of its own width (U+2212), never a hyphen, which breaks from its number and is hard to see. */
const MINUS = '\u2212';

/** The library writes a hyphen; files and fields, which are calculated with, do not come from here. */
function withMinus(text: string): string {
  return text.startsWith('-') ? `${MINUS}${text.slice(1)}` : text;
}

function withSign(negative: boolean, sign: string, digits: string): string {
  return `${negative ? MINUS : ''}${sign}${/[A-Za-z]$/.test(sign) ? ' ' : ''}${digits}`;
}

/**
 * An amount to the last minor unit: (123456789, 'CNY') -> "¥1,234,567.89". Digits are built from the integer, so no amount
 * passes through a float.
 */
export function formatMoney(minor: number, currency: string, locale: Locale): string {
  const exponent = currencyExponent(currency);
  const digits = Math.abs(minor).toString().padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = exponent > 0 ? `.${digits.slice(-exponent)}` : '';
  return withSign(minor < 0, currencySign(currency, locale), whole + fraction);
}

/** An amount for scanning: "¥321.5万" / "¥3.2M". Show it only beside the exact amount (title, text for screen readers, copy). */
export function formatMoneyCompact(minor: number, currency: string, locale: Locale, units: Units = 'language'): string {
  const major = Math.abs(minor) / 10 ** currencyExponent(currency);
  return withSign(minor < 0, currencySign(currency, locale), formatCompact(major, locale, units));
}

/**
 * 123456 -> "12.3万" / "123.5K", by the language or by the units that the person prefers; below 1,000 (or 1万) the whole number. For counts,
 * not for exact amounts.
 */
export function formatCompact(value: number, locale: Locale, units: Units = 'language'): string {
  const by = units === 'language' ? locale : units === 'wan' ? 'zh-CN' : 'en';
  const small = Math.abs(value) < (by === 'zh-CN' ? 10_000 : 1_000);
  return withMinus(small
    ? numberFormat('whole', locale, { maximumFractionDigits: 0 }).format(value)
    : numberFormat('compact', by, { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }).format(value));
}

/** 1234567.8 -> "1,234,567.8"; with `decimals` given, exactly that many. */
export function formatNumber(value: number, locale: Locale, decimals?: number): string {
  const options = decimals === undefined ? { maximumFractionDigits: 2 } : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return withMinus(numberFormat(`number ${decimals ?? ''}`, locale, options).format(value));
}

/** A share of 1 as percent: 0.1234 -> "12.3%" with one decimal by default. */
export function formatPercent(share: number, locale: Locale, decimals = 1): string {
  return withMinus(numberFormat(`percent ${decimals}`, locale, { style: 'percent', minimumFractionDigits: 0, maximumFractionDigits: decimals }).format(share));
}

/** A probability in whole percent. What data says is never certain, so it is at most ">99%" and at least "<1%". */
export function formatProbability(probability: number, locale: Locale): string {
  if (probability > 0.99) return `>${formatPercent(0.99, locale, 0)}`;
  if (probability < 0.01) return `<${formatPercent(0.01, locale, 0)}`;
  return formatPercent(probability, locale, 0);
}

/** An ROI or another plain ratio with two decimals; null (nothing to divide by) is the caller's dash. */
export function formatRatio(ratio: number, locale: Locale): string {
  return formatNumber(ratio, locale, 2);
}

/** A calendar day, which belongs to no zone: '2026-07-01' -> "2026年7月1日" / "1 Jul 2026". */
export function formatDay(day: CalendarDay, locale: Locale): string {
  return dateOf('UTC', locale).format(new Date(`${day}T00:00:00Z`));
}

/** A calendar month: '2026-07' -> "2026年7月" / "July 2026". */
export function formatMonth(month: string, locale: Locale): string {
  return dateFormat('month', regional(locale), { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
}

/** '2026-07-01' -> "7月1日" / "1 Jul", for axes and dense cells. */
export function formatDayShort(day: CalendarDay, locale: Locale): string {
  const format = dateFormat('short', regional(locale), { month: 'short', day: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** The day of an instant in the workspace's zone. */
export function formatDate(instant: Date | string | number, locale: Locale, timeZone: string): string {
  return dateOf(timeZone, locale).format(new Date(instant));
}

/** Day and minute of an instant in the workspace's zone: "2026年7月1日 18:05" / "1 Jul 2026, 18:05". */
export function formatDateTime(instant: Date | string | number, locale: Locale, timeZone: string): string {
  const format = dateFormat(`minute ${timeZone}`, regional(locale), {
    year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone,
  });
  return format.format(new Date(instant));
}

function dateOf(timeZone: string, locale: Locale): Intl.DateTimeFormat {
  return dateFormat(`day ${timeZone}`, regional(locale), { year: 'numeric', month: 'short', day: 'numeric', timeZone });
}

/** English dates are written day first (en-GB), so that 07/01 is never read two ways; Chinese ones as they are. */
function regional(locale: Locale): string {
  return locale === 'en' ? 'en-GB' : locale;
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000_000], ['month', 2_592_000_000], ['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000],
];

/** "3 hours ago", "5天前"; `now` is passed in so that server and browser write the same text. */
export function formatRelative(instant: Date | string | number, now: Date | string | number, locale: Locale): string {
  let format = relativeFormats.get(locale);
  if (!format) relativeFormats.set(locale, (format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })));
  const elapsedMs = new Date(instant).getTime() - new Date(now).getTime();
  for (const [unit, ms] of STEPS) if (Math.abs(elapsedMs) >= ms) return format.format(Math.trunc(elapsedMs / ms), unit);
  return format.format(0, 'minute');
}

/** Bytes for people: 1536 -> "1.5 KB". */
export function formatBytes(bytes: number, locale: Locale): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${formatNumber(bytes / 1024 ** power, locale, power === 0 ? 0 : 1)} ${units[power]}`;
}
