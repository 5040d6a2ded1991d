import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../policy.ts';
import { roiPosterior } from './posterior.ts';
import { fitTierPrior } from './tier-prior.ts';
import type { VerdictInput } from './verdict.ts';
import { decideVerdict } from './verdict.ts';

const aCase = (below1: number, below15: number, atLeast3: number, changes: Partial<VerdictInput> = {}): VerdictInput => ({
  posterior: { probability: { roiBelow1: below1, roiBelow15: below15, roiAtLeast3: atLeast3 } },
  tooEarly: false, fuse: 'closed', bestCandidateProbability: null, moneyFits: false, ...changes,
});

describe('the ladder of product.md section 10', () => {
  it.each<[string, VerdictInput, string, string[]]>([
    ['tripped fuse, however good', aCase(0, 0, 1, { fuse: 'tripped' }), 'replace', ['fuse_tripped']],
    ['tripped fuse beats too early', aCase(0, 0, 1, { fuse: 'tripped', tooEarly: true }), 'replace', ['fuse_tripped']],
    ['tripped fuse without cost', { ...aCase(0, 0, 0, { fuse: 'tripped' }), posterior: null }, 'replace', ['fuse_tripped']],
    ['too early, however bad', aCase(1, 1, 0, { tooEarly: true }), 'countdown', ['too_early']],
    ['too early with warnings', aCase(1, 1, 0, { tooEarly: true, fuse: 'warned_2' }), 'countdown', ['too_early']],
    ['no cost', { ...aCase(0, 0, 0), posterior: null }, 'wait', ['no_cost']],
    ['surely below 1', aCase(0.8, 0.99, 0), 'replace', ['roi_below_amber']],
    ['warned but not surely below 1', aCase(0.7999, 0.99, 0, { fuse: 'warned_2' }), 'reduce', ['roi_below_green', 'no_candidate']],
    ['surely below 1.5, candidate good and affordable', aCase(0.3, 0.8, 0, { bestCandidateProbability: 0.75, moneyFits: true }), 'replace', ['roi_below_green', 'better_candidate']],
    ['candidate not clearly better', aCase(0.3, 0.8, 0, { bestCandidateProbability: 0.7499, moneyFits: true }), 'reduce', ['roi_below_green', 'candidate_not_clearly_better']],
    ['candidate beyond the money', aCase(0.3, 0.8, 0, { bestCandidateProbability: 0.9 }), 'reduce', ['roi_below_green', 'candidate_beyond_money']],
    ['surely a star', aCase(0, 0.05, 0.8), 'extend', ['roi_at_least_star']],
    ['seldom below 1.5', aCase(0, 0.2, 0.7999), 'keep', ['roi_seldom_below_green']],
    ['between', aCase(0.1, 0.2001, 0.3), 'wait', ['not_enough_orders']],
    ['between, just short of reduce', aCase(0.1, 0.7999, 0, { bestCandidateProbability: 0.99, moneyFits: true }), 'wait', ['not_enough_orders']],
  ])('%s', (_, input, kind, codes) => {
    const verdict = decideVerdict(input, DEFAULT_POLICY);
    expect(verdict.kind).toBe(kind);
    expect(verdict.reasons.map((reason) => reason.code)).toEqual(codes);
  });

  it('reasons carry the numbers they rest on', () => {
    expect(decideVerdict(aCase(0.1, 0.86, 0, { bestCandidateProbability: 0.6 }), DEFAULT_POLICY).reasons).toEqual([
      { code: 'roi_below_green', probability: 0.86, threshold: 1.5, level: 0.8 },
      { code: 'candidate_not_clearly_better', probability: 0.6, level: 0.75 },
    ]);
    expect(decideVerdict(aCase(0.1, 0.5, 0), DEFAULT_POLICY).reasons).toEqual([
      { code: 'not_enough_orders', probability: 0.5, threshold: 1.5, keepBelow: 0.2, reduceFrom: 0.8 },
    ]);
  });

  it('the levels are settings', () => {
    const strict = { ...DEFAULT_POLICY, proposals: { ...DEFAULT_POLICY.proposals, reduceProbability: 0.95, keepBelow: 0.05 } };
    expect(decideVerdict(aCase(0.1, 0.9, 0), strict).kind).toBe('wait');
    expect(decideVerdict(aCase(0, 0.1, 0), strict).kind).toBe('wait');
  });

  it('the head KOL of the Q2 story (cost 83,333, sales 100,000) is reduced, not fused, with only an untried backup', () => {
    const prior = fitTierPrior({ collaborations: [], orderValueCv: null }, 'CNY', DEFAULT_POLICY.proposals);
    const facts = { orders: 400, netRevenueMinor: 100_000_00, refundedMinor: 8_000_00, costMinor: 83_333_00, arrivedShare: 1 };
    const input: VerdictInput = { posterior: roiPosterior(facts, prior, DEFAULT_POLICY), tooEarly: false, fuse: 'closed', bestCandidateProbability: 0.55, moneyFits: true };
    expect(decideVerdict(input, DEFAULT_POLICY).kind).toBe('reduce');
  });
});
