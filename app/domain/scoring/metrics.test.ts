import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionVersion } from './metric-breaks.ts';
import type { MetricInputs, MetricKey } from './metrics.ts';
import { DIMENSIONS, METRIC_KEYS, metricKeySchema, METRICS, metricMinor, metricValue, metricValues, SCORED_SLOTS } from './metrics.ts';

const full: MetricInputs = {
  views: 10_000, impressions: 20_000, likes: 300, comments: 50, shares: 30, saves: 20,
  positiveComments: 30, neutralComments: 15, negativeComments: 5,
  clicks: 200, orders: 10, identifiedOrders: 8, newCustomers: 6, revenueMinor: 2_000_00, costMinor: 1_000_00,
};

describe('metrics', () => {
  it.each<[MetricKey, number]>([
    ['views', 10_000],
    ['impressions', 20_000],
    ['cpm', 50_00],
    ['cpm_views', 100_00],
    ['engagement_rate', 0.04],
    ['engagement_rate_no_saves', 0.038],
    ['engagement_rate_basic', 0.035],
    ['save_share_rate', 0.005],
    ['share_rate', 0.003],
    ['save_rate', 0.002],
    ['comment_rate', 0.005],
    ['click_through_rate', 0.02],
    ['conversion_rate', 0.05],
    ['roi', 2],
    ['positive_share', 0.6],
    ['complaint_rate', 0.1],
    ['cpv', 10],
    ['cpe', 250],
    ['cpc', 500],
    ['cpa', 100_000 / 6],
    ['average_order_value', 200_00],
    ['new_customer_share', 0.75],
  ])('%s is %s', (key, value) => {
    expect(metricValue(key, full)).toBe(value);
    expect(metricValues(full)[key]).toBe(value);
  });

  it('money is shown in whole minor units, rounded half to even', () => {
    expect(metricMinor('cpa', full)).toBe(166_67);
    expect(metricMinor('cpv', { ...full, views: 40_000 })).toBe(2);
    expect(metricMinor('cpv', { ...full, views: 0 })).toBeNull();
  });

  it.each(METRIC_KEYS)('%s is unknown, not 0, as soon as a part is not reported', (key) => {
    for (const input of [...METRICS[key].of, ...METRICS[key].per]) {
      expect(metricValue(key, { ...full, [input]: null })).toBeNull();
      for (const fault of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(metricValue(key, { ...full, [input]: fault })).toBeNull();
    }
  });

  it.each(METRIC_KEYS.filter((key) => METRICS[key].per.length > 0))('%s over nothing is unknown, not infinite', (key) => {
    const nothing = Object.fromEntries(METRICS[key].per.map((input) => [input, 0]));
    expect(metricValue(key, { ...full, ...nothing })).toBeNull();
  });

  it('no recorded cost gives no cost per anything and no ROI, but no clicks are a click-through of 0', () => {
    const free = metricValues({ ...full, costMinor: 0, clicks: 0, orders: 0 });
    expect(Object.keys(free).filter((key) => key.startsWith('cp') || key === 'roi')).toEqual([]);
    expect(free.click_through_rate).toBe(0);
    expect(free.conversion_rate).toBeUndefined();
  });

  it('every definition is filed under its key, and every scored metric in one slot of its dimension', () => {
    for (const key of metricKeySchema.options) expect(METRICS[key].key).toBe(key);
    const scored = DIMENSIONS.flatMap((dimension) => SCORED_SLOTS[dimension].flatMap((variants) => variants.map((key) => [key, dimension])));
    expect(new Set(scored.map(([key]) => key)).size).toBe(scored.length);
    expect(Object.fromEntries(scored)).toEqual(
      Object.fromEntries(METRIC_KEYS.flatMap((key) => (METRICS[key].dimension === null ? [] : [[key, METRICS[key].dimension]]))),
    );
  });

  it('values are finite whatever the counts', () => {
    const inputs = fc.record(Object.fromEntries(Object.keys(full).map((key) => [key, fc.option(fc.maxSafeNat())])));
    fc.assert(
      fc.property(inputs, (given) => {
        for (const value of Object.values(metricValues({ ...full, ...given }))) expect(Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

describe('definition versions', () => {
  it.each([
    ['views', 'youtube', '2025-03-30', 1],
    ['views', 'youtube', '2025-03-31', 2],
    ['engagement_rate', 'youtube', '2026-01-01', 2],
    ['roi', 'youtube', '2026-01-01', 1],
    ['views', 'instagram', '2025-04-20', 1],
    ['cpm_views', 'instagram', '2025-04-21', 2],
    ['views', 'douyin', '2026-01-01', 1],
  ] as const)('%s on %s is on %s at version %s', (key, platform, day, version) => {
    expect(definitionVersion(key, platform, day)).toBe(version);
  });
});
