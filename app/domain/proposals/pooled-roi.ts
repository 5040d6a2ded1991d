import type { Policy } from '../policy.ts';
import type { Light } from '../scoring/light.ts';
import { lightOf } from '../scoring/light.ts';
import { describeRoi } from './posterior.ts';
import type { Interval } from './posterior.ts';
import { gammaRoi } from './roi-distribution.ts';

/** ROI expected at close of something: one collaboration, or several taken together. */
export interface RoiAtClose {
  readonly median: number;
  readonly interval90: Interval;
  readonly probability: { readonly roiBelow1: number; readonly roiBelow15: number; readonly roiAtLeast3: number };
}

/** Mean and variance of a cost-weighted mean of independent ROIs. */
export interface PooledMoments {
  readonly mean: number;
  readonly variance: number;
}

/** Mean and variance of an ROI from its 5, 50 and 95 % points: the extended Pearson-Tukey weights (Keefer and Bodily 1983). */
export function outlookMoments({ low, median, high }: { readonly low: number; readonly median: number; readonly high: number }): PooledMoments {
  const mean = 0.63 * median + 0.185 * (low + high);
  const meanSquare = 0.63 * median ** 2 + 0.185 * (low ** 2 + high ** 2);
  return { mean, variance: Math.max(0, meanSquare - mean ** 2) };
}

/** The weighted mean of independent ROIs, normally by cost; null where nothing has weight. */
export function poolMoments(all: readonly (PooledMoments & { readonly weight: number })[]): PooledMoments | null {
  const weight = all.reduce((sum, one) => sum + one.weight, 0);
  if (weight <= 0) return null;
  return {
    mean: all.reduce((sum, one) => sum + one.weight * one.mean, 0) / weight,
    variance: all.reduce((sum, one) => sum + one.weight ** 2 * one.variance, 0) / weight ** 2,
  };
}

/**
 * ROI expected at close of several collaborations together, by a gamma distribution of the pool's mean and variance, as for a pair of
 * candidates (product.md section 10). A pool without spread is certain of its mean.
 */
export function pooledRoi({ mean, variance }: PooledMoments, thresholds: Policy['roi']): RoiAtClose {
  if (mean <= 0 || variance <= 0) return certainRoi(Math.max(0, mean), thresholds);
  const { median, interval90, probability } = describeRoi(gammaRoi(mean, variance), thresholds);
  return { median, interval90, probability };
}

function certainRoi(roi: number, thresholds: Policy['roi']): RoiAtClose {
  return {
    median: roi,
    interval90: { low: roi, high: roi },
    probability: {
      roiBelow1: Number(roi < thresholds.amberFrom), roiBelow15: Number(roi < thresholds.greenFrom), roiAtLeast3: Number(roi >= thresholds.starFrom),
    },
  };
}

/** Light of a group by its ROI expected at close (product.md section 7); grey while each of its collaborations is. */
export function pooledLight(atClose: RoiAtClose | null, allGrey: boolean, thresholds: Policy['roi']): Light {
  return lightOf(atClose?.median ?? null, allGrey, thresholds);
}
