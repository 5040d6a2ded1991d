import { sumMinor } from '../money.ts';
import { applyBasisPoints } from '../ratio.ts';

/** A promised cost. Amounts in minor units of one currency. */
export interface CommittedCost {
  readonly amountMinor: number;
  readonly cancellable: boolean;
}

export interface FreedMoney {
  readonly committedMinor: number;
  /** What can still be withdrawn: neither paid nor uncancellable (product.md section 10). */
  readonly freedMinor: number;
}

/**
 * Money that ending a collaboration now would free. Payments count against the cancellable costs first: stages pay the fee, so a
 * payment never makes room that an uncancellable cost still needs. More paid than is cancellable frees nothing.
 */
export function freedMoney(costs: readonly CommittedCost[], paidMinor: number): FreedMoney {
  const committedMinor = sumMinor(costs.map((cost) => cost.amountMinor));
  const cancellableMinor = sumMinor(costs.filter((cost) => cost.cancellable).map((cost) => cost.amountMinor));
  return { committedMinor, freedMinor: Math.max(0, cancellableMinor - paidMinor) };
}

export interface Reduction {
  readonly cutMinor: number;
  /** What remains committed to the collaboration: the new amount that the proposal names. */
  readonly newAmountMinor: number;
}

/** Cuts a share of the freed money (half by default), rounded half to even; cut and new amount sum to what was committed. */
export function reduction({ committedMinor, freedMinor }: FreedMoney, cutShareBasisPoints: number): Reduction {
  const cutMinor = applyBasisPoints(freedMinor, cutShareBasisPoints);
  return { cutMinor, newAmountMinor: committedMinor - cutMinor };
}
