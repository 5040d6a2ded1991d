import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import type { ScoredSlot } from './score-weights.ts';
import { weighSlots } from './score-weights.ts';
import { DIMENSIONS, SCORED_SLOTS } from './metrics.ts';

const weights = DEFAULT_POLICY.scorecard.weights.mid;
const slotsOf = (points: readonly (number | null)[]): ScoredSlot[] =>
  DIMENSIONS.flatMap((dimension) => SCORED_SLOTS[dimension].map(() => dimension)).map((dimension, index) => ({
    dimension, pointsHundredths: points[index] === null ? null : points[index]! * 100,
  }));

describe('weighing', () => {
  it('a dimension is the mean of its slots with data, the score the weighted mean of dimensions with data', () => {
    const { scoreHundredths, coverage, contributionHundredths, effectiveHundredths } = weighSlots(
      slotsOf([90, null, 60, 30, 30, 30, 80, null, null, null, null]), weights,
    );
    // (20 x 75 + 30 x 30 + 35 x 80) / 85 = 61.176...
    expect(scoreHundredths).toBe(61_20);
    expect(coverage).toBeCloseTo(20 * (2 / 3) / 100 + 0.3 + 35 / 3 / 100, 12);
    expect(effectiveHundredths).toEqual([11_77, null, 11_77, 11_76, 11_76, 11_76, 41_18, null, null, null, null]);
    expect(contributionHundredths.reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBe(61_20);
    expect(contributionHundredths[1]).toBeNull();
  });

  it('a score of 0 is a score, and its parts are 0', () => {
    const { scoreHundredths, contributionHundredths } = weighSlots(slotsOf([0, null, 0, 0, 0, 0, 0, 0, 0, 0, 0]), weights);
    expect(scoreHundredths).toBe(0);
    expect(contributionHundredths).toEqual([0, null, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('no data, or data in dimensions without weight only, is no score', () => {
    const none = slotsOf(Array.from({ length: 11 }, () => null));
    expect(weighSlots(none, weights)).toMatchObject({ scoreHundredths: null, coverage: 0 });
    const onlySentiment = slotsOf([null, null, null, null, null, null, null, null, null, 50, 50]);
    expect(weighSlots(onlySentiment, { exposure: 50, engagement: 25, conversion: 25, sentiment: 0 })).toMatchObject({ scoreHundredths: null, coverage: 0 });
  });

  it('every dimension has a number of slots that twelve can be divided by', () => {
    for (const dimension of DIMENSIONS) expect(12 % SCORED_SLOTS[dimension].length).toBe(0);
  });

  it('the score is rounded once, half to even, to a tenth', () => {
    const score = (points: number) => weighSlots(slotsOf(Array.from({ length: 11 }, () => points)), weights).scoreHundredths;
    expect([score(84.94), score(84.95), score(85.05), score(85.06)]).toEqual([84_90, 85_00, 85_00, 85_10]);
  });
});
