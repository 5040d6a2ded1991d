import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Platform, Tier } from '#app/domain/kol.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { quantilesOf } from './blend.ts';
import type { PeerObservation } from './peer-group.ts';
import { buildPeerIndex } from './peer-group.ts';

const policy = DEFAULT_POLICY.scorecard;
const dataAt = new Date('2026-07-01T00:00:00Z');
const daysAgo = (days: number) => new Date(dataAt.getTime() - days * 86_400_000);
let next = 0;
const aPeer = (more: Partial<PeerObservation> = {}): PeerObservation => ({
  collaborationId: `c${(next += 1)}`, tier: 'mid', platform: 'douyin', ageHours: 168, reachedAt: daysAgo(10), values: { views: 100 }, ...more,
});
const peers = (count: number, more: Partial<PeerObservation> = {}) => Array.from({ length: count }, () => aPeer(more));
const subject = { collaborationId: 'me', tier: 'mid', platform: 'douyin', ageHours: 168 } as const;
const compare = (observations: PeerObservation[], key: 'views' | 'roi' | 'cpm' | 'cpc' = 'views') => {
  const { group, n } = buildPeerIndex(observations, dataAt, policy).compare(key, subject);
  return [group, n];
};

describe('peer groups', () => {
  it('same tier and platform from ten peers on, then the platform is dropped, then the tier', () => {
    expect(compare(peers(10))).toEqual(['tier_platform', 10]);
    expect(compare([...peers(9), ...peers(1, { platform: 'bilibili' })])).toEqual(['tier', 10]);
    expect(compare([...peers(9), ...peers(1, { tier: 'top' })])).toEqual(['all', 10]);
    expect(compare([...peers(3), ...peers(2, { tier: 'top', platform: 'youtube' })])).toEqual(['all', 5]);
    expect(compare(peers(2, { tier: 'top' }))).toEqual(['all', 2]);
    expect(compare([])).toEqual(['default', 0]);
  });

  it('counts peers at the same age that report the metric', () => {
    expect(compare([...peers(9), ...peers(5, { ageHours: 24 })])).toEqual(['all', 9]);
    expect(compare([...peers(12, { values: { views: 1 } }), ...peers(11, { values: { roi: 2 }, tier: 'top' })], 'roi')).toEqual(['all', 11]);
    expect(compare(peers(12, { values: { cpc: 100 } }), 'cpc')).toEqual(['default', 0]);
  });

  it('looks back 180 days from the data instant and never ahead of it', () => {
    expect(compare([...peers(1, { reachedAt: daysAgo(180) }), ...peers(1, { reachedAt: daysAgo(179.9) })])).toEqual(['all', 1]);
    expect(compare([...peers(1, { reachedAt: daysAgo(-0.1) }), ...peers(1, { reachedAt: dataAt })])).toEqual(['all', 1]);
  });

  it('nobody is their own peer', () => {
    expect(compare([aPeer({ collaborationId: 'me' })])).toEqual(['default', 0]);
    const index = buildPeerIndex([aPeer({ collaborationId: 'me', values: { views: 1 } }), ...peers(10)], dataAt, policy);
    expect(index.compare('views', subject)).toEqual({ group: 'tier_platform', n: 10, quantiles: { p10: 100, p25: 100, p50: 100, p75: 100, p90: 100 } });
  });

  it('where lower is better the quantiles are of 1/value', () => {
    const index = buildPeerIndex([1000, 2000, 4000].map((cpm) => aPeer({ values: { cpm } })), dataAt, policy);
    expect(index.compare('cpm', subject).quantiles?.p50).toBe(1 / 2000);
  });

  it('the index gives what sorting the others by hand gives, in whatever order they came', () => {
    const observation = fc.record({
      collaborationId: fc.string(), tier: fc.constantFrom<Tier>('top', 'mid'), platform: fc.constantFrom<Platform>('douyin', 'weibo'),
      ageHours: fc.constant(168), reachedAt: fc.constant(daysAgo(1)), values: fc.record({ views: fc.nat(1000) }),
    });
    const list = fc.uniqueArray(observation, { minLength: 1, maxLength: 40, selector: (peer) => peer.collaborationId });
    fc.assert(
      fc.property(list, (observations) => {
        const me = observations[0]!;
        const others = observations.slice(1);
        const groups = [others.filter((o) => o.tier === me.tier && o.platform === me.platform), others.filter((o) => o.tier === me.tier), others];
        const used = (groups.find((group) => group.length >= 10) ?? others).map((o) => o.values.views).sort((a, b) => a - b);
        const expected = { n: used.length, quantiles: quantilesOf({ length: used.length, at: (i) => used[i]! }) };
        expect(buildPeerIndex(observations, dataAt, policy).compare('views', me)).toMatchObject(expected);
        expect(buildPeerIndex(observations.toReversed(), dataAt, policy).compare('views', me)).toMatchObject(expected);
      }),
    );
  });
});
