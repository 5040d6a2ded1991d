import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCreditDay, aFee, collaborationFacts, reviewFacts } from '#tests/factories/review-facts.ts';
import { addDays } from '../period.ts';
import type { ArrivalCurve } from './arrival-curve.ts';
import { costAccrued, daysSincePublication, revenueIn, salesFacts, salesSoFar } from './sales.ts';

const JUNE_15 = '2026-06-15';

describe('sales so far', () => {
  test('orders, net and gross revenue are sums over the credited days', () => {
    const facts = collaborationFacts({ credits: [aCreditDay('2026-06-20', 3, 60_000, { grossMinor: 70_000 }), aCreditDay('2026-06-21', 2, 40_000)] });
    expect(salesSoFar(facts, '2026-07-14')).toMatchObject({ orders: 5, revenueMinor: 100_000, grossMinor: 110_000 });
  });

  test('the fee accrues by day up to and with the as-of day, while all of it is committed', () => {
    const facts = collaborationFacts({ costs: [aFee(46_000)] });
    expect(salesSoFar(facts, JUNE_15)).toMatchObject({ accruedMinor: 1_000, committedMinor: 46_000 });
    expect(salesSoFar(facts, '2026-07-14')).toMatchObject({ accruedMinor: 30_000, committedMinor: 46_000 });
    expect(salesSoFar(facts, '2026-12-31')).toMatchObject({ accruedMinor: 46_000, committedMinor: 46_000 });
  });

  test('a commission costs its share of what was credited, now and at close', () => {
    const commission = aFee(0, { kind: 'commission', commissionBasisPoints: 1_000 });
    const facts = collaborationFacts({ costs: [commission], credits: [aCreditDay('2026-06-20', 1, 50_000)] });
    expect(salesSoFar(facts, '2026-07-14')).toMatchObject({ accruedMinor: 5_000, committedMinor: 5_000 });
  });
});

describe('cost accrued in a period', () => {
  test('a boost counts on its date, a commission with the credits of the period', () => {
    const facts = collaborationFacts({
      costs: [aFee(9_000, { kind: 'boost', incurredOn: '2026-06-20' }), aFee(0, { kind: 'commission', commissionBasisPoints: 500 })],
      credits: [aCreditDay('2026-06-19', 1, 10_000), aCreditDay('2026-06-20', 1, 20_000)],
    });
    expect(costAccrued(facts, { startDay: '2026-06-20', endDay: '2026-06-21' })).toBe(10_000);
    expect(costAccrued(facts, { startDay: '2026-06-19', endDay: '2026-06-20' })).toBe(500);
  });

  test('periods side by side add up to the whole', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }), (fee, lengths) => {
      const facts = collaborationFacts({ costs: [aFee(fee)] });
      let start = JUNE_15;
      let sum = 0;
      for (const length of lengths) {
        const endDay = addDays(start, length);
        sum += costAccrued(facts, { startDay: start, endDay });
        start = endDay;
      }
      expect(sum).toBe(costAccrued(facts, { startDay: JUNE_15, endDay: start }));
    }));
  });
});

test('revenue of a period has its first day and not the day after its last', () => {
  const facts = collaborationFacts({ credits: [aCreditDay('2026-06-15', 1, 1), aCreditDay('2026-06-28', 1, 20), aCreditDay('2026-06-29', 1, 300)] });
  expect(revenueIn(facts, { startDay: '2026-06-15', endDay: '2026-06-29' })).toBe(21);
});

describe('what the model takes', () => {
  const { dataAt } = reviewFacts();
  const curve: ArrivalCurve = { source: 'default', halfLifeDays: 5, halfLifeLogSd: 0, daySwing: 0, collaborations: 0 };

  test('the refunded part is the gross less the net, the cost what is committed, the share what has arrived', () => {
    const facts = collaborationFacts({ firstPublishedAt: new Date(dataAt.getTime() - 5 * 86_400_000), credits: [aCreditDay('2026-07-10', 2, 900, { grossMinor: 1_000 })] });
    expect(salesFacts(facts, salesSoFar(facts, '2026-07-14'), dataAt, curve)).toEqual({
      orders: 2, netRevenueMinor: 900, refundedMinor: 100, costMinor: 1_000_000, arrivedShare: 0.5, arrivalLogSd: 0,
    });
  });

  test('a net above the gross is no negative refund', () => {
    const facts = collaborationFacts({ credits: [aCreditDay('2026-07-10', 1, 1_000, { grossMinor: 900 })] });
    expect(salesFacts(facts, salesSoFar(facts, '2026-07-14'), dataAt, curve).refundedMinor).toBe(0);
  });

  test('nothing has arrived of what nobody has published', () => {
    const facts = collaborationFacts({ firstPublishedAt: null });
    expect(daysSincePublication(facts, dataAt)).toBeNull();
    expect(salesFacts(facts, salesSoFar(facts, '2026-07-14'), dataAt, curve).arrivedShare).toBe(0);
  });
});
