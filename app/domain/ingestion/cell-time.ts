import type { CalendarDay } from '../period.ts';
import { dayOf, wallTimeToInstant } from '../period.ts';
import type { CleanCell } from './cell-text.ts';
import type { CivilReading, CivilTime, DateOrder } from './civil-time.ts';
import { parseCivilTime } from './civil-time.ts';
import type { Reading, Unreadable } from './reading.ts';
import { read, unreadable } from './reading.ts';

export interface TimeContext {
  /** Where wall clocks hang that name no offset: the workspace's zone, or the platform's. */
  readonly zone: string;
  /** Set when somebody has said how this file writes 03/04/2026. */
  readonly dateOrder?: DateOrder | null;
}

const DATE = 'a date such as 2026-07-02, 2026/7/2 or 2026年7月2日';
const UNAMBIGUOUS = 'the year first (2026-07-02), or the order of day and month set for the import';
const MS_PER_DAY = 86_400_000;
const EARLIEST_MS = Date.UTC(1970, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);

/** A calendar day. A time with an offset gives its day in the zone; a wall clock reading gives its own day. */
export function readDay(cell: CleanCell, context: TimeContext): Reading<CalendarDay> {
  const civil = civilOf(cell, context);
  if ('ok' in civil) return civil;
  if (civil.offsetMinutes !== null) return read(dayOf(instantOf(civil, context.zone), context.zone));
  return read(new Date(civil.wallMs).toISOString().slice(0, 10));
}

/**
 * An instant: ISO 8601 with offset, Shopify's `YYYY-MM-DD HH:MM:SS +0800`, wall clock readings in the zone (in a gap of
 * summer time the first instant after it), days as their first moment, spreadsheet dates, Unix seconds and milliseconds.
 */
export function readInstant(cell: CleanCell, context: TimeContext): Reading<Date> {
  if (typeof cell === 'string' && ISO.test(cell)) return read(new Date(cell));
  const epochMs = unixTime(cell);
  if (epochMs !== null) return read(new Date(epochMs));
  const civil = civilOf(cell, context);
  return 'ok' in civil ? civil : read(instantOf(civil, context.zone));
}

/** ISO 8601 with offset, up to the 28th of a month: what the engine's own parser reads fast and without moving days. */
const ISO = /^(?:19[7-9]|20\d|21\d)\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)$/;

function instantOf(civil: CivilTime, zone: string): Date {
  return civil.offsetMinutes === null ? wallTimeToInstant(civil.wallMs, zone) : new Date(civil.wallMs - civil.offsetMinutes * 60_000);
}

function civilOf(cell: CleanCell, context: TimeContext): CivilTime | Unreadable {
  const civil = civilReading(cell, context.dateOrder ?? null);
  if (civil === 'ambiguous') return unreadable('ambiguous_date', 'may be read with the day or with the month first', UNAMBIGUOUS);
  if (civil === null) return unreadable('not_a_date', 'is not a date', DATE);
  if (civil.wallMs < EARLIEST_MS || civil.wallMs >= LATEST_MS) return unreadable('out_of_range', 'is too far from today', 'a date from 1970 to 2199');
  return civil;
}

function civilReading(cell: CleanCell, order: DateOrder | null): CivilReading {
  if (cell instanceof Date) return dateCell(cell);
  return serialDate(cell) ?? (typeof cell === 'string' ? parseCivilTime(cell, order) : null);
}

/** XLSX readers deliver a date cell as a Date whose UTC fields are what the sheet shows. */
function dateCell(cell: Date): CivilReading {
  return Number.isNaN(cell.getTime()) ? null : { wallMs: cell.getTime(), offsetMinutes: null };
}

const SERIAL_TEXT = /^\d{5}(?:\.\d{1,12})?$/;
/** Serial numbers of the days from 1982 to 2119 in the 1900 system: what else could be a date is not of our time. */
const FIRST_SERIAL = 30_000;
const LAST_SERIAL = 80_000;

/** A date that lost its cell format: days since 30 December 1899, the fraction being the time, to the second. */
function serialDate(cell: string | number): CivilTime | null {
  const serial = typeof cell === 'number' ? cell : SERIAL_TEXT.test(cell) ? Number(cell) : Number.NaN;
  if (!(serial >= FIRST_SERIAL && serial < LAST_SERIAL)) return null;
  const wallMs = Date.UTC(1899, 11, 30) + Math.round((serial * MS_PER_DAY) / 1000) * 1000;
  return { wallMs, offsetMinutes: null };
}

const UNIX_TEXT = /^1\d{9}(?:\d{3})?$/;

/** TikTok and others give seconds, some give milliseconds since 1970: ten or thirteen digits from 2001 to 2033. */
function unixTime(cell: CleanCell): number | null {
  if (cell instanceof Date) return null;
  const text = String(cell);
  return UNIX_TEXT.test(text) ? Number(text) * (text.length === 10 ? 1000 : 1) : null;
}
