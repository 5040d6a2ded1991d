import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCRUES_OVER_FLIGHT, COST_KINDS } from '#app/domain/cost.ts';
import { addDays } from '#app/domain/period.ts';
import type { AccruingCost } from './accrual.ts';
import { accruedByDay, accruedMinor, accruedTotalMinor, commissionAccruedMinor } from './accrual.ts';

const aCost = (more: Partial<AccruingCost> = {}): AccruingCost => ({
  kind: 'fee', amountMinor: 100_00, incurredOn: null, startsOn: '2026-06-15', endsOn: '2026-06-17', ...more,
});
const always = { startDay: '2000-01-01', endDay: '2100-01-01' };

describe('accrual', () => {
  it('a fee accrues evenly by day, the cents left over on the first days', () => {
    expect(accruedByDay(aCost())).toEqual([
      { day: '2026-06-15', minor: 33_34 },
      { day: '2026-06-16', minor: 33_33 },
      { day: '2026-06-17', minor: 33_33 },
    ]);
    expect(accruedByDay(aCost({ amountMinor: -100_00 })).map((amount) => amount.minor)).toEqual([-33_34, -33_33, -33_33]);
    expect(accruedByDay(aCost({ amountMinor: 2 })).map((amount) => amount.minor)).toEqual([1, 1]);
  });

  it.each([
    ['2026-06-01', '2026-06-15', 0],
    ['2026-06-01', '2026-06-16', 33_34],
    ['2026-06-16', '2026-06-18', 66_66],
    ['2026-06-18', '2026-07-01', 0],
    ['2026-06-16', '2026-06-16', 0],
  ])('in the days from %s to before %s it accrues %s', (startDay, endDay, minor) => {
    expect(accruedMinor(aCost(), { startDay, endDay })).toBe(minor);
  });

  it.each(COST_KINDS.filter((kind) => !ACCRUES_OVER_FLIGHT.includes(kind)))('%s accrues on its date, or on the first day without one', (kind) => {
    expect(accruedByDay(aCost({ kind, incurredOn: '2026-05-01' }))).toEqual([{ day: '2026-05-01', minor: 100_00 }]);
    expect(accruedByDay(aCost({ kind }))).toEqual([{ day: '2026-06-15', minor: 100_00 }]);
    expect(accruedMinor(aCost({ kind, incurredOn: '2026-06-16' }), { startDay: '2026-06-16', endDay: '2026-06-17' })).toBe(100_00);
    expect(accruedMinor(aCost({ kind, incurredOn: '2026-06-16' }), { startDay: '2026-06-17', endDay: '2026-06-18' })).toBe(0);
  });

  it('a flight that ends before it starts accrues on its first day', () => {
    expect(accruedByDay(aCost({ endsOn: '2026-06-01' }))).toEqual([{ day: '2026-06-15', minor: 100_00 }]);
  });

  it('periods without gaps add up to the whole, and days add up to any period', () => {
    const cost = fc.record({
      kind: fc.constantFrom(...COST_KINDS), amountMinor: fc.integer({ min: -1_000_000_00, max: 1_000_000_000_00 }),
      incurredOn: fc.option(fc.constant('2026-06-20')), startsOn: fc.constant('2026-06-15'),
      endsOn: fc.integer({ min: -3, max: 400 }).map((days) => addDays('2026-06-15', days)),
    });
    fc.assert(
      fc.property(cost, fc.integer({ min: -10, max: 420 }), fc.integer({ min: 0, max: 420 }), (given, offset, length) => {
        const startDay = addDays('2026-06-15', offset);
        const period = { startDay, endDay: addDays(startDay, length) };
        const parts = [{ startDay: always.startDay, endDay: period.startDay }, period, { startDay: period.endDay, endDay: always.endDay }];
        expect(parts.reduce((sum, part) => sum + accruedMinor(given, part), 0)).toBe(given.amountMinor);
        const byDay = accruedByDay(given).filter(({ day }) => day >= period.startDay && day < period.endDay);
        expect(byDay.reduce((sum, { minor }) => sum + minor, 0)).toBe(accruedMinor(given, period));
      }),
    );
  });

  it('the total of several costs is the sum of theirs', () => {
    expect(accruedTotalMinor([aCost(), aCost({ kind: 'boost', incurredOn: '2026-06-15', amountMinor: 5 })], { startDay: '2026-06-15', endDay: '2026-06-16' })).toBe(33_39);
    expect(accruedTotalMinor([], always)).toBe(0);
  });
});

describe('commission', () => {
  const credited = [
    { day: '2026-06-16', revenueMinor: 99 },
    { day: '2026-06-15', revenueMinor: 99 },
    { day: '2026-06-16', revenueMinor: 1 },
    { day: '2026-06-20', revenueMinor: 1_000_00 },
  ];

  it.each([
    ['2026-06-15', '2026-06-16', 10],
    ['2026-06-16', '2026-06-17', 10],
    ['2026-06-17', '2026-06-20', 0],
    ['2026-06-20', '2026-06-21', 100_00],
    ['2026-06-01', '2026-07-01', 100_20],
  ])('10 %% of the credit of %s to before %s is %s', (startDay, endDay, minor) => {
    expect(commissionAccruedMinor(credited, 1000, { startDay, endDay })).toBe(minor);
  });

  it('consecutive periods add up to the whole', () => {
    const days = fc.array(fc.record({ day: fc.nat(60).map((n) => addDays('2026-06-01', n)), revenueMinor: fc.nat(10_000_000) }));
    fc.assert(
      fc.property(days, fc.nat(10_000), fc.nat(60), (list, rate, cut) => {
        const middle = addDays('2026-06-01', cut);
        const first = commissionAccruedMinor(list, rate, { startDay: always.startDay, endDay: middle });
        const second = commissionAccruedMinor(list, rate, { startDay: middle, endDay: always.endDay });
        expect(first + second).toBe(commissionAccruedMinor(list, rate, always));
      }),
    );
  });
});
