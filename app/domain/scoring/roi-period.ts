import type { CalendarDay, Period } from '../period.ts';
import { addDays, isCalendarDay } from '../period.ts';
import type { Policy } from '../policy.ts';
import { completedReviewPeriods, reviewPeriod } from './review-period.ts';

/** A period that ROI can be asked for: a month, a campaign's review period, or any two days. */
export interface PeriodChoice {
  /** As it stands in an address: `2026-07`, or `<campaign slug>~<number>`. */
  readonly key: string;
  readonly period: Period;
}

interface DatedCampaign {
  readonly slug: string;
  readonly startsOn: CalendarDay;
}

/** The day on which a month begins, so many months before that of a day. */
function monthStart(day: CalendarDay, monthsBefore: number): CalendarDay {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - monthsBefore;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

/** The months up to the one of a day, latest first. */
export function monthChoices(today: CalendarDay, count: number): PeriodChoice[] {
  return Array.from({ length: count }, (_, back) => {
    const startDay = monthStart(today, back);
    return { key: startDay.slice(0, 7), period: { startDay, endDay: monthStart(today, back - 1) } };
  });
}

/** A campaign's review periods that have begun by a day, latest first; one that still runs is among them. */
export function reviewPeriodChoices(campaign: DatedCampaign, today: CalendarDay, policy: Pick<Policy['review'], 'periodDays'>): (PeriodChoice & { readonly index: number })[] {
  if (today < campaign.startsOn) return [];
  const done = completedReviewPeriods(campaign.startsOn, today, policy);
  const all = [...done, reviewPeriod(campaign.startsOn, done.length + 1, policy)];
  return all.map(({ index, period }) => ({ key: `${campaign.slug}~${index}`, index, period })).reverse();
}

/** What an address asks for: a known choice, or any two days; null for all time and for what is no period. */
export function askedPeriod(asked: { readonly choice?: string | undefined; readonly from?: string | undefined; readonly to?: string | undefined }, choices: readonly PeriodChoice[]): Period | null {
  const known = choices.find(({ key }) => key === asked.choice);
  if (known) return known.period;
  const { from = '', to = '' } = asked;
  return isCalendarDay(from) && isCalendarDay(to) && from <= to ? { startDay: from, endDay: addDays(to, 1) } : null;
}
