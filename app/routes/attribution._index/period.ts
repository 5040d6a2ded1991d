import type { CalendarDay } from '#app/domain/period.ts';
import { addDays, isCalendarDay } from '#app/domain/period.ts';

export interface DaySpan {
  readonly from: CalendarDay;
  /** Inclusive. */
  readonly through: CalendarDay;
}

const USUAL_DAYS = 90;

/** The days that an address asks for; the last 90 where it names none, or ends before it begins. */
export function readPeriod(kept: Readonly<Record<string, string>> | undefined, today: CalendarDay): DaySpan {
  const day = (text: string | undefined) => (text !== undefined && isCalendarDay(text) ? text : null);
  const through = day(kept?.through) ?? today;
  const from = day(kept?.from) ?? addDays(through, 1 - USUAL_DAYS);
  return from > through ? { from: addDays(through, 1 - USUAL_DAYS), through } : { from, through };
}
