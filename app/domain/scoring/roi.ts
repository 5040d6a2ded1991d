import { BASIS_POINTS, divideHalfEven, ratioText, scaledIntegerText } from '#app/domain/ratio.ts';

/** ROI as its two exact terms, both in the reporting currency, beside what is shown of them. */
export interface Roi {
  readonly revenueMinor: number;
  readonly costMinor: number;
  /** For sorting and scoring; null without cost. */
  readonly value: number | null;
  /** Two decimals, rounded half to even; null (a dash) without cost, never 0 or infinity. */
  readonly text: string | null;
}

/** ROI = attributed net revenue / cost (product.md section 7). */
export function roiOf(revenueMinor: number, costMinor: number): Roi {
  const value = costMinor > 0 ? revenueMinor / costMinor : null;
  return { revenueMinor, costMinor, value, text: ratioText(revenueMinor, costMinor) };
}

/**
 * Profit ROI = (net revenue x margin - cost) / cost, two decimals, rounded half to even; null without cost or margin.
 * It is negative while the margin has not paid for the cost.
 */
export function profitRoiText(revenueMinor: number, costMinor: number, grossMarginBasisPoints: number | null): string | null {
  if (grossMarginBasisPoints === null || costMinor <= 0) return null;
  const scale = BigInt(BASIS_POINTS);
  const profit = BigInt(revenueMinor) * BigInt(grossMarginBasisPoints) - BigInt(costMinor) * scale;
  return scaledIntegerText(divideHalfEven(profit * 100n, BigInt(costMinor) * scale), 2);
}
