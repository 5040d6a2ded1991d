import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../policy.ts';
import type { RoiMember } from './roi-groups.ts';
import { groupRoi, roiKey, totalRoi } from './roi-groups.ts';

const { roi } = DEFAULT_POLICY;
const close = (median: number) => ({ median, interval90: { low: median * 0.8, high: median * 1.25 }, probability: { roiBelow1: 0.1, roiBelow15: 0.2, roiAtLeast3: 0.3 } });

function member(wishes: Partial<RoiMember> = {}): RoiMember {
  return {
    collaborationId: 'c1', kolId: 'k1', kolName: 'One', handle: 'one', platform: 'douyin', tier: 'mid', campaignSlug: 'summer', campaignName: 'Summer', revenueMinor: 200_000, costMinor: 100_000,
    committedMinor: 100_000, orders: 20, atClose: close(2), light: 'green', fuse: 'closed', verdict: 'keep', coverageBasisPoints: 8_000, policyVersion: 1, ...wishes,
  };
}
const other = member({ collaborationId: 'c2', campaignSlug: 'q2', campaignName: 'Q2', revenueMinor: 50_000, committedMinor: 300_000, costMinor: 300_000, orders: 5, atClose: close(1), light: 'red', fuse: 'warned_2', verdict: 'reduce', coverageBasisPoints: 6_000 });

describe('a group', () => {
  test('sums revenue, cost and orders; its ROI at close lies nearer to whom more was committed to', () => {
    const [line, ...rest] = groupRoi([member(), other], 'kol', roi);
    expect(rest).toEqual([]);
    expect(line).toMatchObject({
      key: 'k1', collaborations: 2, kolId: 'k1', kolName: 'One', collaborationId: null, campaignSlug: null, revenueMinor: 250_000, costMinor: 400_000, orders: 25, roi: '0.62', profitRoi: null,
      fuse: 'warned_2', verdict: null, coverageBasisPoints: 6_500,
    });
    // (1 x 2.0185 + 3 x 1.00925) / 4
    expect(line?.atClose?.median).toBeCloseTo(1.26, 1);
    expect(line?.light).toBe('amber');
  });

  test('of one is as the review found it, digit for digit; together with others it is pooled', () => {
    expect(groupRoi([member()], 'tier', roi)[0]?.atClose).toEqual(close(2));
    expect(groupRoi([member(), member({ collaborationId: 'c3', atClose: null, committedMinor: 0, costMinor: 0, light: 'grey' })], 'tier', roi)[0]?.atClose).toEqual(close(2));
    expect(totalRoi([member()], roi).atClose).not.toEqual(close(2));
  });

  test('a single collaboration keeps its own light; a group whose members are all grey is grey', () => {
    expect(groupRoi([member({ light: 'grey' })], 'collaboration', roi)[0]?.light).toBe('grey');
    expect(groupRoi([member({ light: 'grey' }), member({ collaborationId: 'c2', light: 'grey' })], 'campaign', roi)[0]).toMatchObject({ light: 'grey', campaignSlug: 'summer' });
  });

  test('without cost there is neither ROI nor an outlook; without scorecards no coverage', () => {
    const [line] = groupRoi([member({ costMinor: 0, committedMinor: 0, atClose: null, coverageBasisPoints: null })], 'tier', roi);
    expect(line).toMatchObject({ roi: null, atClose: null, coverageBasisPoints: null });
    expect(totalRoi([], roi)).toEqual({ revenueMinor: 0, costMinor: 0, orders: 0, roi: null, profitRoi: null, atClose: null });
  });

  test('where a gross margin is set the profit ROI stands beside it', () => {
    // (2,000 x 60 % - 1,000) / 1,000
    expect(totalRoi([member()], { ...roi, grossMarginBasisPoints: 6000 }).profitRoi).toBe('0.20');
  });
});

test('every grouping has its key', () => {
  expect((['collaboration', 'kol', 'tier', 'campaign'] as const).map((by) => roiKey(member(), by))).toEqual(['c1', 'k1', 'mid', 'summer']);
});
