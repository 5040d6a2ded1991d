/**
 * Division that names its rounding. Money and shares are integers; every place
 * where an integer must be divided goes through one of these functions.
 */

/** Integer quotient rounded half to even (IEEE "banker's" rounding). Throws RangeError when `denominator` is 0. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('divideHalfEven: denominator is 0');
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const floor = n / d;
  const twiceRest = (n % d) * 2n;
  const roundUp = twiceRest > d || (twiceRest === d && floor % 2n === 1n);
  const magnitude = roundUp ? floor + 1n : floor;
  return negative ? -magnitude : magnitude;
}

/**
 * Splits an integer total into integer parts proportional to `weights`, so that the parts sum to the total exactly.
 * Each part first gets its floor; the units left over go to the largest fractional remainders, earlier parts first on a tie.
 *
 * @param total safe integer, may be negative (a refund is split like the sale it reverses)
 * @param weights non-negative safe integers, at least one of them positive
 * @throws RangeError for an empty list, a negative or fractional weight, or all-zero weights
 */
export function splitByLargestRemainder(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total)) throw new RangeError(`splitByLargestRemainder: total ${total} is not a safe integer`);
  const bad = weights.find((weight) => !Number.isSafeInteger(weight) || weight < 0);
  if (bad !== undefined) throw new RangeError(`splitByLargestRemainder: weight ${bad} is not a non-negative integer`);
  const weightSum = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (weightSum === 0n) throw new RangeError('splitByLargestRemainder: weights sum to 0');

  const magnitude = BigInt(Math.abs(total));
  const parts = weights.map((weight, index) => {
    const scaled = magnitude * BigInt(weight);
    return { index, floor: scaled / weightSum, remainder: scaled % weightSum };
  });
  let left = magnitude - parts.reduce((sum, part) => sum + part.floor, 0n);
  const byRemainder = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const part of byRemainder) {
    if (left === 0n) break;
    part.floor += 1n;
    left -= 1n;
  }
  const sign = total < 0 ? -1 : 1;
  return parts.map((part) => (part.floor === 0n ? 0 : sign * Number(part.floor)));
}

/** A share of 10,000: 4000 is 40 %. Shares are held this way so that they add up exactly. */
export const BASIS_POINTS = 10_000;

/** A share as people type it, "12.5" or "12.5%", as 1250 basis points; null for anything but 0 to 100 with two decimals at most. */
export function parseBasisPoints(typed: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(typed);
  if (!match) return null;
  const value = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return value <= BASIS_POINTS ? value : null;
}

/** `value x basisPoints / 10,000`, rounded half to even. */
export function applyBasisPoints(value: number, basisPoints: number): number {
  return Number(divideHalfEven(BigInt(value) * BigInt(basisPoints), BigInt(BASIS_POINTS)));
}

/**
 * `numerator / denominator` as a decimal string with a fixed number of decimals, rounded half to even; null when the
 * denominator is not positive: a ratio over nothing is unknown, never 0 and never infinity (product.md section 7).
 */
export function ratioText(numerator: number, denominator: number, decimals = 2): string | null {
  if (denominator <= 0) return null;
  const scaled = divideHalfEven(BigInt(numerator) * 10n ** BigInt(decimals), BigInt(denominator));
  return scaledIntegerText(scaled, decimals);
}

/** An integer that counts 10^-decimals as a plain decimal string: (12345n, 2) -> "123.45". */
export function scaledIntegerText(scaled: bigint, decimals: number): string {
  const negative = scaled < 0n;
  const digits = (negative ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals);
  return `${negative ? '-' : ''}${whole}${decimals > 0 ? `.${fraction}` : ''}`;
}
