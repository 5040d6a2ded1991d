import type { CalendarDay } from './period.ts';
import { addDays, isCalendarDay } from './period.ts';

/** Periods that move with the day they are asked on. Counted ones include today; months and quarters are whole. */
export const RELATIVE_PERIODS = ['today', 'last7', 'last30', 'last90', 'this_month', 'last_month', 'this_quarter', 'this_year', 'next30', 'next90'] as const;
export type RelativePeriod = (typeof RELATIVE_PERIODS)[number];

/** Days from `from` through `through`, both included; null where that side is open. */
export interface DaySpan {
  readonly from: CalendarDay | null;
  readonly through: CalendarDay | null;
}

/** Whether a text names days: a relative period, or `2026-07-01..2026-07-31` with one side left open at the most. */
export function isDaySpan(text: string): boolean {
  return RELATIVE_PERIODS.some((period) => period === text) || fixedSpan(text) !== null;
}

/** The days that a text names, seen from today; null for a text that names none. */
export function daySpan(text: string, today: CalendarDay): DaySpan | null {
  const relative = RELATIVE_PERIODS.find((period) => period === text);
  return relative === undefined ? fixedSpan(text) : relativeSpan(relative, today);
}

function fixedSpan(text: string): DaySpan | null {
  const [from = '', through = '', ...more] = text.split('..');
  const fits = text.includes('..') && more.length === 0 && (from !== '' || through !== '') && [from, through].every((day) => day === '' || isCalendarDay(day));
  return fits ? { from: from || null, through: through || null } : null;
}

function relativeSpan(period: RelativePeriod, today: CalendarDay): DaySpan {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  switch (period) {
    case 'today':
      return { from: today, through: today };
    case 'last7':
      return { from: addDays(today, -6), through: today };
    case 'last30':
      return { from: addDays(today, -29), through: today };
    case 'last90':
      return { from: addDays(today, -89), through: today };
    case 'this_month':
      return months(year, month, 1);
    case 'last_month':
      return months(year, month - 1, 1);
    case 'this_quarter':
      return months(year, month - ((month - 1) % 3), 3);
    case 'this_year':
      return months(year, 1, 12);
    case 'next30':
      return { from: today, through: addDays(today, 29) };
    case 'next90':
      return { from: today, through: addDays(today, 89) };
  }
}

/** Whole months from a month on; month 0 is December of the year before. */
function months(year: number, month: number, count: number): DaySpan {
  return { from: firstOfMonth(year, month), through: addDays(firstOfMonth(year, month + count), -1) };
}

function firstOfMonth(year: number, month: number): CalendarDay {
  const index = year * 12 + month - 1;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

/** The days of both: the later beginning and the earlier end. */
export function sharedDays(a: DaySpan, b: DaySpan): DaySpan {
  return {
    from: a.from === null || (b.from !== null && b.from > a.from) ? b.from : a.from, through: a.through === null || (b.through !== null && b.through < a.through) ? b.through : a.through,
  };
}
