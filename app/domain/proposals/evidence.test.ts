import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CanonicalValue } from './canonical-text.ts';
import { canonicalText } from './canonical-text.ts';
import type { ProposalEvidence } from './evidence.ts';
import { evidenceText } from './evidence.ts';

const evidence: ProposalEvidence = {
  collaborationId: 'c1', kind: 'replace',
  facts: { orders: 20, netRevenueMinor: 368_000, refundedMinor: 32_000, costMinor: 306_666, arrivedShare: 0.87 },
  currency: 'CNY', fuse: 'warned_1', attributionModel: 'last_click', policyVersion: 3, freedMinor: 50_000,
  candidates: [{ kolIds: ['k2'], priceMinor: 40_000 }, { kolIds: ['k4', 'k3'], priceMinor: 45_000 }],
  flips: [],
};

describe('canonical text', () => {
  it.each<[CanonicalValue, string]>([
    [{ b: 1, a: [true, null, 'x"y'] }, '{"a":[true,null,"x\\"y"],"b":1}'],
    [0.1 + 0.2, '0.300000'],
    [-0.25, '-0.250000'],
    [-1e-9, '0.000000'],
    [-0, '0'],
    [1e21, '1000000000000000000000'],
    [[], '[]'],
  ])('%j is written %s', (value, text) => {
    expect(canonicalText(value)).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('%s has no text', (value) => {
    expect(() => canonicalText({ value })).toThrow('has no text');
  });

  it('does not depend on the order of keys and parses back to the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.maxSafeInteger(), fc.string(), fc.boolean())), (members) => {
        const reversed = Object.fromEntries(Object.entries(members).toReversed());
        expect(canonicalText(reversed)).toBe(canonicalText(members));
        expect(JSON.parse(canonicalText(members))).toEqual(JSON.parse(JSON.stringify(members)));
      }),
    );
  });
});

describe('evidence of a proposal', () => {
  it('is this text', () => {
    expect(evidenceText(evidence)).toBe(
      '{"attributionModel":"last_click","candidates":[{"kolIds":["k2"],"priceMinor":40000},{"kolIds":["k3","k4"],"priceMinor":45000}],"collaborationId":"c1",'
      + '"currency":"CNY","facts":{"arrivedTenths":8,"costMinor":306666,"netRevenueMinor":368000,"orders":20,"refundedMinor":32000},"freedMinor":50000,'
      + '"fuse":"warned_1","kind":"replace","policyVersion":3}',
    );
  });

  it('a quiet day and another order of the candidates change nothing', () => {
    const later = { ...evidence, facts: { ...evidence.facts, arrivedShare: 0.89 }, candidates: evidence.candidates.toReversed() };
    expect(evidenceText(later)).toBe(evidenceText(evidence));
  });

  it.each<[string, Partial<ProposalEvidence>]>([
    ['an order', { facts: { ...evidence.facts, orders: 21 } }],
    ['a refund', { facts: { ...evidence.facts, refundedMinor: 33_000 } }],
    ['a quiet week', { facts: { ...evidence.facts, arrivedShare: 0.95 } }],
    ['the fuse', { fuse: 'warned_2' }],
    ['the policy', { policyVersion: 4 }],
    ['a candidate', { candidates: [] }],
    ['the freed money', { freedMinor: 40_000 }],
    ['the kind', { kind: 'reduce' }],
    ['a model that says otherwise', { flips: [{ model: 'first_click', verdict: 'keep' }] }],
  ])('%s is new evidence', (_, change) => {
    expect(evidenceText({ ...evidence, ...change })).not.toBe(evidenceText(evidence));
  });
});
