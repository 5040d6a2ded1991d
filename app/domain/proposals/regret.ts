import { divideHalfEven } from '../ratio.ts';
import { differenceQuantile, expectedExcess } from './roi-comparison.ts';
import type { RoiDistribution } from './roi-distribution.ts';

/** ROI differences steer estimates in money with six decimals, so that an estimate is an exact product of two stated numbers. */
const ROI_SCALE = 1_000_000;

/** `priceMinor` x an ROI difference, in minor units, rounded half to even on purpose: an estimate, not an amount of the ledger. */
export function roiMoney(priceMinor: number, roiDifference: number): number {
  return Number(divideHalfEven(BigInt(priceMinor) * BigInt(Math.round(roiDifference * ROI_SCALE)), BigInt(ROI_SCALE)));
}

export interface MoneyEstimate {
  readonly expectedMinor: number;
  readonly lowMinor: number;
  readonly highMinor: number;
}

/** Revenue gained by moving `priceMinor` from the incumbent to the candidate, with the interval that holds `level` of it. */
export function swapGain(priceMinor: number, candidate: RoiDistribution, incumbent: RoiDistribution, level = 0.9): MoneyEstimate {
  const tail = (1 - level) / 2;
  return {
    expectedMinor: roiMoney(priceMinor, candidate.mean - incumbent.mean),
    lowMinor: roiMoney(priceMinor, differenceQuantile(candidate, incumbent, tail)),
    highMinor: roiMoney(priceMinor, differenceQuantile(candidate, incumbent, 1 - tail)),
  };
}

export interface Regret {
  /** Average revenue lost because the swap is made although the incumbent is better. */
  readonly ofSwappingMinor: number;
  /** Average revenue lost because the incumbent is kept although the candidate is better. */
  readonly ofKeepingMinor: number;
}

/** Expected regret of both decisions over the same money; their difference is the expected gain. */
export function swapRegret(priceMinor: number, candidate: RoiDistribution, incumbent: RoiDistribution): Regret {
  return {
    ofSwappingMinor: roiMoney(priceMinor, expectedExcess(incumbent, candidate)),
    ofKeepingMinor: roiMoney(priceMinor, expectedExcess(candidate, incumbent)),
  };
}

/**
 * What waiting one review period costs: the money that will be spent in it (minor units) earns the incumbent's ROI instead of
 * the candidate's. Negative where waiting is the better choice; the interval holds 80 %.
 */
export function costOfWaiting(periodSpendMinor: number, candidate: RoiDistribution, incumbent: RoiDistribution): MoneyEstimate {
  return swapGain(periodSpendMinor, candidate, incumbent, 0.8);
}
