import type { CalendarDay, Period } from '../period.ts';
import { addDays, daysBetween } from '../period.ts';
import type { Policy } from '../policy.ts';

type PeriodPolicy = Pick<Policy['review'], 'periodDays'>;

/** One review period of a campaign; the first has index 1 and begins on the campaign's first day (product.md section 9). */
export interface ReviewPeriod {
  readonly index: number;
  readonly period: Period;
}

/** The review period with the given index (>= 1). */
export function reviewPeriod(campaignStartsOn: CalendarDay, index: number, { periodDays }: PeriodPolicy): ReviewPeriod {
  const startDay = addDays(campaignStartsOn, (index - 1) * periodDays);
  return { index, period: { startDay, endDay: addDays(startDay, periodDays) } };
}

/** The review period that a day lies in; null before the campaign. */
export function reviewPeriodOf(campaignStartsOn: CalendarDay, day: CalendarDay, policy: PeriodPolicy): ReviewPeriod | null {
  const index = completedCount(campaignStartsOn, day, policy) + 1;
  return day < campaignStartsOn ? null : reviewPeriod(campaignStartsOn, index, policy);
}

/**
 * All periods that are over when `asOfDay` begins, first to last. A period whose last day is `asOfDay` itself still runs;
 * a caller whose data include the whole of that day passes the day after.
 */
export function completedReviewPeriods(campaignStartsOn: CalendarDay, asOfDay: CalendarDay, policy: PeriodPolicy): ReviewPeriod[] {
  const count = completedCount(campaignStartsOn, asOfDay, policy);
  return Array.from({ length: count }, (_, i) => reviewPeriod(campaignStartsOn, i + 1, policy));
}

function completedCount(campaignStartsOn: CalendarDay, asOfDay: CalendarDay, { periodDays }: PeriodPolicy): number {
  return Math.max(0, Math.floor(daysBetween(campaignStartsOn, asOfDay) / periodDays));
}
