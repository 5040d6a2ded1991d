import { describe, expect, test } from 'vitest';
import type { MoveTerms } from './move-terms.ts';
import type { AcceptedMove, ReviewedSide } from './swap-outcome.ts';
import { swapOutcome } from './swap-outcome.ts';

/** Two thirds of an ROI of about 2.4, on 1,000 yuan. */
function side(wishes: Partial<ReviewedSide> = {}): ReviewedSide {
  return { revenueMinor: 160_000, costMinor: 100_000, atClose: { median: 2.4, low: 2, high: 2.9 }, tooEarly: false, arrivedShare: 0.67, isOver: false, ...wishes };
}
const poor = side({ revenueMinor: 60_000, atClose: { median: 0.8, low: 0.6, high: 1.1 } });

const predicted = (lowMinor: number, highMinor: number, targetRoi: number | null = null): MoveTerms => ({
  moneyMinor: 50_000, targetRoi, gain: { expectedMinor: 70_000, lowMinor, highMinor, level: 0.9 }, regret: { ofMovingMinor: 0, ofStayingMinor: 70_000 }, waiting: null,
});
const move = (wishes: Partial<AcceptedMove> = {}): AcceptedMove => ({ kind: 'replace', moneyMinor: 50_000, terms: predicted(40_000, 100_000), targetRoi: 1.5, ...wishes });

describe('a replacement', () => {
  test('is measured over the predicted money: so far by what was sold, at close by what is believed now', () => {
    const outcome = swapOutcome(move(), [side()], poor);
    expect(outcome).toMatchObject({ state: 'running', soFarMinor: 50_000, withinPrediction: true });
    // Means by Pearson-Tukey: 2.4185 - 0.8185.
    expect(outcome.atClose?.expectedMinor).toBeCloseTo(80_000, -2);
    expect(outcome.atClose?.lowMinor).toBeLessThan(80_000);
    expect(outcome.atClose?.highMinor).toBeGreaterThan(80_000);
  });

  test('lies outside of its prediction on either side', () => {
    expect(swapOutcome(move({ terms: predicted(90_000, 100_000) }), [side()], poor).withinPrediction).toBe(false);
    expect(swapOutcome(move({ terms: predicted(10_000, 20_000) }), [side()], poor).withinPrediction).toBe(false);
  });

  test('by a pair is measured by both together, weighed by cost', () => {
    const small = side({ costMinor: 100_000, revenueMinor: 40_000, atClose: { median: 1.2, low: 1, high: 1.45 } });
    const outcome = swapOutcome(move(), [side(), small], poor);
    expect(outcome.soFarMinor).toBe(20_000);
    expect(outcome.atClose?.expectedMinor).toBeCloseTo(50_000 * (1.81388 - 0.8185), -3);
  });

  test('says nothing before somebody has begun, and little while it is too early', () => {
    expect(swapOutcome(move(), [], poor)).toEqual({ state: 'planned', soFarMinor: null, atClose: null, withinPrediction: null });
    expect(swapOutcome(move(), [side()], null).state).toBe('planned');
    expect(swapOutcome(move(), [side({ tooEarly: true })], poor)).toEqual({ state: 'too_early', soFarMinor: 50_000, atClose: null, withinPrediction: null });
    expect(swapOutcome(move(), [side({ atClose: null, costMinor: 0 })], poor)).toMatchObject({ state: 'too_early', soFarMinor: null });
  });

  test('is finished when whoever took over is over and nearly all of their sales are in', () => {
    expect(swapOutcome(move(), [side({ isOver: true, arrivedShare: 0.96 })], poor).state).toBe('finished');
    expect(swapOutcome(move(), [side({ isOver: true, arrivedShare: 0.9 })], poor).state).toBe('running');
  });

  test('without a stored prediction shows what came of it and judges nothing', () => {
    const outcome = swapOutcome(move({ terms: null }), [side()], poor);
    expect(outcome.atClose).not.toBeNull();
    expect(outcome.withinPrediction).toBeNull();
  });

  test('against a partner without cost there is no gain to tell', () => {
    expect(swapOutcome(move(), [side()], side({ costMinor: 0, atClose: null }))).toMatchObject({ soFarMinor: null, atClose: null, withinPrediction: null });
    expect(swapOutcome(move(), [side()], side({ atClose: { median: 1, low: 1, high: 1 } })).atClose).toBeNull();
    expect(swapOutcome(move(), [side({ atClose: { median: 0, low: 0, high: 0 } })], poor).atClose).toBeNull();
  });

  test('by nobody is measured by the ROI that was asked of the freed money', () => {
    const outcome = swapOutcome(move({ terms: predicted(0, 50_000, 1.5) }), [], poor);
    expect(outcome).toMatchObject({ state: 'running', soFarMinor: 45_000, withinPrediction: true });
    expect(outcome.atClose?.expectedMinor).toBeCloseTo(50_000 * (1.5 - 0.8185), -2);
  });
});

describe('a reduction and an extension', () => {
  test('a reduction gains what the partner stays below the asked ROI', () => {
    const outcome = swapOutcome(move({ kind: 'reduce' }), [], poor);
    expect(outcome.atClose?.expectedMinor).toBeCloseTo(50_000 * (1.5 - 0.8185), -2);
    expect(swapOutcome(move({ kind: 'reduce' }), [], null).state).toBe('planned');
  });

  test('an extension gains what its follow-up brings above the asked ROI', () => {
    const outcome = swapOutcome(move({ kind: 'extend' }), [side()], side());
    expect(outcome.soFarMinor).toBe(5_000);
    expect(outcome.atClose?.expectedMinor).toBeCloseTo(50_000 * (2.4185 - 1.5), -2);
    expect(swapOutcome(move({ kind: 'extend' }), [], side()).state).toBe('planned');
  });
});
