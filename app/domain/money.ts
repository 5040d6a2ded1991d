import { CURRENCY_CODES } from './currency-codes.ts';
import { divideHalfEven, scaledIntegerText } from './ratio.ts';

/**
 * Money is an integer count of a currency's minor unit (fen, cents) in a field whose name ends in `Minor`, beside an
 * ISO 4217 code. The integers are safe integers (below 2^53); products are formed in bigint. No fraction of a minor unit
 * ever exists, so binary floating point never touches an amount.
 */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** ISO 4217 currencies whose minor unit is not a hundredth. */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
};

/** Decimal places of a currency's minor unit: 2 for CNY and USD, 0 for JPY, 3 for KWD. */
export function currencyExponent(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}

/** Whether a text is the code of a currency of ISO 4217: CNY, not cny and not XYZ, in which no rate could ever be given. */
export function isCurrencyCode(value: string): boolean {
  return CURRENCY_CODES.has(value);
}

const PLAIN_DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads a decimal string in major units ("199.00") into minor units.
 * Returns null for anything that is not a plain decimal, has more non-zero decimals than the currency, or exceeds a safe
 * integer. Thousands separators, currency signs and words are the business of ingestion, not of this function.
 */
export function parseAmountMinor(text: string, currency: string): number | null {
  const match = PLAIN_DECIMAL.exec(text.trim());
  if (!match) return null;
  const exponent = currencyExponent(currency);
  const fraction = match[3] ?? '';
  if (/[1-9]/.test(fraction.slice(exponent))) return null;
  const scaled = BigInt(match[2] + fraction.slice(0, exponent).padEnd(exponent, '0'));
  const minor = Number(match[1] === '-' ? -scaled : scaled);
  return Number.isSafeInteger(minor) ? minor + 0 : null;
}

/** Minor units as a decimal string in major units: (19900, "CNY") -> "199.00". The form used in JSON, CSV and exports. */
export function amountText(minor: number, currency: string): string {
  return scaledIntegerText(BigInt(minor), currencyExponent(currency));
}

/**
 * A dated exchange rate: `units` of the reporting currency for 10^10 units of `currency`, both in MAJOR units, as an
 * integer: 7.1234 CNY for 1 USD is 71_234_000_000n. Ten decimals are kept; no rate is ever a float.
 */
export type ExchangeRateScaled = bigint;
export const RATE_SCALE = 10_000_000_000n;

/** Reads "7.1234" into a scaled rate; null when it is not a positive plain decimal with at most ten decimals. */
export function parseExchangeRate(text: string): ExchangeRateScaled | null {
  const match = /^(\d+)(?:\.(\d{1,10}))?$/.exec(text.trim());
  if (!match) return null;
  const rate = BigInt(match[1] + (match[2] ?? '').padEnd(10, '0'));
  return rate > 0n ? rate : null;
}

/** Converts minor units of one currency into minor units of another, rounded half to even on the last minor unit. */
export function convertMinor(minor: number, from: string, to: string, rate: ExchangeRateScaled): number {
  if (from === to) return minor;
  const up = 10n ** BigInt(currencyExponent(to));
  const down = 10n ** BigInt(currencyExponent(from)) * RATE_SCALE;
  return Number(divideHalfEven(BigInt(minor) * rate * up, down));
}

export function sumMinor(amounts: Iterable<number>): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  if (!Number.isSafeInteger(sum)) throw new RangeError(`sumMinor: ${sum} is beyond a safe integer`);
  return sum;
}
