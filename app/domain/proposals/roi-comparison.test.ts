import { describe, expect, it } from 'vitest';
import { elementAt } from './quadrature.ts';
import { createRandom } from './random.ts';
import { costOfWaiting, roiMoney, swapGain, swapRegret } from './regret.ts';
import { differenceQuantile, expectedExcess, probabilityGreater } from './roi-comparison.ts';
import { gammaRoi } from './roi-distribution.ts';

const wide = gammaRoi(1.5, 1.125);
const narrow = gammaRoi(1.2, 0.004);

/** 200,000 draws of wide - narrow: gamma with shape 2 and shape 360. */
function drawnDifferences(): Float64Array {
  const random = createRandom('difference');
  return new Float64Array(200_000).map(() => random.gamma(2) * 0.75 - (random.gamma(360) * 1.2) / 360).sort();
}

describe('comparison of two ROIs', () => {
  it('the chances of both being the better one sum to 1, and equals are even', () => {
    expect(probabilityGreater(wide, narrow) + probabilityGreater(narrow, wide)).toBeCloseTo(1, 4);
    expect(probabilityGreater(wide, gammaRoi(1.5, 1.125))).toBeCloseTo(0.5, 4);
  });

  it('agrees with draws, whichever of the two is the narrower', () => {
    const drawn = drawnDifferences();
    const share = drawn.filter((d) => d > 0).length / drawn.length;
    expect(Math.abs(probabilityGreater(wide, narrow) - share)).toBeLessThan(0.004);
    expect(differenceQuantile(wide, narrow, 0.9)).toBeCloseTo(elementAt(drawn, 180_000), 1);
    expect(differenceQuantile(wide, narrow, 0.1)).toBeCloseTo(elementAt(drawn, 20_000), 1);
    expect(differenceQuantile(narrow, wide, 0.1)).toBeCloseTo(-elementAt(drawn, 180_000), 1);
    const excess = drawn.reduce((sum, d) => sum + Math.max(0, d), 0) / drawn.length;
    expect(expectedExcess(wide, narrow)).toBeCloseTo(excess, 2);
  });

  it('the regrets of swapping and keeping differ by the expected gain', () => {
    expect(expectedExcess(wide, narrow) - expectedExcess(narrow, wide)).toBeCloseTo(wide.mean - narrow.mean, 3);
    const { ofSwappingMinor, ofKeepingMinor } = swapRegret(100_000, wide, narrow);
    expect(Math.abs(ofKeepingMinor - ofSwappingMinor - 30_000)).toBeLessThan(100);
    expect(ofSwappingMinor).toBeGreaterThan(0);
  });
});

describe('estimates in money', () => {
  it('rounds a price times an ROI difference to the minor unit, half to even', () => {
    expect(roiMoney(83_333_00, 0.3)).toBe(24_999_90);
    expect(roiMoney(1, 0.5)).toBe(0);
    expect(roiMoney(3, 0.5)).toBe(2);
    expect(roiMoney(100, -0.25)).toBe(-25);
  });

  it('a gain lies within its interval, and the wider level holds the narrower', () => {
    const gain = swapGain(100_000, wide, narrow);
    expect(gain.expectedMinor).toBe(30_000);
    expect(gain.lowMinor).toBeLessThan(0);
    expect(gain.highMinor).toBeGreaterThan(gain.expectedMinor);
    expect(gain.lowMinor).toBe(roiMoney(100_000, differenceQuantile(wide, narrow, 0.05)));
    expect(gain.highMinor).toBe(roiMoney(100_000, differenceQuantile(wide, narrow, 0.95)));
    const waiting = costOfWaiting(100_000, wide, narrow);
    expect(waiting.expectedMinor).toBe(30_000);
    expect(waiting.lowMinor).toBeGreaterThan(gain.lowMinor);
    expect(waiting.highMinor).toBeLessThan(gain.highMinor);
  });
});
