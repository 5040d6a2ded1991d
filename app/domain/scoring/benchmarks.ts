import type { Platform, Tier } from '#app/domain/kol.ts';
import type { BenchmarkRow } from './benchmark-rows.ts';
import { BENCHMARK_ROWS } from './benchmark-rows.ts';
import type { MetricKey } from './metrics.ts';
import { METRICS } from './metrics.ts';

/**
 * The default benchmark of a metric: the most telling row that fits, by platform before generic and by tier before all
 * tiers. Money rows count in their own currency only. Null when no default is known; peers then stand alone.
 * These are defaults, good enough to begin with: the more peers there are, the less they weigh (blend.ts).
 */
export function defaultBenchmark(key: MetricKey, platform: Platform, tier: Tier, reportingCurrency: string): BenchmarkRow | null {
  let best: BenchmarkRow | null = null;
  for (const row of BENCHMARK_ROWS) {
    const fits =
      row.metric === key &&
      (row.platform === platform || row.platform === 'generic') &&
      (row.tier === tier || row.tier === 'all') &&
      (METRICS[key].unit !== 'money' || row.currency === reportingCurrency);
    if (fits && (best === null || closeness(row) > closeness(best))) best = row;
  }
  return best;
}

function closeness(row: BenchmarkRow): number {
  return (row.platform === 'generic' ? 0 : 2) + (row.tier === 'all' ? 0 : 1);
}
