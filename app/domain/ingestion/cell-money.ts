import type { Money } from '../money.ts';
import { currencyExponent, isCurrencyCode } from '../money.ts';
import { ambiguousNumber } from './cell-number.ts';
import type { CleanCell } from './cell-text.ts';
import type { Decimal } from './decimal.ts';
import { decimalOfNumber, foldWidth, parseDecimal, unitPower, wholeTimesPower } from './decimal.ts';
import type { NumberStyle } from './number-style.ts';
import { isAmbiguousNumber } from './number-style.ts';
import type { Reading } from './reading.ts';
import { read, unreadable } from './reading.ts';

/** Which currency an amount is in when it does not say, and whether a sign may say otherwise. */
export interface AmountContext {
  readonly currency: string;
  /** The row names its currency in a column: a sign of another currency is then a contradiction, not an answer. */
  readonly named?: boolean;
  /** What the column's heading promises: a power of ten ("报价（万）" is 4), or minor units ("（分）"). */
  readonly headingPower?: number;
  readonly headingMinor?: boolean;
  /** How the file writes numbers; where nothing tells, 1.234 is refused: it is 1.234 or 1234. */
  readonly numberStyle?: NumberStyle | null;
}

const AMOUNT = 'an amount from 0 such as 199.00, ¥1,234.50, 1.2万元 or US$30';
const AROUND = /^([+-]?)([^\d.+-]*)([+-]?)(\.?\d[\d,.' ’]*)(.*)$/s;

/**
 * An amount from 0 with its currency, exact in minor units: plain decimals, thousands separators, signs and words of
 * currencies before or behind, units (3k, 1.2万元). Finer than the currency's minor unit is refused, never rounded.
 */
export function readAmount(cell: CleanCell, context: AmountContext): Reading<Money> {
  if (typeof cell === 'string' && !context.headingPower && !context.headingMinor && context.numberStyle !== 'comma' && currencyExponent(context.currency) === 2) {
    const minor = plainCents(cell);
    if (minor !== null) return read({ minor, currency: context.currency });
  }
  const parts = typeof cell === 'string' ? splitAmount(cell, context) : numberAmount(cell);
  if (parts === null) return unreadable('not_an_amount', 'is not an amount of money', AMOUNT);
  const currency = parts.currency ?? context.currency;
  if (context.named && currency !== context.currency) {
    return unreadable('currency_conflict', `is in ${currency} while the row is in ${context.currency}`, `an amount in ${context.currency}`);
  }
  const power = parts.power ?? context.headingPower ?? 0;
  if (parts.isAmbiguous && power === 0 && !isUsual(cell, currency)) return ambiguousNumber();
  const minor = wholeTimesPower(parts.decimal, context.headingMinor && parts.power === null ? 0 : power + currencyExponent(currency));
  if (minor === null) {
    return unreadable('too_precise', `has more decimals than ${currency}`, `at most ${currencyExponent(currency)} decimals in ${currency}`);
  }
  if (minor < 0n) return unreadable('negative', 'is negative', AMOUNT);
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) return unreadable('too_large', 'is larger than any amount', AMOUNT);
  return read({ minor: Number(minor), currency });
}

/** Nearly every amount in a file of orders: 199.00 in cents is its digits. null for what is written in any other way. */
export function plainCents(cell: string): number | null {
  const point = cell.length - 3;
  if (point < 1 || point > MOST_WHOLE_DIGITS || cell.charCodeAt(point) !== POINT) return null;
  let minor = 0;
  for (let index = 0; index < cell.length; index += 1) {
    if (index === point) continue;
    const digit = cell.charCodeAt(index) - ZERO;
    if (digit < 0 || digit > 9) return null;
    minor = minor * 10 + digit;
  }
  return minor;
}

const POINT = 46;
const ZERO = 48;
const MOST_WHOLE_DIGITS = 12;

/** A currency by its code, sign or name: CNY, rmb, 人民币, US$. */
export function readCurrency(cell: CleanCell, fallback: string): Reading<string> {
  if (typeof cell === 'string' && isCurrencyCode(cell)) return read(cell);
  const text = typeof cell === 'string' ? foldWidth(cell).trim() : '';
  const currency = text.length > 20 ? null : currencyOf(text, fallback);
  return currency === null ? unreadable('unknown_currency', 'is not a currency', 'an ISO 4217 code such as CNY or USD') : read(currency);
}

interface AmountParts {
  readonly decimal: Decimal;
  readonly currency: string | null;
  readonly power: number | null;
  /** Another amount in the other style of numbers, and nothing tells which is meant. */
  readonly isAmbiguous?: boolean;
}

function numberAmount(cell: number | Date): AmountParts | null {
  const decimal = typeof cell === 'number' ? decimalOfNumber(cell) : null;
  return decimal && { decimal, currency: null, power: null };
}

function splitAmount(cell: string, { currency: fallback, numberStyle = null }: AmountContext): AmountParts | null {
  const text = foldWidth(cell).trim();
  const match = text.length > 60 ? null : AROUND.exec(text);
  const sign = `${match?.[1] ?? ''}${match?.[3] ?? ''}`;
  const digits = (match?.[4] ?? '').trim();
  const number = match && sign.length < 2 ? parseDecimal(sign + digits, numberStyle) : null;
  if (!match || number === null) return null;
  const before = (match[2] ?? '').trim();
  const after = splitSuffix((match[5] ?? '').trim(), fallback);
  const first = before === '' ? null : currencyOf(before, fallback);
  if (after === null || (before !== '' && first === null)) return null;
  if (first !== null && after.currency !== null && first !== after.currency) return null;
  return { decimal: number, currency: first ?? after.currency, power: after.power, isAmbiguous: numberStyle === null && isAmbiguousNumber(digits) };
}

/** Of 1.234 and 1,234 the one that is an amount in one style only: three decimals are those of dinars, and of no other money. */
function isUsual(cell: CleanCell, currency: string): boolean {
  return (currencyExponent(currency) === 3) === String(cell).includes('.');
}

/** What follows the digits: nothing, a unit, a currency, or a unit and a currency (万元, k USD). */
function splitSuffix(suffix: string, fallback: string): Pick<AmountParts, 'currency' | 'power'> | null {
  if (suffix === '') return { currency: null, power: null };
  for (let length = 0; length <= suffix.length; length += 1) {
    const power = unitPower(suffix.slice(0, length));
    const word = suffix.slice(length).trim();
    const currency = word === '' ? null : currencyOf(word, fallback);
    if (power !== undefined && (word === '' || currency !== null)) return { currency, power: length === 0 ? null : power };
  }
  return null;
}

const DOLLARS = new Set(['USD', 'CAD', 'AUD', 'NZD', 'HKD', 'SGD', 'TWD', 'MXN', 'CLP', 'COP', 'ARS']);
const YUANS = new Set(['CNY', 'HKD', 'TWD', 'MOP']);

const CURRENCY_WORDS: ReadonlyMap<string, string> = new Map([
  ['RMB', 'CNY'], ['CN¥', 'CNY'], ['人民币', 'CNY'], ['块', 'CNY'],
  ['JP¥', 'JPY'], ['円', 'JPY'], ['日元', 'JPY'], ['US$', 'USD'], ['美元', 'USD'], ['美金', 'USD'],
  ['€', 'EUR'], ['欧元', 'EUR'], ['£', 'GBP'], ['英镑', 'GBP'], ['HK$', 'HKD'], ['港币', 'HKD'], ['港元', 'HKD'],
  ['NT$', 'TWD'], ['新台币', 'TWD'], ['A$', 'AUD'], ['AU$', 'AUD'], ['C$', 'CAD'], ['CA$', 'CAD'], ['S$', 'SGD'], ['R$', 'BRL'],
  ['₩', 'KRW'], ['₹', 'INR'], ['₫', 'VND'], ['฿', 'THB'], ['₱', 'PHP'], ['₽', 'RUB'],
]);

/** Signs that several currencies share mean the one expected here when it is among them, else the most usual one. */
function currencyOf(word: string, fallback: string): string | null {
  const upper = word.toUpperCase();
  if (upper === '¥' || upper === '￥') return fallback === 'JPY' ? 'JPY' : 'CNY';
  if (upper === '$') return DOLLARS.has(fallback) ? fallback : 'USD';
  if (upper === '元') return YUANS.has(fallback) ? fallback : 'CNY';
  return CURRENCY_WORDS.get(upper) ?? (isCurrencyCode(upper) ? upper : null);
}
