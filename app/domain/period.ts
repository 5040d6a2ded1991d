/**
 * Calendar days, half-open periods of them, and their place in time. Instants are UTC milliseconds (`...At` fields hold
 * Date); days are 'YYYY-MM-DD' strings in the workspace's time zone, which sort and compare as text.
 */
export type CalendarDay = string;

/** Days from `startDay` up to but not including `endDay`. */
export interface Period {
  readonly startDay: CalendarDay;
  readonly endDay: CalendarDay;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

/** True for a day that exists: 2026-02-30 does not. */
export function isCalendarDay(text: string): boolean {
  const match = DAY.exec(text);
  return match !== null && utcDay(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))) === text;
}

function utcDay(epochMs: number): CalendarDay {
  return new Date(epochMs).toISOString().slice(0, 10);
}

const dayNumbers = new Map<CalendarDay, number>();

/** Days since 1970; read once for each of the few hundred days that thousands of costs are of. */
function dayNumber(day: CalendarDay): number {
  const known = dayNumbers.get(day);
  if (known !== undefined) return known;
  const match = DAY.exec(day);
  if (!match) throw new RangeError(`not a calendar day: ${day}`);
  const number = Math.round(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / MS_PER_DAY);
  if (dayNumbers.size > MOST_DAYS_KEPT) dayNumbers.clear();
  dayNumbers.set(day, number);
  return number;
}

const MOST_DAYS_KEPT = 100_000;

export function addDays(day: CalendarDay, days: number): CalendarDay {
  return dayText(dayNumber(day) + days);
}

/** The first day of the month that a day lies in. */
export function monthOf(day: CalendarDay): CalendarDay {
  return `${day.slice(0, 8)}01`;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return dayNumber(to) - dayNumber(from);
}

export function earlierDay(a: CalendarDay, b: CalendarDay): CalendarDay {
  return a < b ? a : b;
}

export function laterDay(a: CalendarDay, b: CalendarDay): CalendarDay {
  return a > b ? a : b;
}

/** A flight names its first and last day; as a period it ends on the day after the last. */
export function flightPeriod(startsOn: CalendarDay, endsOn: CalendarDay): Period {
  return { startDay: startsOn, endDay: addDays(endsOn, 1) };
}

export function periodDays(period: Period): number {
  return Math.max(0, daysBetween(period.startDay, period.endDay));
}

/** The days two periods share; an empty period (start = end) when they share none. */
export function overlap(a: Period, b: Period): Period {
  const startDay = laterDay(a.startDay, b.startDay);
  const endDay = earlierDay(a.endDay, b.endDay);
  return endDay > startDay ? { startDay, endDay } : { startDay, endDay: startDay };
}

export function periodContains(period: Period, day: CalendarDay): boolean {
  return day >= period.startDay && day < period.endDay;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone, hourCycle: 'h23',
      year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/**
 * Milliseconds that the zone's wall clock is ahead of UTC at an instant. A UTC day that begins and ends with one offset keeps it throughout, so
 * one question a day answers nearly all; on the days of a change it is asked by quarter hour, which is what offsets change on at the most.
 */
function zoneOffsetMs(epochMs: number, zone: string): number {
  const day = Math.floor(epochMs / MS_PER_DAY) * QUARTERS_PER_DAY;
  const offset = offsetOfQuarter(day, zone);
  return offset === offsetOfQuarter(day + QUARTERS_PER_DAY, zone) ? offset : offsetOfQuarter(Math.floor(epochMs / MS_PER_QUARTER), zone);
}

const MS_PER_QUARTER = 900_000;
const QUARTERS_PER_DAY = MS_PER_DAY / MS_PER_QUARTER;

function offsetOfQuarter(quarter: number, zone: string): number {
  const cache = offsetCacheFor(zone);
  const known = cache.get(quarter);
  if (known !== undefined) return known;
  const parts = formatterFor(zone).formatToParts(quarter * MS_PER_QUARTER);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((p) => p.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  const offset = wall - quarter * MS_PER_QUARTER;
  if (cache.size > 100_000) cache.clear();
  cache.set(quarter, offset);
  return offset;
}

const offsetCaches = new Map<string, Map<number, number>>();

function offsetCacheFor(zone: string): Map<number, number> {
  let cache = offsetCaches.get(zone);
  if (!cache) offsetCaches.set(zone, (cache = new Map()));
  return cache;
}

/** The calendar day of an instant in a time zone. */
export function dayOf(instant: Date | number, zone: string): CalendarDay {
  const epochMs = typeof instant === 'number' ? instant : instant.getTime();
  return dayText(Math.floor((epochMs + zoneOffsetMs(epochMs, zone)) / MS_PER_DAY));
}

const dayTexts = new Map<number, CalendarDay>();

/** The day of a number of days since 1970; the days of 100,000 orders are a few hundred, so they are written once. */
function dayText(number: number): CalendarDay {
  const known = dayTexts.get(number);
  if (known !== undefined) return known;
  const text = utcDay(number * MS_PER_DAY);
  if (dayTexts.size > MOST_DAYS_KEPT) dayTexts.clear();
  dayTexts.set(number, text);
  return text;
}

/** The instant at which a calendar day begins in a time zone. */
export function startOfDay(day: CalendarDay, zone: string): Date {
  return wallTimeToInstant(dayNumber(day) * MS_PER_DAY, zone);
}

/** The instant at which a zone's wall clock shows the given UTC-like reading; in a gap, the first instant after it. */
export function wallTimeToInstant(wallEpochMs: number, zone: string): Date {
  const guess = wallEpochMs - zoneOffsetMs(wallEpochMs, zone);
  const corrected = wallEpochMs - zoneOffsetMs(guess, zone);
  return new Date(corrected);
}

/** Age in days (with fraction) of an instant at another; 0 before it. */
export function ageDays(since: Date, at: Date): number {
  return Math.max(0, (at.getTime() - since.getTime()) / MS_PER_DAY);
}
