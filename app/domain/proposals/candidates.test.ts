import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandidateKol, SlotToFill } from './candidate-eligibility.ts';
import { exclusionsOf, fitOf } from './candidate-eligibility.ts';
import { outlookFactor, rankCandidates } from './candidates.ts';
import { gammaRoi } from './roi-distribution.ts';

const outlooks = { top: gammaRoi(1.5, 1.125), mid: gammaRoi(1.5, 1.125), emerging: gammaRoi(2, 1) };

const slot: SlotToFill = {
  tier: 'mid', platforms: ['douyin'], verticals: ['beauty', 'skincare'],
  remaining: { startDay: '2026-07-01', endDay: '2026-07-31' },
  freedMinor: 50_000_00, ownBrands: ['Serum House'], incumbent: gammaRoi(0.9, 0.02),
};

const aKol = (kolId: string, changes: Partial<CandidateKol> = {}): CandidateKol => ({
  kolId, tier: 'mid', status: 'bench', priceMinor: 40_000_00, platforms: ['douyin'], verticals: ['beauty', 'skincare'],
  exclusiveWith: [], availableFrom: null, inCampaign: false, engagementRatio: null, history: null, ...changes,
});

describe('who may take a slot', () => {
  it.each<[string, Partial<CandidateKol>, string[]]>([
    ['a fitting KOL of the tier', {}, []],
    ['one of the tier below', { tier: 'emerging' }, []],
    ['unknown verticals and platforms', { verticals: [], platforms: [] }, []],
    ['bound to our own brand, spelt loosely', { exclusiveWith: [' serum house'] }, []],
    ['free from the last day', { availableFrom: '2026-07-30' }, []],
    ['free long ago', { availableFrom: '2026-01-01' }, []],
    ['price exactly the freed money', { priceMinor: 50_000_00 }, []],
    ['blocked', { status: 'blocked' }, ['blocked']],
    ['working elsewhere', { status: 'active' }, ['not_on_bench']],
    ['already in the campaign', { inCampaign: true }, ['already_in_campaign']],
    ['of the tier above', { tier: 'top' }, ['tier_mismatch']],
    ['on another platform', { platforms: ['bilibili'] }, ['no_shared_platform']],
    ['in another vertical', { verticals: ['gaming'] }, ['no_shared_vertical']],
    ['free too late', { availableFrom: '2026-07-31' }, ['not_available']],
    ['bound to a competitor', { exclusiveWith: ['Serum House', 'Rival'] }, ['exclusive_with_competitor']],
    ['without a price', { priceMinor: null }, ['price_unknown']],
    ['with a price of nothing', { priceMinor: 0 }, ['price_unknown']],
    ['too dear', { priceMinor: 50_000_01 }, ['price_above_freed']],
    ['blocked and too dear: every reason is said', { status: 'blocked', priceMinor: 99_000_00 }, ['blocked', 'price_above_freed']],
  ])('%s', (_, changes, codes) => {
    expect(exclusionsOf(aKol('k', changes), slot).map((exclusion) => exclusion.code)).toEqual(codes);
  });

  it('nobody, once the flight is over', () => {
    const over = { ...slot, remaining: { startDay: '2026-07-31', endDay: '2026-07-31' } };
    expect(exclusionsOf(aKol('k'), over)).toEqual([{ code: 'flight_over', detail: '2026-07-31' }]);
  });

  it('a KOL two tiers down does not stand in', () => {
    expect(exclusionsOf(aKol('k', { tier: 'emerging' }), { ...slot, tier: 'top' })).toEqual([{ code: 'tier_mismatch', detail: 'emerging' }]);
  });

  it('fit is the share of verticals and platforms covered; unknown counts half', () => {
    expect(fitOf(aKol('k'), slot)).toBe(1);
    expect(fitOf(aKol('k', { verticals: ['Beauty '] }), slot)).toBeCloseTo(0.7, 12);
    expect(fitOf(aKol('k', { verticals: [], platforms: [] }), slot)).toBeCloseTo(0.5, 12);
    expect(fitOf(aKol('k'), { platforms: [], verticals: ['beauty'] })).toBeCloseTo(0.8, 12);
  });
});

describe('what is expected of a KOL without history', () => {
  it.each([
    [0.5, null, 1], [0.5, 1, 1], [1, 1, 1.15], [0, 1, 0.85], [0.5, 16, 2 ** 0.25], [0.5, 0, 0.5 ** 0.25],
  ])('fit %s and engagement %s move the prior by the factor %s', (fit, engagement, factor) => {
    expect(outlookFactor(fit, engagement)).toBeCloseTo(factor, 12);
  });
});

describe('ranking', () => {
  const bench = [
    aKol('untried'),
    aKol('proven', { priceMinor: 30_000_00, history: gammaRoi(2.2, 0.05) }),
    aKol('poor', { history: gammaRoi(0.5, 0.01) }),
    aKol('small-1', { tier: 'emerging', priceMinor: 20_000_00 }),
    aKol('small-2', { tier: 'emerging', priceMinor: 25_000_00, history: gammaRoi(2.4, 0.1) }),
    aKol('small-dear', { tier: 'emerging', priceMinor: 49_000_00 }),
    aKol('away', { availableFrom: '2026-09-01' }),
  ];

  it('orders by expected gain, pairs of the tier below among them, and says why the rest is out', () => {
    const list = rankCandidates(slot, bench, outlooks);
    expect(list.ranked.map((candidate) => candidate.kolIds)).toEqual([['small-2', 'small-1'], ['proven'], ['untried'], ['poor']]);
    expect(list.excluded.map(({ kolId, reasons }) => [kolId, reasons[0]?.code])).toEqual([['away', 'not_available'], ['small-dear', 'no_pair']]);
    expect(list.bestProbability).toBe(Math.max(...list.ranked.map((candidate) => candidate.probabilityBetter)));
    expect(list.bestProbability).toBeGreaterThan(0.99);
  });

  it('the gain is the price times the difference of the expected ROIs', () => {
    const proven = rankCandidates(slot, bench, outlooks).ranked.find(({ kolIds }) => kolIds[0] === 'proven');
    expect(proven).toMatchObject({
      tier: 'mid', priceMinor: 30_000_00, fit: 1, expectedGainMinor: 39_000_00,
      reasons: [{ code: 'same_tier' }, { code: 'own_history', kolId: 'proven' }, { code: 'fit', fit: 1 }, { code: 'price_within_freed', priceMinor: 30_000_00, freedMinor: 50_000_00 }],
    });
    expect(proven?.interval90.low).toBeGreaterThan(1.8);
    expect(proven?.interval90.high).toBeLessThan(2.7);
  });

  it('a pair carries the price-weighted ROI of both and both their reasons', () => {
    const pair = rankCandidates(slot, bench, outlooks).ranked.find(({ kolIds }) => kolIds.length === 2);
    const untried = 2 * 1.15;
    expect(pair?.outlook.mean).toBeCloseTo((20 * untried + 25 * 2.4) / 45, 9);
    expect(pair?.reasons.map(({ code }) => code)).toEqual(['two_from_tier_below', 'own_history', 'tier_prior', 'fit', 'price_within_freed']);
    expect(pair?.priceMinor).toBe(45_000_00);
    expect(pair?.outlook.variance).toBeCloseTo((20 / 45) ** 2 * 1.15 ** 2 + (25 / 45) ** 2 * 0.1, 9);
    expect(rankCandidates({ ...slot, freedMinor: 45_000_00 }, bench, outlooks).ranked[0]?.kolIds).toEqual(['small-2', 'small-1']);
  });

  it('an untried KOL is seldom a clear improvement on a proven ROI of 1.2', () => {
    const [untried] = rankCandidates({ ...slot, incumbent: gammaRoi(1.2, 0.004) }, [aKol('untried')], outlooks).ranked;
    expect(untried?.probabilityBetter).toBeGreaterThan(0.5);
    expect(untried?.probabilityBetter).toBeLessThan(0.75);
  });

  it('an empty bench has no best chance', () => {
    expect(rankCandidates(slot, [], outlooks)).toEqual({ ranked: [], excluded: [], bestProbability: null });
  });

  it('equal gains are ordered by the chance of being better, then by id, whatever the order of the bench', () => {
    const equals = [
      aKol('b'), aKol('a'), aKol('safe', { history: gammaRoi(1.5 * 1.15, 0.1) }),
      aKol('y', { tier: 'emerging', priceMinor: 10_000_00 }), aKol('x', { tier: 'emerging', priceMinor: 10_000_00 }), aKol('z', { tier: 'emerging', priceMinor: 10_000_00 }),
    ];
    const orders = fc.shuffledSubarray(equals, { minLength: equals.length, maxLength: equals.length });
    const expected = [['safe'], ['a'], ['b'], ['x', 'y'], ['x', 'z'], ['y', 'z']];
    fc.assert(
      fc.property(orders, (shuffled) => {
        expect(rankCandidates(slot, shuffled, outlooks).ranked.map(({ kolIds }) => kolIds)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
