import { describe, expect, test } from 'vitest';
import type { ReviewedStatement } from './judged-statements.ts';
import { calibrationOf, inBucket, judgeStatements } from './judged-statements.ts';

const reviewed = (wishes: Partial<ReviewedStatement> = {}): ReviewedStatement => ({
  collaborationId: 'one', asOf: '2026-07-01', statementAge: 8, ageDays: 5, probability: { roiBelow1: 0.3, roiBelow15: 0.82, roiAtLeast3: 0.05 },
  thresholds: { amberFrom: 1, greenFrom: 1.5, starFrom: 3 }, halfLifeDays: 5, revenueMinor: 60_000, costMinor: 100_000, finalRevenueMinor: 120_000, finalCostMinor: 100_000, ...wishes,
});

describe('a statement', () => {
  test('is judged by the final ROI against the threshold of its own policy version, exactly', () => {
    const truths = (finalRevenueMinor: number, greenFrom = 1.5) =>
      judgeStatements([reviewed({ finalRevenueMinor, thresholds: { amberFrom: 1, greenFrom, starFrom: 3 } })]).map(({ isTrue }) => isTrue);
    expect(truths(99_999)).toEqual([true, true, false]);
    expect(truths(150_000)).toEqual([false, false, false]);
    expect(truths(150_000, 1.6)).toEqual([false, true, false]);
    expect(truths(300_000)).toEqual([false, false, true]);
  });

  test('below one half claims the opposite, with the rest of the certainty', () => {
    expect(judgeStatements([reviewed()]).map(({ claim }) => claim)).toEqual([
      { said: 0.7, isTrue: true, negated: true }, { said: 0.82, isTrue: true, negated: false }, { said: 0.95, isTrue: true, negated: true },
    ]);
  });

  test('stands beside both fixed rules with the same knowledge: after a half-life half of the sales have arrived', () => {
    // 0.60 so far, 1.20 adjusted for age.
    expect(judgeStatements([reviewed()]).map(({ ratioRule, adjustedRule }) => [ratioRule.said, adjustedRule.said])).toEqual([[1, 0], [1, 1], [0, 0]]);
    expect(judgeStatements([reviewed({ revenueMinor: 160_000 })]).map(({ ratioRule, adjustedRule }) => [ratioRule.said, adjustedRule.said])).toEqual([[0, 0], [0, 0], [0, 1]]);
  });
});

describe('the calibration of a workspace', () => {
  const many = (count: number, trueOnes: number) => judgeStatements(Array.from({ length: count }, (_, index) => reviewed({
    collaborationId: `c${index % 5}`, probability: { roiBelow1: 0.5, roiBelow15: 0.8, roiAtLeast3: 0.5 }, finalRevenueMinor: index < trueOnes ? 120_000 : 200_000,
  }))).filter(({ subject }) => subject === 'roiBelow15');

  test('counts statements and collaborations of each tenth, and opens to them', () => {
    const judged = many(10, 8);
    const found = calibrationOf(judged, 0.8);
    expect(found.buckets).toEqual([{ from: 0.8, statements: 10, said: 0.8, cameTrue: 0.8, collaborations: 5 }].map((row) => ({ ...row, said: expect.closeTo(0.8, 12) })));
    expect(found.model.brier).toBeCloseTo(0.8 * 0.04 + 0.2 * 0.64, 12);
    expect(found.ratioRule.brier).toBeCloseTo(0.2, 12);
    expect(inBucket(judged, 0.8)).toHaveLength(10);
    expect(inBucket(judged, 0.9)).toEqual([]);
  });

  test('finds whether what was said was right, too bold or too modest', () => {
    expect(calibrationOf(many(10, 8), 0.8).finding).toBe('asSaid');
    expect(calibrationOf(many(10, 6), 0.8).finding).toBe('bold');
    expect(calibrationOf(many(10, 10), 0.8).finding).toBe('modest');
    expect(calibrationOf([], 0.8)).toMatchObject({ finding: null, buckets: [] });
  });
});
