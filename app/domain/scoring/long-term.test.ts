import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { longTermPartners } from './long-term.ts';

const policy = DEFAULT_POLICY.scorecard;
const at = new Date('2026-07-01T00:00:00Z');
const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000);
const partners = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ kolId: `k${String(i).padStart(3, '0')}`, score: 100 - i * 0.5, dataAt: daysAgo(5) }));

describe('long-term programme', () => {
  it.each([[0, 0], [1, 1], [20, 1], [21, 2], [40, 2], [140, 7]])('of %s partners the best 5 %% are %s', (count, marked) => {
    expect(longTermPartners(partners(count), at, policy)).toEqual(partners(count).slice(0, marked).map((partner) => partner.kolId));
  });

  it('a share that binary cannot hold lets nobody extra in', () => {
    expect(longTermPartners(partners(100), at, { ...policy, longTermTopShare: 0.07 })).toHaveLength(7);
  });

  it('whoever ties with the last one in is in', () => {
    const tied = ['c', 'a', 'b'].map((kolId) => ({ kolId, score: 90, dataAt: daysAgo(1) }));
    expect(longTermPartners([...tied, { kolId: 'd', score: 89.9, dataAt: daysAgo(1) }], at, policy)).toEqual(['a', 'b', 'c']);
  });

  it('only scores of the trailing 180 days count, several of one partner as their mean', () => {
    const scores = [
      { kolId: 'old', score: 99, dataAt: daysAgo(180) },
      { kolId: 'future', score: 99, dataAt: daysAgo(-1) },
      { kolId: 'none', score: null, dataAt: daysAgo(1) },
      { kolId: 'steady', score: 80, dataAt: daysAgo(1) },
      { kolId: 'lucky', score: 95, dataAt: daysAgo(1) },
      { kolId: 'lucky', score: 60, dataAt: daysAgo(20) },
    ];
    expect(longTermPartners(scores, at, policy)).toEqual(['steady']);
    expect(longTermPartners(scores, at, { ...policy, longTermTopShare: 0 })).toEqual([]);
  });
});
