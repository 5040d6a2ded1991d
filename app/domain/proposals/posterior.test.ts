import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../policy.ts';
import type { RoiPosterior, SalesFacts } from './posterior.ts';
import { posteriorDistribution, priorDistribution, roiPosterior } from './posterior.ts';
import { createRandom } from './random.ts';
import { probabilityBelow } from './roi-distribution.ts';
import type { TierPrior } from './tier-prior.ts';
import { fitTierPrior } from './tier-prior.ts';

const policy = DEFAULT_POLICY;
const DEFAULT_PRIOR = fitTierPrior({ collaborations: [], orderValueCv: null }, 'CNY', policy.proposals);

/** Orders of 200 yuan each, 8 % refunded, at a given ratio of net revenue to cost. */
function salesAt(orders: number, ratio: number): SalesFacts {
  const grossMinor = orders * 20_000;
  const netRevenueMinor = grossMinor * 0.92;
  return { orders, netRevenueMinor, refundedMinor: grossMinor * 0.08, costMinor: netRevenueMinor / ratio, arrivedShare: 1 };
}

function posteriorOf(facts: SalesFacts, prior: TierPrior = DEFAULT_PRIOR): RoiPosterior {
  const posterior = roiPosterior(facts, prior, policy);
  if (posterior === null) throw new Error('expected a posterior');
  return posterior;
}

describe('known points of product.md section 10: observed ratio 1.20', () => {
  it.each([
    [4, 0.69, 0.6, 2.1],
    [20, 0.81, 0.84, 1.66],
    [60, 0.92, 0.97, 1.47],
    [400, 1, 1.1, 1.3],
  ])('%i orders: P(ROI < 1.5) = %s, 80 %% interval %s-%s', (orders, below15, low, high) => {
    const { probability, interval80 } = posteriorOf(salesAt(orders, 1.2));
    expect(Math.abs(probability.roiBelow15 - below15)).toBeLessThan(0.03);
    expect(Math.abs(interval80.low - low)).toBeLessThan(0.03);
    expect(Math.abs(interval80.high - high)).toBeLessThan(0.03);
  });

  it.each([
    [1.2, 0.72],
    [2, 0.62],
  ])('a prior centred on %s moves the 4-order figure only to %s', (priorRoi, below15) => {
    const proposals = { ...policy.proposals, priorRoi };
    const posterior = roiPosterior(salesAt(4, 1.2), DEFAULT_PRIOR, { ...policy, proposals });
    expect(Math.abs(Number(posterior?.probability.roiBelow15) - below15)).toBeLessThan(0.04);
  });
});

describe('the posterior', () => {
  it('without cost there is no ROI', () => {
    expect(roiPosterior({ ...salesAt(4, 1.2), costMinor: 0 }, DEFAULT_PRIOR, policy)).toBeNull();
    expect(posteriorDistribution({ ...salesAt(4, 1.2), costMinor: -1 }, DEFAULT_PRIOR, policy.proposals)).toBeNull();
  });

  it('the same inputs give the same bytes', () => {
    expect(JSON.stringify(posteriorOf(salesAt(17, 1.4)))).toBe(JSON.stringify(posteriorOf(salesAt(17, 1.4))));
  });

  it('the head KOL of the Q2 story (cost 83,333, sales 100,000 in 500 orders) is surely below 1.5 and not below 1', () => {
    const { probability, median } = posteriorOf({ orders: 500, netRevenueMinor: 100_000_00, refundedMinor: 8_000_00, costMinor: 83_333_00, arrivedShare: 1 });
    expect(median).toBeCloseTo(1.2, 1);
    expect(probability.roiBelow15).toBeGreaterThan(0.99);
    expect(probability.roiBelow1).toBeLessThan(0.05);
    expect(probability.roiAtLeast3).toBeLessThan(1e-6);
  });

  it('money spent for nothing lowers the expectation once an order value is known, and proves nothing before', () => {
    const silent: SalesFacts = { orders: 0, netRevenueMinor: 0, refundedMinor: 0, costMinor: 50_000_00, arrivedShare: 1 };
    expect(posteriorOf(silent).mean).toBeCloseTo(1.5, 9);
    expect(posteriorOf(silent, { ...DEFAULT_PRIOR, orderValueMinor: 20_000 }).mean).toBeLessThan(0.05);
  });

  it('sales that have not arrived yet are expected to come: half the share with half the sales gives the same ROI', () => {
    const whole = salesAt(40, 1.2);
    const half: SalesFacts = { ...whole, orders: 20, netRevenueMinor: whole.netRevenueMinor / 2, refundedMinor: whole.refundedMinor / 2, arrivedShare: 0.5 };
    expect(posteriorOf(half).probability.roiBelow15).toBeCloseTo(posteriorOf(salesAt(20, 1.2)).probability.roiBelow15, 9);
  });

  it('a fitted prior speaks in orders per thousand and pulls the order value with the weight of ten orders', () => {
    const fitted: TierPrior = { source: 'fitted', shape: 4, rate: 0.5, orderValueMinor: 10_000, orderValueCv: 0.8, collaborations: 9, currency: 'CNY' };
    // Nothing sold: 8 orders of 100 yuan per thousand, 8 % refunded.
    expect(priorDistribution(fitted, policy.proposals).mean).toBeCloseTo(0.8 * 0.92, 9);
    // 10 orders of 300 yuan, none refunded yet, over 5,000 yuan: (4 + 10) / (0.5 + 5) per thousand, at (300 + 100) / 2.
    const facts: SalesFacts = { orders: 10, netRevenueMinor: 300_000, refundedMinor: 0, costMinor: 500_000, arrivedShare: 1 };
    expect(posteriorOf(facts, fitted).mean).toBeCloseTo(((14 / 5.5) * 200 * (33 / 35)) / 1000, 9);
    expect(posteriorOf(facts, { ...fitted, orderValueMinor: null }).mean).toBeCloseTo(((14 / 5.5) * 300 * (33 / 35)) / 1000, 9);
  });

  it('refunds beyond the revenue count as everything refunded', () => {
    const facts: SalesFacts = { orders: 10, netRevenueMinor: -100, refundedMinor: 200_000, costMinor: 500_000, arrivedShare: 1 };
    const keptMean = 23 / 35;
    const rate = (2 * keptMean) / 1.5 + 500_000 / 19_990;
    expect(posteriorOf(facts).mean).toBeCloseTo((12 / rate) * keptMean, 9);
  });

  it('more orders at the same ratio never make the statement less certain', () => {
    const orders = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(orders, orders, (a, b) => {
        const fewer = posteriorOf(salesAt(Math.min(a, b), 1.2));
        const more = posteriorOf(salesAt(Math.max(a, b), 1.2));
        expect(more.probability.roiBelow15).toBeGreaterThanOrEqual(fewer.probability.roiBelow15 - 1e-4);
        expect(more.interval80.high - more.interval80.low).toBeLessThanOrEqual(fewer.interval80.high - fewer.interval80.low + 1e-4);
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it('more revenue at the same cost never lowers, more cost at the same revenue never raises what is expected', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0.3, max: 4, noNaN: true }), (orders, ratio) => {
        const facts = salesAt(orders, ratio);
        const base = posteriorOf(facts).median;
        expect(posteriorOf({ ...facts, netRevenueMinor: facts.netRevenueMinor * 1.1 }).median).toBeGreaterThanOrEqual(base - 1e-4);
        expect(posteriorOf({ ...facts, costMinor: facts.costMinor * 1.1 }).median).toBeLessThanOrEqual(base + 1e-4);
      }),
      { numRuns: 60, seed: 12 },
    );
  });
});

describe('calibration on simulated collaborations whose truth is known', () => {
  /** Rates from the tier's own gamma; log-normal orders of CV 0.8; refunds by Beta(2, 23). */
  function simulate(seed: string, count: number) {
    const random = createRandom(seed);
    const logSd = Math.sqrt(Math.log1p(0.64));
    return Array.from({ length: count }, () => {
      const rate = random.gamma(4) / 0.53;
      const value = 200 * Math.exp(random.normal() * 0.25 - 0.03125);
      const refundShare = random.beta(2, 23);
      const costMinor = Math.round((1 + 30 * random.uniform()) * 100_000);
      const share = 0.5 + random.uniform() / 2;
      const orders = random.poisson((rate * costMinor * share) / 100_000);
      let [grossMinor, refundedMinor] = [0, 0];
      for (let i = 0; i < orders; i += 1) {
        const orderMinor = Math.round(value * 100 * Math.exp(random.normal() * logSd - logSd ** 2 / 2));
        grossMinor += orderMinor;
        if (random.uniform() < refundShare) refundedMinor += orderMinor;
      }
      const facts: SalesFacts = { orders, netRevenueMinor: grossMinor - refundedMinor, refundedMinor, costMinor, arrivedShare: share };
      return { facts, grossMinor, truth: (rate * value * (1 - refundShare)) / 1000 };
    });
  }

  it('of statements made at 80 %, about 80 % come true, and the Brier score beats both fixed rules', () => {
    const past = simulate('past', 60).map(({ facts, grossMinor }) => ({ ...facts, grossMinor }));
    const prior = fitTierPrior({ collaborations: past, orderValueCv: 0.8 }, 'CNY', policy.proposals);
    let [inside, brier, ratioBrier, projectedBrier] = [0, 0, 0, 0];
    const future = simulate('future', 1500);
    for (const { facts, truth } of future) {
      const { interval80, probability } = posteriorOf(facts, prior);
      const below = truth < 1.5 ? 1 : 0;
      const ratio = facts.netRevenueMinor / facts.costMinor;
      inside += truth >= interval80.low && truth <= interval80.high ? 1 : 0;
      brier += (probability.roiBelow15 - below) ** 2;
      ratioBrier += ((ratio < 1.5 ? 1 : 0) - below) ** 2;
      projectedBrier += ((ratio / facts.arrivedShare < 1.5 ? 1 : 0) - below) ** 2;
    }
    expect(inside / future.length).toBeGreaterThan(0.77);
    expect(inside / future.length).toBeLessThan(0.83);
    expect(brier).toBeLessThan(0.8 * projectedBrier);
    expect(projectedBrier).toBeLessThan(ratioBrier);
  });

  it('the probability is that of the tabulated distribution', () => {
    const { probability, distribution } = posteriorOf(salesAt(20, 1.2));
    expect(probability.roiBelow1).toBe(probabilityBelow(distribution, 1));
  });
});
