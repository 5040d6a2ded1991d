import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../policy.ts';
import { isOverspent, movesTooMuch, quarterStart, reviewTriggers, revisionCapMinor, varianceState } from './money-rules.ts';

const policy = DEFAULT_POLICY.money;

test('a quarter begins in January, April, July and October', () => {
  expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-09-30', '2026-12-31'].map(quarterStart)).toEqual(['2026-01-01', '2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01']);
});

test('15 % of a budget may be moved in a quarter, one fen more takes sign-off; moving nothing never does', () => {
  expect(revisionCapMinor(10_000, policy)).toBe(1_500);
  const move = (movedMinor: number, moveMinor: number) => movesTooMuch({ budgetMinor: 10_000, movedMinor, moveMinor }, policy);
  expect([move(1_000, 500), move(1_000, 501), move(9_000, 0)]).toEqual([false, true, false]);
});

test('spending is cut from 115 % of the plan on; green to 100 %, amber to 115 %, red above', () => {
  const spent = (spentMinor: number) => isOverspent({ plannedMinor: 10_000, spentMinor }, policy);
  expect([spent(11_499), spent(11_500), isOverspent({ plannedMinor: 0, spentMinor: 0 }, policy), isOverspent({ plannedMinor: 0, spentMinor: 1 }, policy)]).toEqual([false, true, false, true]);
  expect([10_000, 10_001, 11_500, 11_501].map((minor) => varianceState(10_000, minor, policy))).toEqual(['green', 'amber', 'amber', 'red']);
});

test('a review is due at 15 % over the planned cost, and at 10 % off the expected revenue either way; the settings are apart', () => {
  const due = (costMinor: number, revenueMinor: number, settings = policy) => reviewTriggers({ plannedCostMinor: 1_000, costMinor, expectedRevenueMinor: 1_000, revenueMinor }, settings);
  expect([due(1_149, 1_000), due(1_150, 1_000), due(1_000, 900), due(1_000, 1_100), due(1_200, 1_099)]).toEqual([[], ['cost-overrun'], ['revenue-swing'], ['revenue-swing'], ['cost-overrun']]);
  expect(due(1_200, 1_050, { ...policy, overspendCutBasisPoints: 5_000, revisionCapBasisPoints: 0, costOverrunReviewBasisPoints: 2_001, revenueSwingBasisPoints: 500 })).toEqual(['revenue-swing']);
  expect(reviewTriggers({ plannedCostMinor: 0, costMinor: 0, expectedRevenueMinor: 0, revenueMinor: 0 }, policy)).toEqual([]);
});
