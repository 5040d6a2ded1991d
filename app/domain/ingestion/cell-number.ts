import type { CleanCell } from './cell-text.ts';
import { cellAsText } from './cell-text.ts';
import type { Decimal } from './decimal.ts';
import { decimalOfNumber, foldWidth, parseDecimal, roundedTimesPower, unitPower, wholeTimesPower } from './decimal.ts';
import type { NumberStyle } from './number-style.ts';
import { isAmbiguousNumber } from './number-style.ts';
import type { Reading, Unreadable } from './reading.ts';
import { read, unreadable } from './reading.ts';

const COUNT = 'a whole number such as 1234, 1,234, 3.3k, 475.8m, 12.5万 or 1.2亿';
const PERCENT = 'a percentage such as 1.39% or 13.14';

/**
 * A count of followers, views, orders: a safe integer from 0. Units multiply exactly (475.8m is 475,800,000); a `+` behind
 * ("10万+", at least so many) is read as the number it follows.
 * @param headingPower power of ten that the column's heading promises - 粉丝数（万） is 4 - for cells without a unit of their own
 * @param style how the file writes numbers; where nothing tells, 1,234 is 1234 (1.234 would be no count) and 1.234 is refused
 */
export function readCount(cell: CleanCell, headingPower = 0, style: NumberStyle | null = null): Reading<number> {
  if (typeof cell === 'string' && SHORT_DIGITS.test(cell) && headingPower === 0) return read(Number(cell));
  const split = splitUnit(cell, style);
  if (split === null) return unreadable('not_a_number', 'is not a number', COUNT);
  const count = wholeTimesPower(split.decimal, split.unit === '' ? headingPower : split.power);
  if (count === null && style === null && typeof cell === 'string' && isAmbiguousNumber(cell)) return ambiguousNumber();
  if (count === null) return unreadable('not_whole', 'is not a whole number', COUNT);
  if (count < 0n) return unreadable('negative', 'is negative', COUNT);
  if (count > MAX_SAFE) return unreadable('too_large', 'is larger than any count', COUNT);
  return read(Number(count));
}

const SHORT_DIGITS = /^\d{1,15}$/;
const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const WITH_UNIT = /^([+-]?[\d,.' ’]+)([a-z]*|[十百千万萬亿億]*) ?[人个次条单件]?\+?$/i;

/** Why a number is refused that means another in the other style. */
export function ambiguousNumber(): Unreadable {
  return unreadable('ambiguous_number', 'may be read with the decimals behind the dot or behind the comma', 'another cell that tells which, or the style of numbers set for the import');
}

function splitUnit(cell: CleanCell, style: NumberStyle | null): { decimal: Decimal; unit: string; power: number } | null {
  if (cell instanceof Date) return null;
  if (typeof cell === 'number') {
    const decimal = decimalOfNumber(cell);
    return decimal && { decimal, unit: '', power: 0 };
  }
  const folded = foldWidth(cell).trim();
  const match = folded.length > 60 ? null : WITH_UNIT.exec(folded);
  const decimal = match ? parseDecimal(match[1] ?? '', style) : null;
  const power = match ? unitPower(match[2] ?? '') : undefined;
  return decimal === null || power === undefined ? null : { decimal, unit: match?.[2] ?? '', power };
}

/** How a column without % signs writes percentages: 13.14 or 0.1314. */
export type PercentStyle = 'percent' | 'fraction';

/**
 * The style of a column by its range over the whole file: nothing above 1 (and something above 0) means fractions.
 * Cells with a % sign and cells that are no numbers say nothing. A column that says nothing at all is in percent.
 */
export function detectPercentStyle(cells: Iterable<CleanCell>): PercentStyle {
  let style: PercentStyle = 'percent';
  for (const cell of cells) {
    const decimal = typeof cell === 'number' ? decimalOfNumber(cell) : parseDecimal(cellAsText(cell));
    if (decimal === null) continue;
    const magnitude = Math.abs(Number(decimal.coefficient)) / 10 ** decimal.scale;
    if (magnitude > 1) return 'percent';
    if (magnitude > 0) style = 'fraction';
  }
  return style;
}

/** A share that must add up with others: exact basis points from 0 to 10,000; finer than 0.01 % is refused. */
export function readShare(cell: CleanCell, style: PercentStyle = 'percent', numbers: NumberStyle | null = null): Reading<number> {
  const percent = percentDecimal(cell, style, numbers);
  if (percent === null) return unreadable('not_a_percent', 'is not a percentage', PERCENT);
  const basisPoints = wholeTimesPower(percent, 2);
  if (basisPoints === null) return unreadable('too_precise', 'is finer than 0.01 %', 'a share in steps of 0.01 %');
  return within(basisPoints, 10_000n, 'a share from 0 % to 100 %');
}

/** A measured rate (engagement, growth): basis points, rounded half to even; 0 % to 10,000 %. */
export function readRate(cell: CleanCell, style: PercentStyle = 'percent', numbers: NumberStyle | null = null): Reading<number> {
  const percent = percentDecimal(cell, style, numbers);
  if (percent === null) return unreadable('not_a_percent', 'is not a percentage', PERCENT);
  return within(roundedTimesPower(percent, 2), 1_000_000n, 'a rate from 0 % to 10,000 %');
}

function percentDecimal(cell: CleanCell, style: PercentStyle, numbers: NumberStyle | null): Decimal | null {
  if (cell instanceof Date) return null;
  if (typeof cell === 'string') {
    const text = foldWidth(cell).trim();
    if (text.endsWith('%')) return parseDecimal(text.slice(0, -1), numbers);
  }
  const plain = typeof cell === 'number' ? decimalOfNumber(cell) : parseDecimal(cell, numbers);
  if (plain === null || style === 'percent') return plain;
  return { coefficient: plain.coefficient * 100n, scale: plain.scale };
}

function within(basisPoints: bigint, most: bigint, expectation: string): Reading<number> {
  if (basisPoints < 0n || basisPoints > most) return unreadable('out_of_range', 'is out of range', expectation);
  return read(Number(basisPoints));
}
