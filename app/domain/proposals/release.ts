import { divideHalfEven, splitByLargestRemainder } from '../ratio.ts';

/** A cancellable cost that stands: in its own currency, and what that is in the reporting currency. */
export interface ReleasableCost {
  readonly id: string;
  readonly standingMinor: number;
  readonly standingReportingMinor: number;
}

export interface Release {
  readonly id: string;
  readonly releaseMinor: number;
}

/**
 * Divides what is to be released (reporting currency) over the cancellable costs in proportion to what stands of each, exactly;
 * a cost in another currency gives up the same share of its own amount.
 * @throws RangeError when more is to be released than stands
 */
export function planRelease(costs: readonly ReleasableCost[], releaseReportingMinor: number): Release[] {
  const standing = costs.reduce((sum, cost) => sum + cost.standingReportingMinor, 0);
  if (releaseReportingMinor > standing) throw new RangeError(`planRelease: ${releaseReportingMinor} is more than the ${standing} that can be cancelled`);
  if (releaseReportingMinor <= 0) return [];
  const parts = splitByLargestRemainder(releaseReportingMinor, costs.map((cost) => cost.standingReportingMinor));
  return costs.flatMap((cost, index) => {
    // A split has one part for each weight.
    const part = parts[index]!;
    const own = part === 0 ? 0n : divideHalfEven(BigInt(part) * BigInt(cost.standingMinor), BigInt(cost.standingReportingMinor));
    return own === 0n ? [] : [{ id: cost.id, releaseMinor: Math.min(cost.standingMinor, Number(own)) }];
  });
}

/**
 * What the payments that are still planned become when less is to be paid in all: shares as before, summing to what is left.
 * A payment that becomes 0 is voided by the caller.
 */
export function replanPayments(plannedMinor: readonly number[], leftMinor: number): number[] {
  const total = plannedMinor.reduce((sum, amount) => sum + amount, 0);
  if (total === 0 || leftMinor >= total) return [...plannedMinor];
  return splitByLargestRemainder(Math.max(0, leftMinor), plannedMinor);
}
