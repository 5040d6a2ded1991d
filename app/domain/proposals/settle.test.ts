import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../policy.ts';
import type { SalesFacts } from './posterior.ts';
import { roiPosterior } from './posterior.ts';
import { moreOrdersToSettle } from './settle.ts';
import { fitTierPrior } from './tier-prior.ts';

const policy = DEFAULT_POLICY;
const prior = fitTierPrior({ collaborations: [], orderValueCv: null }, 'CNY', policy.proposals);

function salesAt(orders: number, ratio: number): SalesFacts {
  return { orders, netRevenueMinor: orders * 18_400, refundedMinor: orders * 1_600, costMinor: (orders * 18_400) / ratio, arrivedShare: 1 };
}

const more = (orders: number, ratio: number) => moreOrdersToSettle(salesAt(orders, ratio), prior, policy);
const below15 = (orders: number, ratio: number) => Number(roiPosterior(salesAt(orders, ratio), prior, policy)?.probability.roiBelow15);

describe('how many further orders settle a wait', () => {
  it('at ratio 1.2, 4 orders want about 13 more: 20 are the turning point of product.md section 10', () => {
    const further = Number(more(4, 1.2));
    expect(further).toBeGreaterThanOrEqual(9);
    expect(further).toBeLessThanOrEqual(16);
    expect(Math.abs(below15(4 + further, 1.2) - 0.8)).toBeLessThan(0.01);
  });

  it('a settled statement wants none', () => {
    expect(more(60, 1.2)).toBe(0);
    expect(more(60, 2.5)).toBe(0);
  });

  it('one more order can be enough, and is not said to be two', () => {
    const turning = 4 + Number(more(4, 1.2));
    expect(more(turning - 1, 1.2)).toBe(1);
    expect(more(turning, 1.2)).toBe(0);
  });

  it('nothing can be held without an order or a cost, and a ratio on the threshold never settles', () => {
    expect(more(0, 1.2)).toBeNull();
    expect(moreOrdersToSettle({ ...salesAt(5, 1.2), costMinor: 0 }, prior, policy)).toBeNull();
    expect(more(10, 1.5)).toBeNull();
  });

  it('after that many orders the statement stands at its level, whichever way it goes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.5, max: 3.5, noNaN: true }), (orders, ratio) => {
        const further = more(orders, ratio);
        if (further === null) return;
        const probability = below15(orders + further, ratio);
        expect(probability <= 0.205 || probability >= 0.795).toBe(true);
      }),
      { numRuns: 60, seed: 5 },
    );
  });
});
