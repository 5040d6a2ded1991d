import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLLABORATION_STATUSES } from '../collaboration.ts';
import { DEFAULT_MATRIX_PLAN } from '../campaign.ts';
import { TIERS } from '../kol.ts';
import { budgetTotal, campaignBudget, slotCounts } from './campaign-budget.ts';

const campaign = { budgetMinor: 100_000, reserveBasisPoints: 1000, plan: DEFAULT_MATRIX_PLAN };

test('committed and drafted money stand apart, and over-allocation shows as less than nothing left', () => {
  const rows = campaignBudget(campaign, [
    { tier: 'top', status: 'live', standingMinor: 30_000, accruedMinor: 10_000 },
    { tier: 'top', status: 'draft', standingMinor: 10_000, accruedMinor: 0 },
    { tier: 'mid', status: 'cancelled', standingMinor: 99_000, accruedMinor: 99_000 },
  ]);
  expect(rows.map((row) => [row.row, row.plannedMinor, row.committedMinor, row.draftedMinor, row.accruedMinor, row.leftMinor])).toEqual([
    ['top', 36_000, 30_000, 10_000, 10_000, -4_000], ['mid', 31_500, 0, 0, 0, 31_500], ['emerging', 22_500, 0, 0, 0, 22_500], ['reserve', 10_000, 0, 0, 0, 10_000],
  ]);
});

test('planned rows sum to the budget, and every row to its parts', () => {
  const one = fc.record({ tier: fc.constantFrom(...TIERS), status: fc.constantFrom(...COLLABORATION_STATUSES), standingMinor: fc.nat(1e9), accruedMinor: fc.nat(1e9) });
  fc.assert(fc.property(fc.nat(1e12), fc.integer({ min: 0, max: 10_000 }), fc.array(one), (budgetMinor, reserveBasisPoints, all) => {
    const rows = campaignBudget({ ...campaign, budgetMinor, reserveBasisPoints }, all);
    const total = budgetTotal(rows);
    expect(total.plannedMinor).toBe(budgetMinor);
    expect(total.leftMinor).toBe(total.plannedMinor - total.committedMinor - total.draftedMinor);
  }));
});

test('slots are filled, offered or empty', () => {
  const counts = slotCounts(DEFAULT_MATRIX_PLAN, [
    { tier: 'top', status: 'live' }, { tier: 'top', status: 'offered' }, { tier: 'top', status: 'draft' }, { tier: 'mid', status: 'ended' }, { tier: 'mid', status: 'cancelled' },
  ]);
  expect(counts).toEqual([
    { tier: 'top', slots: 2, filled: 1, offered: 2, empty: 0 }, { tier: 'mid', slots: 5, filled: 1, offered: 0, empty: 4 },
    { tier: 'emerging', slots: 10, filled: 0, offered: 0, empty: 10 },
  ]);
});
