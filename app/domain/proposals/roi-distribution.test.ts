import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineNodes, elementAt, keptShareNodes, logNormalNodes } from './quadrature.ts';
import { createRandom } from './random.ts';
import type { RoiFactors } from './roi-distribution.ts';
import { gammaRoi, probabilityBelow, QUICK_COARSENESS, roiDistribution, roiQuantile, scaleRoi } from './roi-distribution.ts';

function simulated(factors: RoiFactors, draws: number): Float64Array {
  const random = createRandom(JSON.stringify(factors));
  const { shape, rate, logSd, refunded, kept } = factors;
  return new Float64Array(draws)
    .map(() => (random.gamma(shape) / rate) * Math.exp(random.normal() * logSd - logSd ** 2 / 2) * (1 - random.beta(refunded, kept)))
    .sort();
}

const TYPICAL: RoiFactors = { shape: 6, rate: 4.2, logSd: 0.21, refunded: 2.3, kept: 26.7 };

describe('the ROI distribution', () => {
  it.each<[string, RoiFactors]>([
    ['few orders', TYPICAL],
    ['no orders', { shape: 2, rate: 1.2, logSd: 0.25, refunded: 2, kept: 23 }],
    ['a weak prior', { shape: 0.5, rate: 0.3, logSd: 0.25, refunded: 2, kept: 23 }],
    ['many orders', { shape: 402, rate: 300, logSd: 0.04, refunded: 34, kept: 391 }],
    ['nearly all refunded', { shape: 302, rate: 200, logSd: 0.05, refunded: 300, kept: 25 }],
    ['wild order values', { shape: 52, rate: 30, logSd: 0.7, refunded: 2, kept: 73 }],
  ])('agrees with 100,000 draws: %s', (_, factors) => {
    const draws = simulated(factors, 100_000);
    const distribution = roiDistribution(factors);
    for (const probability of [0.05, 0.1, 0.5, 0.9, 0.95]) {
      const drawn = elementAt(draws, Math.floor(probability * draws.length));
      expect(Math.abs(probabilityBelow(distribution, drawn) - probability)).toBeLessThan(0.006);
      expect(probabilityBelow(distribution, roiQuantile(distribution, probability))).toBeCloseTo(probability, 9);
    }
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    expect(distribution.mean / mean).toBeCloseTo(1, 1.5);
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(distribution.variance / variance).toBeCloseTo(1, 1);
  });

  it('a shape-1 gamma has the exponential distribution that closed form gives', () => {
    const exponential = gammaRoi(2, 4);
    for (const x of [0.01, 0.5, 1, 2, 5, 10]) expect(probabilityBelow(exponential, x)).toBeCloseTo(1 - Math.exp(-x / 2), 4);
  });

  it('is 0 at and below nothing, 1 beyond everything', () => {
    const distribution = roiDistribution(TYPICAL);
    expect(probabilityBelow(distribution, 0)).toBe(0);
    expect(probabilityBelow(distribution, -1)).toBe(0);
    expect(probabilityBelow(distribution, 1e-9)).toBe(0);
    expect(probabilityBelow(distribution, 1e9)).toBe(1);
  });

  it('a quick look differs from the full table by about a thousandth', () => {
    for (const roi of [0.5, 1, 1.5, 3]) {
      const difference = probabilityBelow(roiDistribution(TYPICAL), roi) - probabilityBelow(roiDistribution(TYPICAL, QUICK_COARSENESS), roi);
      expect(Math.abs(difference)).toBeLessThan(0.003);
    }
  });

  it('scaling moves mean, spread and quantiles alike', () => {
    const base = roiDistribution(TYPICAL);
    const scaled = scaleRoi(base, 1.1);
    expect(scaled.mean).toBeCloseTo(base.mean * 1.1, 12);
    expect(scaled.variance).toBeCloseTo(base.variance * 1.21, 12);
    expect(roiQuantile(scaled, 0.3)).toBeCloseTo(roiQuantile(base, 0.3) * 1.1, 12);
  });

  it('never decreases and equals the known mean, whatever the parameters', () => {
    const factors = fc.record({
      shape: fc.double({ min: 0.5, max: 5000, noNaN: true }),
      rate: fc.double({ min: 0.01, max: 5000, noNaN: true }),
      logSd: fc.double({ min: 0.01, max: 1, noNaN: true }),
      refunded: fc.double({ min: 0.5, max: 500, noNaN: true }),
      kept: fc.double({ min: 10, max: 5000, noNaN: true }),
    });
    fc.assert(
      fc.property(factors, (f) => {
        const { cumulative, density, startLog, stepLog, mean } = roiDistribution(f);
        cumulative.forEach((value, k) => k > 0 && expect(value).toBeGreaterThanOrEqual(elementAt(cumulative, k - 1) - 1e-12));
        const tabulatedMean = density.reduce((sum, d, k) => sum + d * Math.exp(startLog + k * stepLog), 0) * stepLog;
        expect(tabulatedMean / mean).toBeGreaterThan(0.998);
        expect(tabulatedMean / mean).toBeLessThan(1.002);
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});

describe('quadrature nodes', () => {
  it('weights sum to 1 and the factors have their means', () => {
    const values = logNormalNodes(0.3, 0.2, 1);
    const keptShares = keptShareNodes(2, 23, 0.3, 1);
    const meanOf = (nodes: typeof values) => nodes.at.reduce((sum, at, i) => sum + Math.exp(at) * elementAt(nodes.weight, i), 0);
    expect(values.weight.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    expect(meanOf(values)).toBeCloseTo(1, 5);
    expect(meanOf(keptShares)).toBeCloseTo(0.92, 5);
    expect(meanOf(combineNodes(values, keptShares))).toBeCloseTo(0.92, 4);
  });

  it('an element outside the array is an error, not a 0', () => {
    expect(() => elementAt(new Float64Array(2), 2)).toThrow('2 is outside 0..1');
  });
});
