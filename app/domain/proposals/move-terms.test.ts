import { describe, expect, test } from 'vitest';
import { aCreditDay, aFee, benchKol, collaborationFacts, reviewFacts } from '#tests/factories/review-facts.ts';
import type { Assessment } from './assess.ts';
import { assessCollaborations } from './assess.ts';
import type { MoveTerms } from './move-terms.ts';
import { ownTerms, swapTerms } from './move-terms.ts';
import { createRandom } from './random.ts';
import type { BenchKol, CollaborationFacts } from './review-facts.ts';
import { expectedExcessOver } from './roi-comparison.ts';
import { gammaRoi } from './roi-distribution.ts';

/** Sales of `roi` times the fee of 10,000 yuan in `orders` orders. */
function judged(roi: number, orders: number, { bench = [], ...wishes }: Partial<CollaborationFacts> & { bench?: BenchKol[] } = {}) {
  const credits = [aCreditDay('2026-07-01', orders, Math.round(roi * 1_000_000))];
  const review = reviewFacts({ collaborations: [collaborationFacts({ credits, ...wishes })], bench });
  const [one] = assessCollaborations(review);
  if (!one?.posterior) throw new Error('nothing assessed');
  return { one, review, own: one.posterior.distribution, verdict: one.verdict.kind };
}

const own = (from: ReturnType<typeof judged>): MoveTerms => {
  const terms = ownTerms(from.one, from.own, from.review);
  if (!terms) throw new Error('no terms');
  return terms;
};

describe('a swap', () => {
  const from = judged(0.4, 60, { bench: [benchKol({ priceMinor: 400_000 })] });
  const [candidate] = from.one.candidates.ranked;
  if (!candidate) throw new Error('nobody ranked');
  const terms = swapTerms(from.one, candidate, from.own, from.review);

  test('gains what its candidate was ranked by, within an interval, and its two regrets differ by that', () => {
    expect(terms).toMatchObject({ moneyMinor: 400_000, targetRoi: null, gain: { expectedMinor: candidate.expectedGainMinor, level: 0.9 } });
    expect(terms.gain.lowMinor).toBeLessThan(terms.gain.expectedMinor);
    expect(terms.gain.highMinor).toBeGreaterThan(terms.gain.expectedMinor);
    expect(Math.abs(terms.regret.ofStayingMinor - terms.regret.ofMovingMinor - terms.gain.expectedMinor)).toBeLessThan(2_000);
  });

  test('waiting a period costs in proportion to what is spent in it: the accruing fee, at most the price', () => {
    // 1,000,000 over 46 days from 15 June: 14 days of it.
    expect(terms.waiting).toMatchObject({ days: 14, spendMinor: 304_346, level: 0.8 });
    const share = 304_346 / 400_000;
    expect(Math.abs((terms.waiting?.expectedMinor ?? 0) - terms.gain.expectedMinor * share)).toBeLessThan(2);
    const cheap = swapTerms(from.one, { ...candidate, priceMinor: 100_000 }, from.own, from.review);
    expect(cheap.waiting?.spendMinor).toBe(100_000);
  });

  test('waiting costs nothing once nothing accrues', () => {
    const over = judged(0.4, 60, { endsOn: '2026-07-10' });
    expect(swapTerms(over.one, candidate, over.own, over.review).waiting).toBeNull();
  });
});

describe('a proposal by itself', () => {
  const reduced = judged(1, 400);
  const tripped: Assessment = { ...reduced.one, verdict: { ...reduced.one.verdict, kind: 'replace' } };

  test('a reduction is measured by the ROI that money is asked to bring', () => {
    expect(reduced.verdict).toBe('reduce');
    const terms = own(reduced);
    expect(terms).toMatchObject({ moneyMinor: 500_000, targetRoi: 1.5 });
    expect(Math.abs(terms.gain.expectedMinor - 500_000 * (1.5 - reduced.own.mean))).toBeLessThan(2);
    expect(terms.gain.lowMinor).toBeLessThan(terms.gain.expectedMinor);
    expect(terms.gain.highMinor).toBeGreaterThan(terms.gain.expectedMinor);
    expect(terms.regret.ofStayingMinor - terms.regret.ofMovingMinor).toBeCloseTo(terms.gain.expectedMinor, -1);
    expect(terms.waiting).toMatchObject({ spendMinor: 304_346, days: 14 });
  });

  test('a replacement without anybody to take over frees all that can be freed', () => {
    expect(own({ ...reduced, one: tripped }).moneyMinor).toBe(1_000_000);
  });

  test('an extension adds as much again, and gains by what lies above the asked ROI', () => {
    const star = judged(4, 400);
    expect(star.verdict).toBe('extend');
    const terms = own(star);
    expect(terms).toMatchObject({ moneyMinor: 1_000_000, waiting: null });
    expect(terms.gain.expectedMinor).toBeGreaterThan(0);
    expect(terms.gain.lowMinor).toBeLessThan(terms.gain.highMinor);
    expect(terms.regret.ofStayingMinor - terms.regret.ofMovingMinor).toBeCloseTo(terms.gain.expectedMinor, -1);
  });

  test('waiting is priced, keeping and a countdown move nothing', () => {
    const waiting = judged(1.5, 8);
    expect(waiting.verdict).toBe('wait');
    expect(own(waiting).waiting?.spendMinor).toBe(304_346);
    const kept = judged(2.2, 200);
    expect(kept.verdict).toBe('keep');
    expect(ownTerms(kept.one, kept.own, kept.review)).toBeNull();
    expect(ownTerms({ ...kept.one, verdict: { kind: 'countdown', reasons: [] } }, kept.own, kept.review)).toBeNull();
  });

  test('what is neither free nor accruing costs nothing to wait for', () => {
    expect(own(judged(1, 400, { endsOn: '2026-07-10' })).waiting).toBeNull();
    expect(own(judged(1, 400, { costs: [aFee(1_000_000, { cancellable: false })] })).waiting).toBeNull();
  });
});

test('the excess over an asked ROI agrees with draws, at every height', () => {
  const random = createRandom('excess');
  const drawn = Array.from({ length: 100_000 }, () => random.gamma(4) * 0.4);
  const roi = gammaRoi(1.6, 0.64);
  for (const asked of [0, 0.5, 1.5, 3]) {
    const mean = drawn.reduce((sum, one) => sum + Math.max(0, one - asked), 0) / drawn.length;
    expect(Math.abs(expectedExcessOver(roi, asked) - mean)).toBeLessThan(0.01);
  }
  expect(expectedExcessOver(roi, 1e6)).toBe(0);
});
