import type { Quantiles } from './blend.ts';
import { invertQuantiles } from './blend.ts';
import type { MetricKey } from './metrics.ts';
import { METRICS } from './metrics.ts';

/**
 * A metric's value in the space in which more is better (product.md section 8): the value itself, or 1/value where lower
 * is better. Quantiles of peers, blending and points all happen in that space. The way back is the same.
 */
export function towardsBetter(key: MetricKey, value: number): number {
  const { higherIsBetter, smallest } = METRICS[key];
  return higherIsBetter ? value : 1 / Math.max(value, smallest);
}

/** Quantiles into the space in which more is better, and back: what is p10 there is p90 of the value. */
export function quantilesTowardsBetter(key: MetricKey, quantiles: Quantiles): Quantiles {
  return METRICS[key].higherIsBetter ? quantiles : invertQuantiles(quantiles);
}
