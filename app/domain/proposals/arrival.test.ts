import { describe, expect, it } from 'vitest';
import { arrivedShare, daysUntilDecidable, isTooEarly } from './arrival.ts';

const patience = { halfLifeDays: 5, tooEarlyBelow: 0.5 };

describe('arrival of sales', () => {
  it.each([
    [null, 0], [-3, 0], [0, 0], [5, 0.5], [10, 0.75], [15, 0.875],
  ])('%s days after publication %s of the sales has arrived', (days, share) => {
    expect(arrivedShare(days, 5)).toBe(share);
  });

  it.each([
    [null, false, true], [4.99, false, true], [5, false, false], [30, false, false], [null, true, false], [1, true, false],
  ])('%s days, fuse tripped %s: too early is %s', (days, tripped, early) => {
    expect(isTooEarly(days, tripped, patience)).toBe(early);
  });

  it.each([
    [null, 0.5, null], [0, 0.5, 5], [2.5, 0.5, 3], [5, 0.5, 0], [9, 0.5, 0], [0, 0.75, 10], [0, 1, null], [0, 0, 0],
  ])('%s days after publication, waiting for %s, the countdown says %s', (days, tooEarlyBelow, countdown) => {
    expect(daysUntilDecidable(days, { ...patience, tooEarlyBelow })).toBe(countdown);
  });
});
