import type { CalendarDay } from './period.ts';
import { addDays, dayOf, isCalendarDay, startOfDay } from './period.ts';

/** The instant from which a link has expired whose last day is `lastDay` in the zone; null for a link without end. */
export function endOfLink(lastDay: string, timeZone: string): Date | null {
  return isCalendarDay(lastDay) ? startOfDay(addDays(lastDay, 1), timeZone) : null;
}

/** The last day on which a link works; null when it has no end. */
export function lastDayOfLink(expiresAt: Date | null, timeZone: string): CalendarDay | null {
  return expiresAt && dayOf(expiresAt.getTime() - 1, timeZone);
}
