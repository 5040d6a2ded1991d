import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import type { MetricInputs } from './metrics.ts';
import { metricValues } from './metrics.ts';
import type { PeerObservation } from './peer-group.ts';
import { buildPeerIndex } from './peer-group.ts';
import { pointsOf } from './points.ts';
import type { ScorecardInput } from './score-slot.ts';
import type { Scorecard, ScorecardMetric } from './scorecard.ts';
import { scoreCollaboration } from './scorecard.ts';

const dataAt = new Date('2026-07-01T00:00:00Z');
const nothing: MetricInputs = {
  views: null, impressions: null, likes: null, comments: null, shares: null, saves: null, positiveComments: null, neutralComments: null,
  negativeComments: null, clicks: null, orders: null, identifiedOrders: null, newCustomers: null, revenueMinor: null, costMinor: null,
};
/** Exactly the median of the defaults for the mid tier, as near as whole counts allow. */
const full: MetricInputs = {
  views: 150_000, impressions: 300_000, likes: 3654, comments: 336, shares: 600, saves: 600, positiveComments: 65, neutralComments: 31,
  negativeComments: 4, clicks: 750, orders: 15, identifiedOrders: 15, newCustomers: 6, revenueMinor: 12_330_00, costMinor: 8_220_00,
};
const noPeers = buildPeerIndex([], dataAt, DEFAULT_POLICY.scorecard);
const anInput = (more: Partial<ScorecardInput> = {}): ScorecardInput => ({
  collaborationId: 'me', tier: 'mid', platform: 'douyin', ageHours: 168, inputs: full, peers: noPeers, reportingCurrency: 'CNY',
  policy: DEFAULT_POLICY, policyVersion: 7, dataAt, ...more,
});
const metricsOf = (card: Scorecard) => card.dimensions.flatMap((dimension) => dimension.metrics);
const metric = (card: Scorecard, key: string): ScorecardMetric | undefined => metricsOf(card).find((entry) => entry.key === key);
const hundredths = (values: (number | null)[]) => values.reduce<number>((sum, value) => sum + Math.round((value ?? 0) * 100), 0);
const aPeer = (id: number, inputs: MetricInputs, more: Partial<PeerObservation> = {}): PeerObservation => ({
  collaborationId: `peer-${id}`, tier: 'mid', platform: 'douyin', ageHours: 168, reachedAt: new Date('2026-06-01T00:00:00Z'),
  values: metricValues(inputs), ...more,
});

describe('scorecard', () => {
  it('a median collaboration gets 60 points, without peers by the defaults alone', () => {
    const card = scoreCollaboration(anInput());
    expect(card).toMatchObject({ status: 'scored', grade: 'B', coverage: 1, ageHours: 168, policyVersion: 7, dataAt: '2026-07-01T00:00:00.000Z' });
    for (const entry of metricsOf(card)) expect(Math.abs(entry.points! - 60)).toBeLessThan(3);
    expect(card.score).toBeCloseTo(60, 0);
    expect(card.dimensions.map(({ key, weight }) => [key, weight])).toEqual([['exposure', 20], ['engagement', 30], ['conversion', 35], ['sentiment', 15]]);
    expect(metric(card, 'cpm')).toMatchObject({ value: 2740, points: 60, group: 'default', peers: 0, weight: 6.67, definitionVersion: 1 });
    expect(metric(card, 'cpm')?.benchmark?.p50).toBe(2740);
    expect(metric(card, 'cpm')?.benchmarkSource).toContain('(2025)');
  });

  it('peers are blended with the default: ten of twice the views move the median by a third of the way', () => {
    const peers = Array.from({ length: 10 }, (_, id) => aPeer(id, { ...nothing, views: 300_000 }));
    const card = scoreCollaboration(anInput({ peers: buildPeerIndex(peers, dataAt, DEFAULT_POLICY.scorecard) }));
    expect(metric(card, 'views')).toMatchObject({ group: 'tier_platform', peers: 10 });
    expect(metric(card, 'views')?.benchmark).toEqual({ p10: 117_533, p25: 140_000, p50: 200_000, p75: 350_000, p90: 670_000 });
    expect(metric(card, 'impressions')).toMatchObject({ group: 'default', peers: 0 });
  });

  it('where lower is better the blend is made of 1/value and shown as value', () => {
    const peers = Array.from({ length: 20 }, (_, id) => aPeer(id, { ...nothing, impressions: 1000, costMinor: 1370 }));
    const card = scoreCollaboration(anInput({ peers: buildPeerIndex(peers, dataAt, DEFAULT_POLICY.scorecard) }));
    expect(metric(card, 'cpm')?.benchmark?.p50).toBe(1826.67);
    expect(metric(card, 'cpm')!.points!).toBeLessThan(60);
  });

  it('a metric that is not reported gives its weight to the others and lowers the coverage', () => {
    const card = scoreCollaboration(anInput({ inputs: { ...full, impressions: null, positiveComments: null } }));
    expect(metric(card, 'impressions')).toMatchObject({ value: null, points: null, effectiveWeight: null, contribution: null });
    expect(metric(card, 'cpm_views')).toMatchObject({ value: 5480, points: 60 });
    expect(card.coverage).toBe(0.7833);
    expect(card.dimensions.at(-1)).toMatchObject({ key: 'sentiment', score: null, contribution: null });
    expect(card.status).toBe('scored');
  });

  it('platforms that report fewer reactions are scored by the variant they report', () => {
    expect(metric(scoreCollaboration(anInput({ inputs: { ...full, saves: null } })), 'engagement_rate_no_saves')?.points).not.toBeNull();
    const youtube = scoreCollaboration(anInput({ platform: 'youtube', inputs: { ...full, saves: null, shares: null } }));
    expect(metric(youtube, 'engagement_rate_basic')).toMatchObject({ definitionVersion: 2 });
    expect(metric(youtube, 'save_share_rate')).toMatchObject({ value: null });
    expect(metric(scoreCollaboration(anInput({ inputs: { ...full, saves: null } })), 'share_rate')).toMatchObject({ value: 0.004 });
  });

  it('below half coverage the card says so, keeps its metrics and shows neither score nor grade', () => {
    const card = scoreCollaboration(anInput({ inputs: { ...nothing, views: 150_000, likes: 1000, comments: 400 } }));
    expect(card).toMatchObject({ status: 'not_enough_data', score: null, grade: null, coverage: 0.2667 });
    expect(metric(card, 'views')).toMatchObject({ points: 60, contribution: null });
    expect(card.dimensions[0]).toMatchObject({ score: 60, contribution: null });
  });

  it('before the first fixed age values are shown and nothing is scored', () => {
    const card = scoreCollaboration(anInput({ ageHours: null }));
    expect(card).toMatchObject({ status: 'not_enough_data', coverage: 0, score: null });
    expect(metric(card, 'views')).toMatchObject({ value: 150_000, points: null, group: 'default' });
  });

  it('without data and without a minimum there is still no score', () => {
    const policy = { ...DEFAULT_POLICY, scorecard: { ...DEFAULT_POLICY.scorecard, minimumCoverage: 0 } };
    expect(scoreCollaboration(anInput({ policy, inputs: nothing }))).toMatchObject({ status: 'not_enough_data', score: null, coverage: 0 });
  });

  it('in a currency without a default, money is held against peers alone, and not at all without them', () => {
    expect(metric(scoreCollaboration(anInput({ reportingCurrency: 'EUR' })), 'cpm')).toMatchObject({ benchmark: null, benchmarkSource: null, points: null });
    const peers = buildPeerIndex([aPeer(1, full)], dataAt, DEFAULT_POLICY.scorecard);
    expect(metric(scoreCollaboration(anInput({ reportingCurrency: 'EUR', peers })), 'cpm')).toMatchObject({ group: 'all', peers: 1, points: 52.5 });
  });
});

describe('scorecard, whatever the data', () => {
  const count = fc.option(fc.oneof(fc.nat(100), fc.nat(10_000_000)), { freq: 4 });
  const inputs: fc.Arbitrary<MetricInputs> = fc.record({
    views: count, impressions: count, likes: count, comments: count, shares: count, saves: count, positiveComments: count,
    neutralComments: count, negativeComments: count, clicks: count, orders: count, identifiedOrders: count, newCustomers: count,
    revenueMinor: count, costMinor: count,
  });
  const world = fc.record({
    inputs, tier: fc.constantFrom(...TIERS), platform: fc.constantFrom(...PLATFORMS), currency: fc.constantFrom('CNY', 'USD', 'EUR'),
    peers: fc.array(inputs, { maxLength: 15 }), minimumCoverage: fc.constantFrom(0, 0.5),
  });
  const cardOf = (given: typeof world extends fc.Arbitrary<infer World> ? World : never) =>
    scoreCollaboration(
      anInput({
        inputs: given.inputs, tier: given.tier, platform: given.platform, reportingCurrency: given.currency,
        peers: buildPeerIndex(given.peers.map((peer, id) => aPeer(id, peer, { tier: given.tier })), dataAt, DEFAULT_POLICY.scorecard),
        policy: { ...DEFAULT_POLICY, scorecard: { ...DEFAULT_POLICY.scorecard, minimumCoverage: given.minimumCoverage } },
      }),
    );

  it('contributions, also by dimension, sum exactly to the score as displayed; weights sum to 100', () => {
    fc.assert(
      fc.property(world, (given) => {
        const card = cardOf(given);
        const metrics = metricsOf(card);
        expect(hundredths(metrics.map((entry) => entry.weight))).toBe(100_00);
        if (card.score === null) return;
        expect(hundredths(metrics.map((entry) => entry.contribution))).toBe(Math.round(card.score * 100));
        expect(hundredths(card.dimensions.map((dimension) => dimension.contribution))).toBe(Math.round(card.score * 100));
        expect(hundredths(metrics.map((entry) => entry.effectiveWeight))).toBe(100_00);
        expect(card.score >= 0 && card.score <= 100 && Number.isInteger(Math.round(card.score * 1e6) / 1e5)).toBe(true);
      }),
    );
  });

  it('points can be read again from the value and the benchmark on the card', () => {
    fc.assert(
      fc.property(world, (given) => {
        for (const { points, value, benchmark, key } of metricsOf(cardOf(given))) {
          if (points === null || ['cpm', 'cpm_views', 'complaint_rate'].includes(key)) continue;
          expect(points).toBe(Math.round(pointsOf(value!, benchmark!) * 100) / 100);
        }
      }),
    );
  });

  it('coverage is 1 exactly when every slot has points, and 0 exactly when none has', () => {
    fc.assert(
      fc.property(world, (given) => {
        const card = cardOf(given);
        const withPoints = metricsOf(card).filter((entry) => entry.points !== null).length;
        expect(card.coverage === 1).toBe(withPoints === metricsOf(card).length);
        expect(card.coverage === 0).toBe(withPoints === 0);
      }),
    );
  });

  it('same inputs, same bytes, and nothing on the card that JSON cannot hold', () => {
    fc.assert(
      fc.property(world, (given) => {
        const card = cardOf(given);
        expect(JSON.stringify(cardOf(structuredClone(given)))).toBe(JSON.stringify(card));
        expect(JSON.parse(JSON.stringify(card))).toEqual(card);
      }),
    );
  });

  it('more revenue at the same cost never lowers the score', () => {
    fc.assert(
      fc.property(world, fc.nat(10_000_000), (given, more) => {
        const before = { ...given, inputs: { ...given.inputs, revenueMinor: 1000, costMinor: 1000 } };
        const after = { ...given, inputs: { ...given.inputs, revenueMinor: 1000 + more, costMinor: 1000 } };
        expect(cardOf(after).score ?? 0).toBeGreaterThanOrEqual(cardOf(before).score ?? 0);
      }),
    );
  });
});
