import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MATRIX_PLAN, DEFAULT_RESERVE_BASIS_POINTS, splitBudget } from './campaign.ts';
import { gradeOf, tierBelow, TIERS } from './kol.ts';

describe('the default plan of a campaign (product.md section 3)', () => {
  it('is 2 + 5 + 10 slots at 40 / 35 / 25 % after a reserve of 10 %', () => {
    expect(TIERS.map((tier) => DEFAULT_MATRIX_PLAN[tier].slots)).toEqual([2, 5, 10]);
    expect(splitBudget(1_200_000_00, DEFAULT_RESERVE_BASIS_POINTS, DEFAULT_MATRIX_PLAN)).toEqual({
      reserveMinor: 120_000_00,
      tierMinor: { top: 432_000_00, mid: 378_000_00, emerging: 270_000_00 },
    });
  });

  it('parts always sum to the budget, to the minor unit', () => {
    const shares = fc.tuple(fc.nat(10_000), fc.nat(10_000)).map(([a, b]) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      return { top: low, mid: high - low, emerging: 10_000 - high };
    });
    fc.assert(
      fc.property(fc.nat(1_000_000_000_000), fc.nat(10_000), shares, (budget, reserve, share) => {
        const plan = { top: row(share.top), mid: row(share.mid), emerging: row(share.emerging) };
        const { reserveMinor, tierMinor } = splitBudget(budget, reserve, plan);
        expect(reserveMinor + tierMinor.top + tierMinor.mid + tierMinor.emerging).toBe(budget);
      }),
    );
  });

  it('refuses shares that are not the whole', () => {
    expect(() => splitBudget(100, 0, { ...DEFAULT_MATRIX_PLAN, top: row(4100) })).toThrow('sum to 101 %');
  });

  function row(shareBasisPoints: number) {
    return { slots: 1, shareBasisPoints };
  }
});

describe('grade and tier are kept apart', () => {
  it.each([
    [5_000_001, 'S'],
    [5_000_000, 'A'],
    [1_000_000, 'A'],
    [999_999, 'B'],
    [100_000, 'B'],
    [99_999, 'C'],
    [0, 'C'],
  ])('%i followers are grade %s', (followers, grade) => {
    expect(gradeOf(followers)).toBe(grade);
  });

  it('two of the tier below may stand in for one', () => {
    expect(TIERS.map(tierBelow)).toEqual(['mid', 'emerging', null]);
  });
});
