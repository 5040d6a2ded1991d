import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyBasisPoints, divideHalfEven, parseBasisPoints, ratioText, scaledIntegerText, splitByLargestRemainder } from './ratio.ts';

describe('divideHalfEven', () => {
  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [5n, -2n, -2n],
    [9n, 4n, 2n],
    [11n, 4n, 3n],
    [0n, 3n, 0n],
  ])('%s / %s = %s', (numerator, denominator, quotient) => {
    expect(divideHalfEven(numerator, denominator)).toBe(quotient);
  });

  it('refuses to divide by nothing', () => {
    expect(() => divideHalfEven(1n, 0n)).toThrow('denominator is 0');
  });
});

describe('splitByLargestRemainder', () => {
  it('gives the units left over to the largest remainders, earlier parts first', () => {
    expect(splitByLargestRemainder(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitByLargestRemainder(10, [0, 3, 3])).toEqual([0, 5, 5]);
    expect(splitByLargestRemainder(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
  });

  it('parts always sum to the whole and lie within one unit of their exact share', () => {
    const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 20 }).filter((w) => w.some((x) => x > 0));
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights, (total, parts) => {
        const split = splitByLargestRemainder(total, parts);
        const sum = parts.reduce((s, w) => s + BigInt(w), 0n);
        expect(split.reduce((s, part) => s + BigInt(part), 0n)).toBe(BigInt(total));
        split.forEach((part, i) => {
          const distance = BigInt(part) * sum - BigInt(total) * BigInt(parts[i] ?? 0);
          expect(distance < sum && distance > -sum).toBe(true);
        });
      }),
    );
  });

  it.each([
    [1.5, [1], 'not a safe integer'],
    [1, [], 'sum to 0'],
    [1, [0, 0], 'sum to 0'],
    [1, [-1, 2], 'weight -1'],
    [1, [0.5], 'weight 0.5'],
  ])('refuses total %s over weights %j', (total, weights, message) => {
    expect(() => splitByLargestRemainder(total, weights)).toThrow(message);
  });
});

describe('shown ratios', () => {
  it('no denominator means no ratio, never 0 or infinity', () => {
    expect(ratioText(100, 0)).toBeNull();
    expect(ratioText(100, -5)).toBeNull();
  });

  it('rounds half to even at the last shown decimal', () => {
    expect(ratioText(100_000_00, 83_333_00)).toBe('1.20');
    expect(ratioText(1005, 1000)).toBe('1.00');
    expect(ratioText(-3, 2, 0)).toBe('-2');
  });

  it('basis points and scaled text', () => {
    expect(applyBasisPoints(8_500_000_00, 1000)).toBe(850_000_00);
    expect(scaledIntegerText(-5n, 2)).toBe('-0.05');
  });
});

it.each([['40', 4000], ['12.5', 1250], ['12.5 %', 1250], ['0.01%', 1], ['100', 10_000], ['100.01', null], ['1.234', null], ['-1', null], ['', null], ['x', null]])('a share typed as "%s" is %s basis points', (typed, expected) => {
  expect(parseBasisPoints(typed)).toBe(expected);
});
