import type { CalendarDay } from './period.ts';
import type { ExchangeRateScaled } from './money.ts';
import { convertMinor, parseExchangeRate } from './money.ts';

/** A rate in force from a day on: units of the reporting currency for one unit of `currency`, as a decimal string. */
export interface DatedRate {
  readonly currency: string;
  readonly validFrom: CalendarDay;
  readonly rate: string;
}

/** The rate of the reporting currency to itself. */
export const RATE_ONE = '1';

/**
 * The rate in force on a day: the latest that is valid from that day or an earlier one; '1' for the reporting currency
 * itself; null where none was given (then the amount is kept and flagged, never guessed: product.md section 7).
 */
export function exchangeRateOn(rates: readonly DatedRate[], currency: string, reportingCurrency: string, day: CalendarDay): string | null {
  if (currency === reportingCurrency) return RATE_ONE;
  let best: DatedRate | null = null;
  for (const rate of rates) {
    if (rate.currency === currency && rate.validFrom <= day && (best === null || rate.validFrom > best.validFrom)) best = rate;
  }
  return best?.rate ?? null;
}

/**
 * Minor units of `currency` in minor units of the reporting currency at a stored rate; null without a rate.
 * @throws RangeError for a rate that is no positive decimal, or an amount beyond a safe integer
 */
export function toReportingMinor(minor: number, currency: string, reportingCurrency: string, rate: string | null): number | null {
  if (rate === null) return null;
  if (currency === reportingCurrency) return minor;
  const converted = convertMinor(minor, currency, reportingCurrency, scaledRate(rate));
  if (!Number.isSafeInteger(converted)) throw new RangeError(`${minor} ${currency} at ${rate} is beyond a safe integer`);
  return converted;
}

function scaledRate(rate: string): ExchangeRateScaled {
  const scaled = parseExchangeRate(rate);
  if (scaled === null) throw new RangeError(`not an exchange rate: ${rate}`);
  return scaled;
}
