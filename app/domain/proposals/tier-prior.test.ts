import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../policy.ts';
import { createRandom } from './random.ts';
import type { PastCollaboration } from './tier-prior.ts';
import { exposureThousands, fitTierPrior } from './tier-prior.ts';

const policy = DEFAULT_POLICY.proposals;
const fit = (collaborations: readonly PastCollaboration[], orderValueCv: number | null = null) =>
  fitTierPrior({ collaborations, orderValueCv }, 'CNY', policy);

/** Exposure of 10 thousands each. */
const past = (orders: number, changes: Partial<PastCollaboration> = {}): PastCollaboration => ({
  orders, grossMinor: orders * 20_000, costMinor: 1_000_000, arrivedShare: 1, ...changes,
});

describe('tier prior', () => {
  it('fewer usable collaborations than the minimum, or none with an order, give the documented default', () => {
    const standard = { source: 'default', shape: 2, rate: null, orderValueMinor: null, orderValueCv: 0.8, currency: 'CNY' };
    expect(fit(Array.from({ length: 7 }, () => past(50)))).toEqual({ ...standard, collaborations: 7 });
    const unpublished = past(0, { arrivedShare: 0 });
    expect(fit([...Array.from({ length: 7 }, () => past(50)), unpublished])).toEqual({ ...standard, collaborations: 7 });
    expect(fit(Array.from({ length: 8 }, () => past(0)))).toEqual({ ...standard, collaborations: 8 });
    expect(fitTierPrior({ collaborations: [past(3)], orderValueCv: null }, 'CNY', { ...policy, minimumTierCollaborations: 1 }).source).toBe('default');
  });

  it('recovers shape and rate of a simulated tier', () => {
    const random = createRandom('tier');
    const collaborations = Array.from({ length: 3000 }, () => {
      const exposure = 0.5 + 20 * random.uniform();
      const orders = random.poisson((random.gamma(4) / 0.5) * exposure);
      return past(orders, { costMinor: exposure * 200_000, arrivedShare: 0.5 });
    });
    const prior = fit(collaborations);
    expect(prior.source).toBe('fitted');
    expect(prior.shape).toBeGreaterThan(3.6);
    expect(prior.shape).toBeLessThan(4.4);
    expect(prior.shape / Number(prior.rate)).toBeCloseTo(8, 0);
  });

  it('spread that Poisson noise explains is not taken for variety: the shape stops at its upper bound', () => {
    const prior = fit([4, 5, 5, 6, 5, 4, 6, 5].map((orders) => past(orders)));
    expect(prior.shape).toBe(50);
    expect(prior.rate).toBeCloseTo(50 / 0.5, 9);
  });

  it('one very large collaboration does not speak for a varied tier', () => {
    const varied = [20, 60, 100, 30, 90, 50, 70, 40, 80].map((orders) => past(orders));
    const giant = past(100_000, { costMinor: 1_000_000_000 });
    const { shape, rate } = fit([...varied, giant]);
    expect(shape / Number(rate)).toBeGreaterThan(5.5);
    expect(shape / Number(rate)).toBeLessThan(7);
  });

  it('one collaboration that sold everything cannot push the shape below its lower bound', () => {
    expect(fit([0, 0, 0, 0, 0, 0, 0, 0, 0, 9000].map((orders) => past(orders))).shape).toBe(0.5);
  });

  it('order value is the mean over the tier\'s orders; its CV is the known one within bounds, else the policy\'s', () => {
    const eight = [40, 60, 50, 55, 45, 70, 30, 50].map((orders) => past(orders));
    expect(fit(eight).orderValueMinor).toBe(20_000);
    expect(fit(eight).orderValueCv).toBe(0.8);
    expect(fit(eight, 1.2).orderValueCv).toBe(1.2);
    expect(fit(eight, 0).orderValueCv).toBe(0.05);
    expect(fit(eight, 40).orderValueCv).toBe(3);
    expect(fit(eight.map((c) => ({ ...c, grossMinor: 0 }))).orderValueMinor).toBeNull();
  });

  it('exposure is cost in thousands of the major unit times the arrived share, in any currency', () => {
    expect(exposureThousands({ costMinor: 83_333_00, arrivedShare: 0.5 }, 'CNY')).toBeCloseTo(41.6665, 9);
    expect(exposureThousands({ costMinor: 83_333, arrivedShare: 1 }, 'JPY')).toBeCloseTo(83.333, 9);
  });
});
