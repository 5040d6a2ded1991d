import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_MATRIX_PLAN } from '../campaign.ts';
import { budgetParts, movedByRevision } from './budget-revision.ts';

const parts = (top: number, mid: number, emerging: number, reserve: number) => ({ top, mid, emerging, reserve });
const plan = (top: number, mid: number, emerging: number) => ({ top: { slots: 2, shareBasisPoints: top }, mid: { slots: 5, shareBasisPoints: mid }, emerging: { slots: 10, shareBasisPoints: emerging } });

test('a budget is its tiers and its reserve, to the minor unit', () => {
  expect(budgetParts({ budgetMinor: 1_000, reserveBasisPoints: 1_000, plan: DEFAULT_MATRIX_PLAN })).toEqual(parts(360, 315, 225, 100));
  expect(budgetParts({ budgetMinor: 1_000, reserveBasisPoints: 1_000, plan: plan(0, 0, 0) })).toBeNull();
});

test('a shift counts once; a budget that is raised or cut counts in full', () => {
  expect(movedByRevision(parts(360, 315, 225, 100), parts(360, 315, 225, 100))).toBe(0);
  expect(movedByRevision(parts(360, 315, 225, 100), parts(300, 375, 225, 100))).toBe(60);
  expect(movedByRevision(parts(360, 315, 225, 100), parts(460, 315, 225, 100))).toBe(100);
  expect(movedByRevision(parts(360, 315, 225, 100), parts(260, 315, 225, 100))).toBe(100);
  expect(movedByRevision(parts(360, 315, 225, 100), parts(300, 315, 325, 100))).toBe(100);
});

test('going back moves as much, and no revision moves less than the budget changes', () => {
  const share = fc.tuple(fc.nat(10_000), fc.nat(10_000)).map(([a, b]) => plan(Math.min(a, b), Math.abs(a - b), 10_000 - Math.max(a, b)));
  const budget = fc.record({ budgetMinor: fc.nat(), reserveBasisPoints: fc.nat(10_000), plan: share });
  fc.assert(fc.property(budget, budget, (one, other) => {
    const [before, after] = [budgetParts(one)!, budgetParts(other)!]; // Shares of the arbitrary are whole.
    expect(movedByRevision(before, after)).toBe(movedByRevision(after, before));
    expect(movedByRevision(before, after)).toBeGreaterThanOrEqual(Math.abs(one.budgetMinor - other.budgetMinor));
  }));
});
