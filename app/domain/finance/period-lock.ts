import type { CalendarDay, Period } from '../period.ts';
import { addDays } from '../period.ts';

/** A calendar month, 'YYYY-MM': compares as text. */
export type Month = string;

/** A month that finance closed and did not open again. */
export interface ClosedMonth {
  readonly month: Month;
  readonly closedByName: string;
}

/** Why money may not be dated on a day: its month is closed. */
export interface PeriodRefusal {
  readonly month: Month;
  readonly closedByName: string;
  /** The first day that money may be dated on. */
  readonly openFrom: CalendarDay;
}

/**
 * The period lock, stated once (ux.md section 3.10): whoever records money on a day up to the end of the last closed month is refused, with who closed it. Days before
 * the first closed month were closed along with it. Null when the day is open. What was recorded before stays; corrections carry the day on which they are made.
 */
export function periodLockRefusal({ day, closed }: { readonly day: CalendarDay; readonly closed: readonly ClosedMonth[] }): PeriodRefusal | null {
  const through = lockedThrough(closed);
  const [first] = closed.toSorted((a, b) => (a.month < b.month ? -1 : 1));
  if (through === null || first === undefined || day > through) return null;
  const month = monthOf(day);
  const { closedByName } = closed.find((one) => one.month === month) ?? first;
  return { month, closedByName, openFrom: addDays(through, 1) };
}

/** The last day of the last closed month; null when none is closed. */
export function lockedThrough(closed: readonly ClosedMonth[]): CalendarDay | null {
  const last = lastClosed(closed);
  return last === null ? null : addDays(monthPeriod(last).endDay, -1);
}

/** The sentence of a refusal, for files and programs; pages have their own in each language. */
export function periodLockText({ month, closedByName, openFrom }: PeriodRefusal): string {
  return `${month} is closed (by ${closedByName}): date it ${openFrom} or later, or have finance reopen ${month}`;
}

export type CloseProblem = 'already-closed' | 'not-next' | 'not-ended';

/** Why a month cannot be closed: months are closed one after the other, each when it is over. Null when it can. */
export function closeProblem({ month, closed, firstMonth, today }: {
  readonly month: Month;
  readonly closed: readonly ClosedMonth[];
  /** The first month that holds anything. */
  readonly firstMonth: Month;
  readonly today: CalendarDay;
}): CloseProblem | null {
  if (closed.some((one) => one.month === month)) return 'already-closed';
  if (month !== nextToClose(closed, firstMonth)) return 'not-next';
  return monthPeriod(month).endDay > today ? 'not-ended' : null;
}

export type ReopenProblem = 'not-closed' | 'not-last';

/** Why a month cannot be opened again: only the last closed one can, so that no open month stands before a closed one. Null when it can. */
export function reopenProblem(month: Month, closed: readonly ClosedMonth[]): ReopenProblem | null {
  if (!closed.some((one) => one.month === month)) return 'not-closed';
  return month === lastClosed(closed) ? null : 'not-last';
}

/** The month whose turn it is, whether or not it is over. */
export function nextToClose(closed: readonly ClosedMonth[], firstMonth: Month): Month {
  const last = lastClosed(closed);
  return last === null ? firstMonth : nextMonth(last);
}

export function monthOf(day: CalendarDay): Month {
  return day.slice(0, 7);
}

/** The days of a month. */
export function monthPeriod(month: Month): Period {
  return { startDay: `${month}-01`, endDay: `${nextMonth(month)}-01` };
}

/** Months from one to another, both included; empty when the second is earlier. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month);
  return months;
}

/** The 31 days after its first lead into the next month, never past it. */
function nextMonth(month: Month): Month {
  return monthOf(addDays(`${month}-01`, 31));
}

function lastClosed(closed: readonly ClosedMonth[]): Month | null {
  return closed.reduce<Month | null>((last, { month }) => (last === null || month > last ? month : last), null);
}
