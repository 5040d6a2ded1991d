import { expect, test } from 'vitest';
import { collaborationMoney, moneyByWeek } from './collaboration-money.ts';
import type { MoneyFacts, RecordedCost } from './collaboration-money.ts';

const cost = (wishes: Partial<RecordedCost> = {}): RecordedCost => ({
  kind: 'fee', amountMinor: 1000, releasedMinor: 0, currency: 'CNY', rate: '1', commissionBasisPoints: null, incurredOn: null, ...wishes,
});
const facts = (wishes: Partial<MoneyFacts> = {}): MoneyFacts => ({ startsOn: '2026-07-01', endsOn: '2026-07-10', costs: [cost()], credits: [], ...wishes });

test('a fee accrues evenly over the flight, what was released is gone from it', () => {
  expect(collaborationMoney(facts(), 'CNY', '2026-07-04')).toEqual({ revenueMinor: 0, accruedMinor: 400, standingMinor: 1000, uncountedCosts: 0 });
  expect(collaborationMoney(facts({ costs: [cost({ releasedMinor: 500 })] }), 'CNY', '2026-08-01')).toMatchObject({ accruedMinor: 500, standingMinor: 500 });
});

test('a commission arises with the credit, and credits after the day do not count', () => {
  const credits = [{ day: '2026-07-02', revenueMinor: 3000 }, { day: '2026-07-09', revenueMinor: 9000 }];
  const costs = [cost({ kind: 'commission', amountMinor: 0, commissionBasisPoints: 1000 })];
  expect(collaborationMoney(facts({ costs, credits }), 'CNY', '2026-07-05')).toEqual({ revenueMinor: 3000, accruedMinor: 300, standingMinor: 300, uncountedCosts: 0 });
});

test('a cost without a rate is flagged and counted nowhere; with one it is converted', () => {
  const costs = [cost({ currency: 'USD', rate: null }), cost({ currency: 'USD', rate: '7.1', kind: 'boost', incurredOn: '2026-07-02' })];
  expect(collaborationMoney(facts({ costs }), 'CNY', '2026-07-02')).toEqual({ revenueMinor: 0, accruedMinor: 7100, standingMinor: 7100, uncountedCosts: 1 });
});

test('weeks add up to what there is so far', () => {
  const credits = [{ day: '2026-06-30', revenueMinor: 5 }, { day: '2026-07-07', revenueMinor: 70 }, { day: '2026-07-08', revenueMinor: 80 }];
  const weeks = moneyByWeek([facts({ credits }), facts()], 'CNY', { from: '2026-07-01', through: '2026-07-10' });
  expect(weeks).toEqual([
    { startDay: '2026-07-01', endDay: '2026-07-07', revenueMinor: 70, accruedMinor: 1400, revenueSoFarMinor: 75, accruedSoFarMinor: 1400, standingSoFarMinor: 2000 },
    { startDay: '2026-07-08', endDay: '2026-07-10', revenueMinor: 80, accruedMinor: 600, revenueSoFarMinor: 155, accruedSoFarMinor: 2000, standingSoFarMinor: 2000 },
  ]);
  expect(moneyByWeek([facts()], 'CNY', { from: '2026-07-02', through: '2026-07-01' })).toEqual([]);
});
