import { divideHalfEven } from '../ratio.ts';
import type { NumberStyle } from './number-style.ts';

/** An exact decimal number: `coefficient x 10^-scale`. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly scale: number;
}

const NUMBER = /^([+-]?)(\d{1,3}(?:[, '’]\d{3})+|\d+)?(?:\.(\d*))?$/;
/** Longer than any number that fits a safe integer, with room for zeros behind the point. */
const MAX_LENGTH = 40;

/**
 * Reads a number as people write it: `1,234`, `1 234.50`, `.5`, `+3`, full-width digits; in the style `comma` `1.234,5`.
 * Groups must be of three digits, so `1,5` and `1.234.567` are refused rather than guessed. null when it is no number.
 */
export function parseDecimal(text: string, style: NumberStyle | null = null): Decimal | null {
  const written = foldWidth(text).trim();
  const folded = style === 'comma' ? written.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.')) : written;
  if (folded.length > MAX_LENGTH) return null;
  const match = NUMBER.exec(folded);
  if (!match) return null;
  const whole = (match[2] ?? '').replace(/\D/g, '');
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return null;
  const magnitude = BigInt(whole + fraction);
  return { coefficient: match[1] === '-' ? -magnitude : magnitude, scale: fraction.length };
}

/**
 * A number of a spreadsheet. Fractions are taken at the 15 digits that spreadsheets show: 0.1 + 0.2 is stored there as
 * 0.30000000000000004 and means 0.3. null for what has no plain decimal form.
 */
export function decimalOfNumber(value: number): Decimal | null {
  return parseDecimal(String(Number.isInteger(value) ? value : Number(value.toPrecision(15))));
}

/** `value x 10^power` as a whole number; null when it is not whole. */
export function wholeTimesPower(value: Decimal, power: number): bigint | null {
  const up = power - value.scale;
  if (up >= 0) return value.coefficient * 10n ** BigInt(up);
  const down = 10n ** BigInt(-up);
  return value.coefficient % down === 0n ? value.coefficient / down : null;
}

/** `value x 10^power` rounded half to even. */
export function roundedTimesPower(value: Decimal, power: number): bigint {
  const up = power - value.scale;
  return up >= 0 ? value.coefficient * 10n ** BigInt(up) : divideHalfEven(value.coefficient, 10n ** BigInt(-up));
}

/** Full-width forms as ASCII (１２．５％ -> 12.5%), odd spaces as spaces, the minus sign as a hyphen. */
export function foldWidth(text: string): string {
  if (ASCII.test(text)) return text;
  return text
    .replace(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2007\u2009\u202f\u3000]/g, ' ')
    .replace(/\u2212/g, '-');
}

const ASCII = /^[ -~]*$/;

const UNIT_POWERS: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ['k', 3], ['千', 3], ['thousand', 3],
  ['w', 4], ['万', 4], ['萬', 4],
  ['十万', 5],
  ['m', 6], ['mn', 6], ['mil', 6], ['mio', 6], ['million', 6], ['百万', 6],
  ['千万', 7],
  ['亿', 8], ['億', 8],
  ['b', 9], ['bn', 9], ['billion', 9], ['十亿', 9],
]);

/** The power of ten a unit stands for: k 3, 万 (and w) 4, m 6, 亿 8, b 9; '' is 0; undefined for what is no unit. */
export function unitPower(unit: string): number | undefined {
  return UNIT_POWERS.get(unit.trim().toLowerCase());
}
