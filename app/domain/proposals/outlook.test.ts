import { describe, expect, test } from 'vitest';
import { aCreditDay, aFee, benchKol, collaborationFacts, reviewFacts } from '#tests/factories/review-facts.ts';
import { TIERS } from '../kol.ts';
import { arrivalCurves, benchCandidates, slotOf, tierOutlooks, tierPriors } from './outlook.ts';
import { priorDistribution } from './posterior.ts';
import type { CollaborationFacts } from './review-facts.ts';

/** A collaboration of spring with an ROI of 2 and 50 orders. */
function past(wishes: Partial<CollaborationFacts> = {}): CollaborationFacts {
  return collaborationFacts({
    startsOn: '2026-04-01', endsOn: '2026-04-28', campaignStartsOn: '2026-04-01', campaignEndsOn: '2026-04-28', status: 'ended',
    firstPublishedAt: new Date('2026-04-02T02:00:00Z'), credits: [aCreditDay('2026-04-10', 50, 2_000_000)], ...wishes,
  });
}

describe('the priors of the tiers', () => {
  test('come from finished collaborations of the tier once there are enough', () => {
    const priors = tierPriors(reviewFacts({ collaborations: Array.from({ length: 9 }, () => past()) }));
    expect(priors.of('mid')).toMatchObject({ source: 'fitted', collaborations: 9, orderValueMinor: 40_000 });
    expect(priors.of('top')).toMatchObject({ source: 'default', collaborations: 0 });
  });

  test('a running collaboration and one that never published are nobody\'s past', () => {
    const running = collaborationFacts({ credits: [aCreditDay('2026-07-01', 5, 1_000)] });
    const priors = tierPriors(reviewFacts({ collaborations: [...Array.from({ length: 7 }, () => past()), past({ firstPublishedAt: null }), running] }));
    expect(priors.of('mid')).toMatchObject({ source: 'default', collaborations: 7 });
  });

  test('a collaboration is never its own past', () => {
    const own = past({ credits: [aCreditDay('2026-04-10', 500, 20_000_000)] });
    const others = Array.from({ length: 8 }, () => past());
    const review = reviewFacts({ collaborations: [own, ...others] });
    const priors = tierPriors(review);
    expect(priors.without(own)).toEqual(tierPriors(reviewFacts({ collaborations: others }), arrivalCurves(review)).of('mid'));
    expect(priors.without(collaborationFacts())).toEqual(priors.of('mid'));
  });

  test('what is believed of a newcomer is the prior of their tier', () => {
    const review = reviewFacts({ collaborations: Array.from({ length: 9 }, () => past()) });
    const priors = tierPriors(review);
    const outlooks = tierOutlooks(priors, review);
    for (const tier of TIERS) expect(outlooks[tier].mean).toBe(priorDistribution(priors.of(tier), review.policy.proposals).mean);
    expect(outlooks.mid.mean).not.toBe(outlooks.top.mean);
  });
});

describe('the bench as candidates', () => {
  test('engagement counts against the tier\'s median; unknown stays unknown', () => {
    const rates = [null, 200, 400, 800];
    const review = reviewFacts({ bench: [...rates.map((engagementBasisPoints) => benchKol({ engagementBasisPoints })), benchKol({ tier: 'top' })] });
    const candidates = benchCandidates(review, tierPriors(review));
    expect(candidates.map((kol) => kol.engagementRatio)).toEqual([null, 0.5, 1, 2, null]);
    expect(candidates[0]).toMatchObject({ platforms: ['douyin'], inCampaign: false, history: null, priceMinor: 100_000 });
  });

  test('a median of nothing proves nothing', () => {
    const review = reviewFacts({ bench: [benchKol({ engagementBasisPoints: 0 })] });
    expect(benchCandidates(review, tierPriors(review))[0]?.engagementRatio).toBeNull();
  });

  test('own past collaborations are pooled into one outlook; without cost or publication there is none', () => {
    const kolId = 'known';
    const outlookOf = (collaborations: CollaborationFacts[]) => {
      const review = reviewFacts({ bench: [benchKol({ kolId })], collaborations });
      return benchCandidates(review, tierPriors(review))[0]?.history ?? null;
    };
    const single = outlookOf([past({ kolId, costs: [aFee(2_000_000)], credits: [aCreditDay('2026-04-10', 100, 4_000_000)] })]);
    const pooled = outlookOf([past({ kolId }), past({ kolId })]);
    expect(pooled?.mean).toBeCloseTo(single?.mean ?? 0, 6);
    expect(pooled?.mean).toBeGreaterThan(1.7);
    expect(outlookOf([past({ kolId, costs: [] })])).toBeNull();
    expect(outlookOf([past({ kolId, firstPublishedAt: null })])).toBeNull();
  });
});

describe('the place that a collaboration would leave', () => {
  const review = reviewFacts({ brandName: '澜夏' });
  const incumbent = tierOutlooks(tierPriors(review), review).mid;
  const freed = { committedMinor: 9, freedMinor: 5 };

  test('runs from the as-of day to the end of the campaign', () => {
    const slot = slotOf(collaborationFacts({ endsOn: '2026-07-10', verticals: ['护肤'] }), incumbent, freed, review);
    expect(slot).toMatchObject({
      tier: 'mid', platforms: ['douyin'], verticals: ['护肤'], remaining: { startDay: '2026-07-14', endDay: '2026-07-31' }, freedMinor: 5, ownBrands: ['澜夏'],
    });
    expect(slot.incumbent).toBe(incumbent);
  });

  test('a flight beyond the campaign runs on, one that has not begun starts on its day', () => {
    const later = slotOf(collaborationFacts({ startsOn: '2026-07-20', endsOn: '2026-08-05' }), incumbent, freed, review);
    expect(later.remaining).toEqual({ startDay: '2026-07-20', endDay: '2026-08-06' });
  });
});
