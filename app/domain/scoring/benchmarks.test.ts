import { describe, expect, it } from 'vitest';
import { PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { BENCHMARK_ROWS } from './benchmark-rows.ts';
import { defaultBenchmark } from './benchmarks.ts';
import { DIMENSIONS, METRICS, SCORED_SLOTS } from './metrics.ts';

describe('default benchmarks', () => {
  it('every row has rising positive quantiles, a source, a year, and a currency exactly when it is money', () => {
    for (const row of BENCHMARK_ROWS) {
      const { p10, p25, p50, p75, p90 } = row.quantiles;
      expect([0, p10, p25, p50, p75, p90].every((value, index, list) => index === 0 || value > list[index - 1]!)).toBe(true);
      expect(row.source).not.toBe('');
      expect(row.year).toBeGreaterThanOrEqual(2023);
      expect(row.currency !== null).toBe(METRICS[row.metric].unit === 'money');
      expect(METRICS[row.metric].dimension).not.toBeNull();
    }
  });

  it('no two rows speak for the same cell', () => {
    const cells = BENCHMARK_ROWS.map((row) => [row.metric, row.platform, row.tier, row.currency].join(' '));
    expect(new Set(cells).size).toBe(cells.length);
  });

  it.each(['CNY', 'USD'])('every scored metric has a default on every platform and tier in %s', (currency) => {
    for (const key of DIMENSIONS.flatMap((dimension) => SCORED_SLOTS[dimension].flat())) {
      for (const platform of PLATFORMS) for (const tier of TIERS) expect(defaultBenchmark(key, platform, tier, currency)?.metric).toBe(key);
    }
  });

  it('takes the platform before the generic row and the tier before all tiers', () => {
    expect(defaultBenchmark('engagement_rate', 'xiaohongshu', 'top', 'CNY')?.platform).toBe('xiaohongshu');
    expect(defaultBenchmark('engagement_rate', 'douyin', 'top', 'CNY')?.platform).toBe('generic');
    expect(defaultBenchmark('engagement_rate_basic', 'instagram', 'mid', 'CNY')).toMatchObject({ platform: 'instagram', tier: 'mid' });
    expect(defaultBenchmark('views', 'tiktok', 'emerging', 'CNY')).toMatchObject({ platform: 'generic', tier: 'emerging' });
  });

  it('money is compared in its own currency only, and a figure that is not scored has no default', () => {
    expect(defaultBenchmark('cpm', 'douyin', 'top', 'CNY')?.quantiles.p50).toBe(2740);
    expect(defaultBenchmark('cpm', 'douyin', 'top', 'USD')?.quantiles.p50).toBe(3540);
    expect(defaultBenchmark('cpm', 'douyin', 'top', 'EUR')).toBeNull();
    expect(defaultBenchmark('cpc', 'douyin', 'top', 'CNY')).toBeNull();
  });
});
