import type { Platform, Tier } from '#app/domain/kol.ts';
import type { Quantiles } from './blend.ts';
import type { MetricKey } from './metrics.ts';

/** A dated default benchmark. Quantiles are of the value itself: p10 is the lowest tenth, also where lower is better. */
export interface BenchmarkRow {
  readonly metric: MetricKey;
  readonly platform: Platform | 'generic';
  readonly tier: Tier | 'all';
  /** For money metrics: the currency of the quantiles, which are in its minor units. */
  readonly currency: string | null;
  readonly quantiles: Quantiles;
  readonly source: string;
  readonly year: number;
}

type Five = readonly [p10: number, p25: number, p50: number, p75: number, p90: number];

const row = (
  metric: MetricKey, platform: Platform | 'generic', tier: Tier | 'all', five: Five, source: string, year: number, currency: string | null = null,
): BenchmarkRow => {
  const [p10, p25, p50, p75, p90] = five;
  return { metric, platform, tier, currency, quantiles: { p10, p25, p50, p75, p90 }, source, year };
};

/*
 * Published figures are bands, hardly ever quantiles. A band "low to high" is taken as the middle half (p25 to p75) of a
 * log-normal spread: p50 is its geometric mean, p10 and p90 lie 1.9 times as far out in logarithms (1.28 / 0.67 standard
 * deviations). Rounded to three digits.
 */
const POSTHOG = 'PostHog handbook, comments and likes per view: weak, good, excellent';
const UNTAPPER = 'untapper.com bands by followers, standing in for the rate by views';
const AGENCY = 'ijunjun.com agency quotes, Xiaohongshu feed CPM 15-50 CNY';
const PASS_MARK = '80tg.com rule of thumb: 5 % passes, below 3 % is suspect';
const IQFLUENCE = 'iqfluence CPM, micro 10-25 USD, macro 25-50 USD; mid between';
const OWN = 'KOL Matrix default, no public quantiles known';
const THRESHOLDS = 'KOL Matrix default around the ROI thresholds 1.0, 1.5 and 3.0';
const CPM_BY_VIEWS = ', doubled: two impressions a view';

/** Domestic platforms without a row of their own (Douyin, Bilibili, Weibo ...) use the generic ones. */
export const BENCHMARK_ROWS: readonly BenchmarkRow[] = [
  row('views', 'generic', 'top', [175_000, 400_000, 1_000_000, 2_500_000, 5_700_000], OWN, 2026),
  row('views', 'generic', 'mid', [26_300, 60_000, 150_000, 375_000, 855_000], OWN, 2026),
  row('views', 'generic', 'emerging', [2630, 6000, 15_000, 37_500, 85_500], OWN, 2026),
  row('impressions', 'generic', 'top', [351_000, 800_000, 2_000_000, 5_000_000, 11_400_000], OWN, 2026),
  row('impressions', 'generic', 'mid', [52_600, 120_000, 300_000, 750_000, 1_710_000], OWN, 2026),
  row('impressions', 'generic', 'emerging', [5260, 12_000, 30_000, 75_000, 171_000], OWN, 2026),

  row('cpm', 'generic', 'all', [873, 1500, 2740, 5000, 8600], AGENCY, 2025, 'CNY'),
  row('cpm_views', 'generic', 'all', [1750, 3000, 5480, 10_000, 17_200], AGENCY + CPM_BY_VIEWS, 2025, 'CNY'),
  row('cpm', 'generic', 'top', [1830, 2500, 3540, 5000, 6830], IQFLUENCE, 2025, 'USD'),
  row('cpm', 'generic', 'mid', [1120, 1600, 2370, 3500, 4980], IQFLUENCE, 2025, 'USD'),
  row('cpm', 'generic', 'emerging', [662, 1000, 1580, 2500, 3780], IQFLUENCE, 2025, 'USD'),
  row('cpm_views', 'generic', 'top', [3660, 5000, 7070, 10_000, 13_700], IQFLUENCE + CPM_BY_VIEWS, 2025, 'USD'),
  row('cpm_views', 'generic', 'mid', [2250, 3200, 4730, 7000, 9960], IQFLUENCE + CPM_BY_VIEWS, 2025, 'USD'),
  row('cpm_views', 'generic', 'emerging', [1320, 2000, 3160, 5000, 7550], IQFLUENCE + CPM_BY_VIEWS, 2025, 'USD'),

  row('engagement_rate', 'generic', 'all', [0.0122, 0.02, 0.0346, 0.06, 0.0984], POSTHOG, 2025),
  row('engagement_rate_no_saves', 'generic', 'all', [0.0122, 0.02, 0.0346, 0.06, 0.0984], POSTHOG, 2025),
  row('engagement_rate_basic', 'generic', 'all', [0.0122, 0.02, 0.0346, 0.06, 0.0984], POSTHOG, 2025),
  row('engagement_rate', 'xiaohongshu', 'all', [0.019, 0.03, 0.0499, 0.083, 0.131], PASS_MARK, 2025),
  row('engagement_rate_basic', 'instagram', 'top', [0.00768, 0.01, 0.0134, 0.018, 0.0235], UNTAPPER, 2026),
  row('engagement_rate_basic', 'instagram', 'mid', [0.0119, 0.015, 0.0194, 0.025, 0.0315], UNTAPPER, 2026),
  row('engagement_rate_basic', 'instagram', 'emerging', [0.0155, 0.02, 0.0265, 0.035, 0.045], UNTAPPER, 2026),
  row('engagement_rate_no_saves', 'tiktok', 'top', [0.0155, 0.02, 0.0265, 0.035, 0.045], UNTAPPER, 2026),
  row('engagement_rate_no_saves', 'tiktok', 'mid', [0.0238, 0.03, 0.0387, 0.05, 0.0629], UNTAPPER, 2026),
  row('engagement_rate_no_saves', 'tiktok', 'emerging', [0.0311, 0.04, 0.0529, 0.07, 0.09], UNTAPPER, 2026),
  row('save_share_rate', 'generic', 'all', [0.00214, 0.004, 0.008, 0.016, 0.0299], OWN, 2026),
  row('share_rate', 'generic', 'all', [0.00107, 0.002, 0.004, 0.008, 0.0149], OWN, 2026),
  row('save_rate', 'generic', 'all', [0.00107, 0.002, 0.004, 0.008, 0.0149], OWN, 2026),
  row('comment_rate', 'generic', 'all', [0.000485, 0.001, 0.00224, 0.005, 0.0103], POSTHOG, 2025),

  row('click_through_rate', 'generic', 'all', [0.00134, 0.0025, 0.005, 0.01, 0.0187], OWN, 2026),
  row('conversion_rate', 'generic', 'all', [0.00732, 0.012, 0.0208, 0.036, 0.059], OWN, 2026),
  row('roi', 'generic', 'all', [0.5, 1, 1.5, 3, 5], THRESHOLDS, 2026),

  row('positive_share', 'generic', 'all', [0.35, 0.5, 0.65, 0.8, 0.9], OWN, 2026),
  row('complaint_rate', 'generic', 'all', [0.01, 0.02, 0.04, 0.08, 0.15], OWN, 2026),
];
