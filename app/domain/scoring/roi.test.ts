import { describe, expect, it } from 'vitest';
import { profitRoiText, roiOf } from './roi.ts';

describe('ROI', () => {
  it.each([
    [100_000_00, 83_333_00, '1.20'],
    [150, 100, '1.50'],
    [0, 100, '0.00'],
    [9_007_199_254_740_991, 1, '9007199254740991.00'],
  ])('%s over %s is %s', (revenueMinor, costMinor, text) => {
    expect(roiOf(revenueMinor, costMinor)).toEqual({ revenueMinor, costMinor, value: revenueMinor / costMinor, text });
  });

  it('no cost means no ROI, not 0 and not infinity', () => {
    expect(roiOf(500, 0)).toEqual({ revenueMinor: 500, costMinor: 0, value: null, text: null });
  });

  it.each([
    [300, 100, 5000, '0.50'],
    [120, 100, 4000, '-0.52'],
    [100, 100, 10_000, '0.00'],
    [9_007_199_254_740_991, 9_007_199_254_740_991, 2500, '-0.75'],
    [300, 100, null, null],
    [300, 0, 5000, null],
  ])('profit ROI of %s over %s at a margin of %s basis points is %s', (revenueMinor, costMinor, margin, text) => {
    expect(profitRoiText(revenueMinor, costMinor, margin)).toBe(text);
  });
});
