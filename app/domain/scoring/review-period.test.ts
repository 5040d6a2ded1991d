import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, periodContains } from '../period.ts';
import { completedReviewPeriods, reviewPeriod, reviewPeriodOf } from './review-period.ts';

const policy = { periodDays: 14 };
const START = '2026-06-15';

describe('review periods', () => {
  it('are counted from the first day of the campaign', () => {
    expect(reviewPeriod(START, 1, policy)).toEqual({ index: 1, period: { startDay: '2026-06-15', endDay: '2026-06-29' } });
    expect(reviewPeriod(START, 3, policy)).toEqual({ index: 3, period: { startDay: '2026-07-13', endDay: '2026-07-27' } });
  });

  it.each([
    ['2026-06-01', 0], ['2026-06-15', 0], ['2026-06-28', 0], ['2026-06-29', 1], ['2026-07-12', 1], ['2026-07-13', 2],
  ])('when %s begins, %i are complete', (day, count) => {
    const complete = completedReviewPeriods(START, day, policy);
    expect(complete.map(({ index }) => index)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  });

  it.each([
    ['2026-06-14', null], ['2026-06-15', 1], ['2026-06-28', 1], ['2026-06-29', 2],
  ])('%s lies in period %s', (day, index) => {
    expect(reviewPeriodOf(START, day, policy)?.index ?? null).toBe(index);
  });

  it('follow each other without gap or overlap, and every day lies in its own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 90 }), (offset, periodDays) => {
        const day = addDays(START, offset);
        const own = reviewPeriodOf(START, day, { periodDays });
        expect(own !== null && periodContains(own.period, day)).toBe(true);
        completedReviewPeriods(START, day, { periodDays }).forEach(({ index, period }) => {
          expect(period.endDay).toBe(reviewPeriod(START, index + 1, { periodDays }).period.startDay);
          expect(period.endDay <= day).toBe(true);
        });
      }),
    );
  });
});
