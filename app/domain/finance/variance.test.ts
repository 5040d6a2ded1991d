import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnexplained, REASON_STATES, reasonState, varianceOf } from './variance.ts';

const policy = { varianceReasonBasisPoints: 500 };
const state = (planned: number, actual: number, isOver = true, explained: Parameters<typeof reasonState>[2] = null) => reasonState(varianceOf(planned, actual), isOver, explained, policy);

describe('a variance', () => {
  test('is what was spent less what was planned, in money and of the plan', () => {
    expect(varianceOf(1_000, 1_049)).toEqual({ plannedMinor: 1_000, actualMinor: 1_049, minor: 49, basisPoints: 490 });
    expect(varianceOf(1_000, 900)).toMatchObject({ minor: -100, basisPoints: -1_000 });
    expect(varianceOf(3, 4)).toMatchObject({ minor: 1, basisPoints: 3_333 });
  });

  test('of nothing planned has no share, unless nothing was spent either', () => {
    expect(varianceOf(0, 5)).toMatchObject({ minor: 5, basisPoints: null });
    expect(varianceOf(0, 0)).toMatchObject({ minor: 0, basisPoints: 0 });
  });

  test('is exact for amounts that no double holds', () => {
    expect(varianceOf(9_007_199_254_740_000, 9_007_199_254_740_001)).toMatchObject({ minor: 1, basisPoints: 0 });
  });

  test('adds up: plan and variance are what was spent', () => {
    fc.assert(fc.property(fc.nat(), fc.nat(), (planned, actual) => {
      const { minor } = varianceOf(planned, actual);
      return planned + minor === actual;
    }));
  });
});

describe('a reason', () => {
  test('is wanted above the threshold, not at it', () => {
    expect(state(10_000, 10_500)).toBe('small');
    expect(state(10_000, 10_501)).toBe('wanted');
    expect(state(10_000, 9_500)).toBe('small');
    expect(state(10_000, 9_499)).toBe('wanted');
    expect(state(0, 1)).toBe('wanted');
    expect(state(0, 0)).toBe('small');
  });

  test('is wanted below plan only once nothing more is to come', () => {
    expect(state(10_000, 1, false)).toBe('small');
    expect(state(10_000, 10_600, false)).toBe('wanted');
  });

  test('stands until the variance has moved by more than as much again', () => {
    const explained = { minor: 1_000, basisPoints: 1_000 };
    expect(state(10_000, 11_000, true, explained)).toBe('given');
    expect(state(10_000, 11_500, true, explained)).toBe('given');
    expect(state(10_000, 11_501, true, explained)).toBe('stale');
    expect(state(10_000, 10_501, true, explained)).toBe('given');
    expect(state(10_000, 9_000, true, explained)).toBe('stale');
    expect(state(10_000, 10_400, true, explained)).toBe('small');
  });

  test('for money that was not planned at all stands for that amount', () => {
    expect(state(0, 50, true, { minor: 50, basisPoints: null })).toBe('given');
    expect(state(0, 51, true, { minor: 50, basisPoints: null })).toBe('stale');
    expect(state(100, 150, true, { minor: 50, basisPoints: null })).toBe('given');
    expect(state(0, 60, true, { minor: 50, basisPoints: 900 })).toBe('stale');
  });

  test('given once is enough for as long as nothing moves, whatever the amounts', () => {
    fc.assert(fc.property(fc.nat(), fc.nat(), fc.boolean(), (planned, actual, isOver) => {
      const variance = varianceOf(planned, actual);
      return !isUnexplained(reasonState(variance, isOver, variance, policy));
    }));
  });

  test('that is wanted or stale is for somebody to write', () => {
    expect(REASON_STATES.filter(isUnexplained)).toEqual(['wanted', 'stale']);
  });
});
