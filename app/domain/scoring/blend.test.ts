import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quantiles } from './blend.ts';
import { blendQuantiles, invertQuantiles, quantilesOf } from './blend.ts';
import { quantilesTowardsBetter, towardsBetter } from './direction.ts';

const sorted = (values: number[]) => ({ length: values.length, at: (index: number) => values[index]! });
const five = (p10: number, p25: number, p50: number, p75: number, p90: number): Quantiles => ({ p10, p25, p50, p75, p90 });
const rising = (q: Quantiles) => q.p10 <= q.p25 && q.p25 <= q.p50 && q.p50 <= q.p75 && q.p75 <= q.p90;

describe('quantiles of peers', () => {
  it.each([
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], five(2, 3.5, 6, 8.5, 10)],
    [[1, 2], five(1.1, 1.25, 1.5, 1.75, 1.9)],
    [[7], five(7, 7, 7, 7, 7)],
  ])('type 7 of %j', (values, expected) => {
    const quantiles = quantilesOf(sorted(values));
    for (const key of ['p10', 'p25', 'p50', 'p75', 'p90'] as const) expect(quantiles?.[key]).toBeCloseTo(expected[key], 12);
  });

  it('nobody has no quantiles', () => {
    expect(quantilesOf(sorted([]))).toBeNull();
  });

  it('rise, and lie within the values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1 }), (values) => {
        const list = values.sort((a, b) => a - b);
        const quantiles = quantilesOf(sorted(list))!;
        expect(rising(quantiles)).toBe(true);
        expect(quantiles.p10 >= list[0]! && quantiles.p90 <= list.at(-1)!).toBe(true);
      }),
    );
  });
});

describe('blending with the default', () => {
  const peers = five(2, 4, 6, 8, 10);
  const standard = five(1, 2, 3, 4, 5);

  it('q = (n x q_peers + 20 x q_default) / (n + 20)', () => {
    expect(blendQuantiles(peers, 20, standard, 20)).toEqual(five(1.5, 3, 4.5, 6, 7.5));
    expect(blendQuantiles(peers, 60, standard, 20)).toEqual(five(1.75, 3.5, 5.25, 7, 8.75));
    expect(blendQuantiles(peers, 5, standard, 0)).toEqual(peers);
  });

  it('one side stands alone where the other is missing', () => {
    expect(blendQuantiles(null, 0, standard, 20)).toBe(standard);
    expect(blendQuantiles(peers, 0, standard, 20)).toBe(standard);
    expect(blendQuantiles(peers, 3, null, 20)).toBe(peers);
    expect(blendQuantiles(null, 0, null, 20)).toBeNull();
  });
});

describe('the space in which more is better', () => {
  it('p10 of 1/value is 1/p90 of value, and back', () => {
    expect(invertQuantiles(five(1, 2, 4, 5, 10))).toEqual(five(0.1, 0.2, 0.25, 0.5, 1));
    expect(invertQuantiles(invertQuantiles(five(1, 2, 4, 5, 10)))).toEqual(five(1, 2, 4, 5, 10));
  });

  it('turns round lower-is-better metrics only, and stays finite at 0', () => {
    expect(towardsBetter('views', 50)).toBe(50);
    expect(towardsBetter('cpm', 50)).toBe(0.02);
    expect(towardsBetter('complaint_rate', 0)).toBe(200);
    expect(quantilesTowardsBetter('views', five(1, 2, 4, 5, 10))).toEqual(five(1, 2, 4, 5, 10));
    expect(quantilesTowardsBetter('cpm', five(1, 2, 4, 5, 10))).toEqual(five(0.1, 0.2, 0.25, 0.5, 1));
  });
});
