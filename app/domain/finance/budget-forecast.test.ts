import { expect, test } from 'vitest';
import { DEFAULT_MATRIX_PLAN } from '../campaign.ts';
import { DEFAULT_POLICY } from '../policy.ts';
import type { ForecastSlot } from './budget-forecast.ts';
import { exceedsTierShare, forecastBudget } from './budget-forecast.ts';

const campaign = { budgetMinor: 100_000, reserveBasisPoints: 1_000, plan: DEFAULT_MATRIX_PLAN };
const slot = (change: Partial<ForecastSlot>): ForecastSlot => ({
  tier: 'top', status: 'live', standingMinor: 0, accruedMinor: 0, paidMinor: 0, commissionBasisPoints: 0, revenueMinor: 0, expectedRevenueMinor: 0, ...change,
});
const forecast = (slots: readonly ForecastSlot[]) => forecastBudget(campaign, slots, DEFAULT_POLICY.money);

test('what is committed and the commission still to come make the forecast; drafts and cancelled ones are apart', () => {
  const rows = forecast([
    slot({ standingMinor: 30_000, paidMinor: 9_000, accruedMinor: 20_000, commissionBasisPoints: 500, revenueMinor: 10_000, expectedRevenueMinor: 30_000 }),
    slot({ status: 'draft', standingMinor: 4_000, commissionBasisPoints: 500, expectedRevenueMinor: 99_999 }), slot({ status: 'offered', standingMinor: 1 }),
    slot({ status: 'cancelled', standingMinor: 7_777, commissionBasisPoints: 500, expectedRevenueMinor: 99_999 }),
    slot({ tier: 'mid', standingMinor: 100, commissionBasisPoints: 1_000, revenueMinor: 5_000, expectedRevenueMinor: 4_000 }),
  ]);
  expect(rows[0]).toEqual({
    row: 'top', plannedMinor: 36_000, committedMinor: 30_000, draftedMinor: 4_001, paidMinor: 9_000, accruedMinor: 20_000, forecastMinor: 31_000, leftMinor: 5_000, state: 'green',
  });
  expect(rows[1]).toMatchObject({ row: 'mid', plannedMinor: 31_500, forecastMinor: 100 });
  expect(rows.reduce((sum, row) => sum + row.plannedMinor, 0)).toBe(100_000);
});

test('what tiers exceed their plans by is taken from the reserve', () => {
  const rows = forecast([slot({ standingMinor: 39_000 }), slot({ tier: 'emerging', standingMinor: 30_000 }), slot({ tier: 'mid', standingMinor: 1 })]);
  expect(rows.map(({ row, leftMinor, state }) => [row, leftMinor, state])).toEqual([['top', -3_000, 'amber'], ['mid', 31_499, 'green'], ['emerging', -7_500, 'red'], ['reserve', -500, 'amber']]);
  expect(rows[3]).toMatchObject({ plannedMinor: 10_000, forecastMinor: 10_500 });
});

test('a tier may be filled to its share; the next fen takes sign-off, nothing does not', () => {
  expect([exceedsTierShare({ plannedMinor: 100, committedMinor: 60 }, 40), exceedsTierShare({ plannedMinor: 100, committedMinor: 60 }, 41), exceedsTierShare({ plannedMinor: 100, committedMinor: 200 }, 0)]).toEqual([false, true, false]);
});
