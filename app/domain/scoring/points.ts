import type { Quantiles } from './blend.ts';

/**
 * Points (0-100) of a value against quantiles (product.md section 8): straight lines through (0,0), (p10,10), (p25,30),
 * (p50,60), (p75,80), (p90,95), (2 x p90,100), flat after. Both must already be turned round (1/value) where lower is
 * better. Where quantiles coincide, a value equal to them gets the middle of their points: whoever does exactly what
 * the peers do is neither worst nor best. Never falls as the value rises; 0 for 0 and below.
 */
export function pointsOf(value: number, quantiles: Quantiles): number {
  if (value <= 0) return 0;
  const { p10, p25, p50, p75, p90 } = quantiles;
  const nodes = [[0, 0], [p10, 10], [p25, 30], [p50, 60], [p75, 80], [p90, 95], [2 * p90, 100]] as const;
  const tied = nodes.filter(([at]) => at === value).map(([, points]) => points);
  if (tied.length > 0) return (Math.min(...tied) + Math.max(...tied)) / 2;
  let [fromValue, fromPoints]: readonly [number, number] = nodes[0];
  for (const [toValue, toPoints] of nodes) {
    if (value < toValue) {
      const share = (value - fromValue) / (toValue - fromValue);
      return fromPoints + (toPoints - fromPoints) * share;
    }
    [fromValue, fromPoints] = [toValue, toPoints];
  }
  return 100;
}
