import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRelease, replanPayments } from './release.ts';

describe('releasing money that a decision frees', () => {
  const cost = (id: string, standingMinor: number, standingReportingMinor = standingMinor) => ({ id, standingMinor, standingReportingMinor });

  it('takes from every cancellable cost in proportion', () => {
    expect(planRelease([cost('fee', 60_000), cost('boost', 30_000)], 45_000)).toEqual([
      { id: 'fee', releaseMinor: 30_000 },
      { id: 'boost', releaseMinor: 15_000 },
    ]);
  });

  it('a cost in dollars gives up the same share of its dollars', () => {
    expect(planRelease([cost('usd', 10_000, 71_000)], 35_500)).toEqual([{ id: 'usd', releaseMinor: 5_000 }]);
  });

  it('releases nothing for nothing, and refuses more than stands', () => {
    expect(planRelease([cost('fee', 100)], 0)).toEqual([]);
    expect(planRelease([cost('a', 1), cost('b', 1_000_000)], 1)).toEqual([{ id: 'b', releaseMinor: 1 }]);
    expect(() => planRelease([cost('fee', 100)], 101)).toThrow('more than the 100');
  });

  it('in one currency the parts always sum to what is released, and none exceeds what stands', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 8 }), fc.nat(10_000), (amounts, share) => {
        const costs = amounts.map((amount, index) => cost(String(index), amount));
        const release = Math.floor((amounts.reduce((a, b) => a + b, 0) * share) / 10_000);
        const plan = planRelease(costs, release);
        expect(plan.reduce((sum, part) => sum + part.releaseMinor, 0)).toBe(release);
        for (const part of plan) expect(part.releaseMinor).toBeLessThanOrEqual(amounts[Number(part.id)] ?? 0);
      }),
    );
  });

  it('planned payments shrink to what is left to pay and never grow', () => {
    expect(replanPayments([40_000, 30_000], 35_000)).toEqual([20_000, 15_000]);
    expect(replanPayments([40_000, 30_000], 90_000)).toEqual([40_000, 30_000]);
    expect(replanPayments([40_000, 30_000], -1)).toEqual([0, 0]);
    expect(replanPayments([], 10)).toEqual([]);
  });
});
