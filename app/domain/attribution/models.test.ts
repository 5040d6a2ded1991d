import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import { touchWeights } from './models.ts';

const DAY = 86_400_000;

describe('touch weights', () => {
  it.each([
    ['last_click', [0, 1, 2], [0, 0, 1]],
    ['first_click', [0, 1, 2], [1, 0, 0]],
    ['linear', [0, 1, 2], [1, 1, 1]],
    ['time_decay', [0, 7, 14], [250_000_000, 500_000_000, 1_000_000_000]],
    ['position', [0, 1, 2], [2, 1, 2]],
    ['position', [0, 1, 2, 3, 4, 5, 6], [10, 1, 1, 1, 1, 1, 10]],
    ['position', [0, 1], [1, 1]],
    ['position', [0], [1]],
  ] as const)('%s over clicks on days %j', (model, days, weights) => {
    expect(touchWeights(model, days.map((day) => day * DAY), 7)).toEqual(weights);
  });

  it('position gives 40 % to the first, 40 % to the last and spreads 20 % between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 200 }), (count) => {
        const weights = touchWeights('position', Array.from({ length: count }, (_, i) => i), 7);
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        expect(weights[0]! * 5).toBe(total * 2);
        expect(weights.at(-1)! * 5).toBe(total * 2);
        expect(new Set(weights.slice(1, -1))).toEqual(new Set([1]));
      }),
    );
  });

  it('weights are non-negative integers and never all zero, however short the half-life', () => {
    const instants = fc.array(fc.nat(365 * DAY), { minLength: 1, maxLength: 30 }).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.constantFrom(...ATTRIBUTION_MODELS), instants, fc.double({ min: 0.5, max: 90, noNaN: true }), (model, ms, halfLife) => {
        const weights = touchWeights(model, ms, halfLife);
        expect(weights).toHaveLength(ms.length);
        expect(weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0)).toBe(true);
        expect(weights.some((weight) => weight > 0)).toBe(true);
      }),
    );
  });
});
