import type { CalendarDay } from '#app/domain/period.ts';
import { addDays, dayOf, startOfDay } from '#app/domain/period.ts';

const MS_PER_HOUR = 3_600_000;

/** The story's calendar: everything is told in days before or after `now`, so that it is alive on whatever day it is loaded. */
export interface Timeline {
  readonly now: Date;
  /** The day that lies `offset` days after today; negative before it. */
  readonly day: (offset: number) => CalendarDay;
  /** The instant `hours` (with fraction) after that day began. */
  readonly at: (offset: number, hours: number) => Date;
}

export function createTimeline(now: Date, timeZone: string): Timeline {
  const today = dayOf(now, timeZone);
  const day = (offset: number) => addDays(today, offset);
  return { now, day, at: (offset, hours) => new Date(startOfDay(day(offset), timeZone).getTime() + Math.round(hours * MS_PER_HOUR)) };
}
