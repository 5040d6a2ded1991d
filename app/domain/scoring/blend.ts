/** The five quantiles that points are read from, in ascending order. */
export interface Quantiles {
  readonly p10: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
}

/** The value at a position of a sorted list; a list may be virtual (one element left out) without being copied. */
export interface SortedValues {
  readonly length: number;
  readonly at: (index: number) => number;
}

/**
 * Quantiles of type 7 (the default of R, NumPy and Excel's PERCENTILE.INC): at position h = (n - 1) x p / 100, straight
 * between the neighbours. Null for an empty list.
 */
export function quantilesOf(sorted: SortedValues): Quantiles | null {
  if (sorted.length === 0) return null;
  const quantile = (percent: number): number => {
    const position = ((sorted.length - 1) * percent) / 100;
    const below = Math.floor(position);
    const low = sorted.at(below);
    const high = sorted.at(Math.ceil(position));
    return Math.min(high, low + (high - low) * (position - below));
  };
  return { p10: quantile(10), p25: quantile(25), p50: quantile(50), p75: quantile(75), p90: quantile(90) };
}

/**
 * Peers blended with the default: q = (n x q_peers + k x q_default) / (n + k), k = the default's weight in collaborations
 * (product.md section 8: 20). Where one side is missing the other stands alone; null without both.
 */
export function blendQuantiles(peers: Quantiles | null, n: number, standard: Quantiles | null, standardWeight: number): Quantiles | null {
  if (peers === null || n === 0) return standard;
  if (standard === null) return peers;
  const blend = (a: number, b: number) => (n * a + standardWeight * b) / (n + standardWeight);
  return mapQuantiles((key) => blend(peers[key], standard[key]));
}

export function mapQuantiles(valueOf: (key: keyof Quantiles) => number): Quantiles {
  return { p10: valueOf('p10'), p25: valueOf('p25'), p50: valueOf('p50'), p75: valueOf('p75'), p90: valueOf('p90') };
}

const MIRROR = { p10: 'p90', p25: 'p75', p50: 'p50', p75: 'p25', p90: 'p10' } as const satisfies Record<keyof Quantiles, keyof Quantiles>;

/** Quantiles of 1/value from those of value, and back: the order turns round, so p10 of 1/value is 1/p90 of value. */
export function invertQuantiles(quantiles: Quantiles): Quantiles {
  return mapQuantiles((key) => 1 / quantiles[MIRROR[key]]);
}
