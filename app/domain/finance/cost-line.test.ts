import { expect, test } from 'vitest';
import { countCost } from './cost-line.ts';

const flight = { startsOn: '2026-06-01', endsOn: '2026-06-10' };
const fee = { kind: 'fee' as const, amountMinor: 12_000, releasedMinor: 2_000, currency: 'CNY', rate: '1', commissionBasisPoints: null, incurredOn: null, ...flight };
const commission = { ...fee, kind: 'commission' as const, amountMinor: 0, releasedMinor: 0, commissionBasisPoints: 1000 };
const credits = [{ day: '2026-06-02', revenueMinor: 5_005 }, { day: '2026-06-06', revenueMinor: 5_005 }];
const period = { startDay: '2026-06-01', endDay: '2026-06-06' };

test('so far all that stands counts; in a period what accrues in it', () => {
  expect(countCost(fee, credits, null, 'CNY')).toEqual({ standingMinor: 10_000, countedMinor: 10_000, creditedMinor: null });
  expect(countCost(fee, credits, period, 'CNY').countedMinor).toBe(5_000);
});

test('a commission counts with the credits; consecutive periods add up to the whole', () => {
  const rest = { startDay: '2026-06-06', endDay: '2026-07-01' };
  expect(countCost(commission, credits, null, 'CNY')).toEqual({ standingMinor: 0, countedMinor: 1_001, creditedMinor: 10_010 });
  expect(countCost(commission, credits, period, 'CNY').countedMinor + countCost(commission, credits, rest, 'CNY').countedMinor).toBe(1_001);
  expect(countCost(commission, credits, rest, 'CNY').creditedMinor).toBe(5_005);
});

test('without a rate nothing counts', () => {
  expect(countCost({ ...fee, currency: 'USD', rate: null }, credits, null, 'CNY')).toEqual({ standingMinor: null, countedMinor: 0, creditedMinor: null });
});
