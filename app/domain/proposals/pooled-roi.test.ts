import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../policy.ts';
import { pooledLight, pooledRoi } from './pooled-roi.ts';

const { roi } = DEFAULT_POLICY;

test('a pool lies around its mean, its interval around its median', () => {
  fc.assert(fc.property(fc.double({ min: 0.05, max: 10, noNaN: true }), fc.double({ min: 0.05, max: 1, noNaN: true }), (mean, cv) => {
    const pooled = pooledRoi({ mean, variance: (mean * cv) ** 2 }, roi);
    expect(pooled.interval90.low).toBeLessThan(pooled.median);
    expect(pooled.interval90.high).toBeGreaterThan(pooled.median);
    expect(Math.abs(pooled.median - mean)).toBeLessThan(mean * cv);
    expect(pooled.probability.roiBelow1).toBeLessThanOrEqual(pooled.probability.roiBelow15);
  }));
});

test('a pool without spread is certain, on the better side of a threshold', () => {
  expect(pooledRoi({ mean: 1.5, variance: 0 }, roi)).toEqual({
    median: 1.5, interval90: { low: 1.5, high: 1.5 }, probability: { roiBelow1: 0, roiBelow15: 0, roiAtLeast3: 0 },
  });
  expect(pooledRoi({ mean: 3, variance: 0 }, roi).probability.roiAtLeast3).toBe(1);
  expect(pooledRoi({ mean: 0, variance: 1 }, roi)).toMatchObject({ median: 0, probability: { roiBelow1: 1, roiBelow15: 1 } });
});

test('the light of a group follows its ROI at close, and is grey while nothing can be said', () => {
  const at = (mean: number) => pooledRoi({ mean, variance: 0 }, roi);
  expect([0.9, 1, 1.5, 3].map((mean) => pooledLight(at(mean), false, roi))).toEqual(['red', 'amber', 'green', 'star']);
  expect(pooledLight(at(3), true, roi)).toBe('grey');
  expect(pooledLight(null, false, roi)).toBe('grey');
});
