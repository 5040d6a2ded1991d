import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quantiles } from './blend.ts';
import { pointsOf } from './points.ts';

const quantiles: Quantiles = { p10: 10, p25: 20, p50: 40, p75: 80, p90: 100 };

describe('points', () => {
  it.each([
    [-5, 0], [0, 0], [5, 5], [10, 10], [15, 20], [20, 30], [30, 45], [40, 60], [60, 70], [80, 80], [90, 87.5], [100, 95], [150, 97.5], [200, 100], [1e9, 100],
  ])('%s gets %s', (value, points) => {
    expect(pointsOf(value, quantiles)).toBeCloseTo(points, 10);
  });

  it('equal quantiles give whoever equals them the middle of their points', () => {
    const equal: Quantiles = { p10: 10, p25: 10, p50: 10, p75: 10, p90: 10 };
    expect(pointsOf(5, equal)).toBe(5);
    expect(pointsOf(10, equal)).toBe(52.5);
    expect(pointsOf(15, equal)).toBe(97.5);
    expect(pointsOf(20, equal)).toBe(100);
    expect(pointsOf(40, { ...quantiles, p75: 40 })).toBe(70);
  });

  it('quantiles of 0 divide by nothing: 0 gets 0, anything more gets all', () => {
    const zero: Quantiles = { p10: 0, p25: 0, p50: 0, p75: 0, p90: 0 };
    expect(pointsOf(0, zero)).toBe(0);
    expect(pointsOf(0.001, zero)).toBe(100);
    expect(pointsOf(1, { ...zero, p75: 2, p90: 4 })).toBe(70);
  });

  it('never fall as the value rises, and stay within 0 and 100', () => {
    const number = fc.oneof(fc.nat(20), fc.double({ min: 0, max: 1e6, noNaN: true }));
    const anyQuantiles = fc.tuple(number, number, number, number, number).map((list) => {
      const [p10, p25, p50, p75, p90] = list.sort((a, b) => a - b);
      return { p10, p25, p50, p75, p90 } as Quantiles;
    });
    fc.assert(
      fc.property(anyQuantiles, fc.array(fc.oneof(number, fc.integer({ min: -5, max: 50 })), { minLength: 2 }), (given, values) => {
        const points = [...values, ...Object.values(given)].sort((a, b) => a - b).map((value) => pointsOf(value, given));
        points.forEach((point, index) => {
          expect(point >= 0 && point <= 100).toBe(true);
          if (index > 0) expect(point).toBeGreaterThanOrEqual(points[index - 1]!);
        });
      }),
      { numRuns: 500 },
    );
  });
});
