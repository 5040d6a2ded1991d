import { foldWidth } from './decimal.ts';

/** A reading of calendar and clock; without an offset it needs a zone to become an instant. */
export interface CivilTime {
  /** The reading as if it were UTC. */
  readonly wallMs: number;
  /** Minutes ahead of UTC when the text says so, else null. */
  readonly offsetMinutes: number | null;
}

/** How to read 03/04/2026: as 3 April (`dmy`) or March 4 (`mdy`). Without an order it is ambiguous. */
export type DateOrder = 'dmy' | 'mdy';

export type CivilReading = CivilTime | 'ambiguous' | null;

const YEAR_FIRST = /^(\d{4})(?:-(\d{1,2})-|\/(\d{1,2})\/|\.(\d{1,2})\.| ?年 ?(\d{1,2}) ?月 ?)(\d{1,2})(?: ?[日号])?(?:[T ,]*(\S.*))?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,]+(\S.*))?$/;
const SHORT_YEAR = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(?:[T ].*)?$/;
const DAY_MONTH_NAME = /^(\d{1,2})[ -]([a-z]{3,9})\.?,?[ -](\d{4})(?:[T ,]+(\S.*))?$/i;
const MONTH_NAME_DAY = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:[T ,]+(\S.*))?$/i;
const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const LONGEST = 60;

/** Reads dates and times as shops, spreadsheets and people write them; null for what is none or does not exist (30 February). */
export function parseCivilTime(text: string, order: DateOrder | null): CivilReading {
  if (text.length > LONGEST) return null;
  const folded = foldWidth(text).trim();
  const m = YEAR_FIRST.exec(folded);
  if (m) return civil(m[1], m[2] ?? m[3] ?? m[4] ?? m[5], m[6], m[7]);
  const compact = COMPACT.exec(folded);
  if (compact) return civil(compact[1], compact[2], compact[3], undefined);
  const last = YEAR_LAST.exec(folded);
  if (last) return yearLast(last, order);
  if (SHORT_YEAR.test(folded)) return 'ambiguous';
  const dayFirst = DAY_MONTH_NAME.exec(folded);
  if (dayFirst) return civil(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1], dayFirst[4]);
  const monthFirst = MONTH_NAME_DAY.exec(folded);
  return monthFirst ? civil(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2], monthFirst[4]) : null;
}

function yearLast([, first, second, year, time]: RegExpExecArray, order: DateOrder | null): CivilReading {
  const dayFirst = civil(year, second, first, time);
  const monthFirst = civil(year, first, second, time);
  if (order === 'dmy') return dayFirst;
  if (order === 'mdy') return monthFirst;
  if (dayFirst === null || monthFirst === null) return dayFirst ?? monthFirst;
  return Number(first) === Number(second) ? dayFirst : 'ambiguous';
}

function monthNumber(name: string | undefined): string {
  const lower = (name ?? '').toLowerCase();
  return String(MONTHS.findIndex((month) => month === lower || month.slice(0, 3) === lower || (lower === 'sept' && month === 'september')) + 1);
}

const CLOCK = /^(上午|下午)? ?(\d{1,2})[:时点](?:(\d{1,2})(?:[:分](?:(\d{1,2})(?:[.,](\d{1,9}))?秒?)?)?)? ?([ap]\.?m\.?)? ?(z|(?:utc|gmt)?([+-])(\d{1,2}):?(\d{2})?|utc|gmt)?$/i;

function civil(year: string | undefined, month: string | undefined, day: string | undefined, time: string | undefined): CivilTime | null {
  const monthIndex = Number(month) - 1;
  const midnight = Date.UTC(Number(year), monthIndex, Number(day));
  const date = new Date(midnight);
  // Date.UTC moves 30 February on to March and the year 99 to 1999.
  if (date.getUTCFullYear() !== Number(year) || date.getUTCMonth() !== monthIndex || date.getUTCDate() !== Number(day)) return null;
  if (time === undefined) return { wallMs: midnight, offsetMinutes: null };
  const clock = CLOCK.exec(time);
  return clock && clockTime(midnight, clock);
}

function clockTime(midnight: number, clock: RegExpExecArray): CivilTime | null {
  const half = /^[pP]|下午/.test(clock[6] ?? clock[1] ?? '') ? 12 : 0;
  const twelveHour = clock[6] !== undefined || clock[1] !== undefined;
  const written = Number(clock[2]);
  if (twelveHour && clock[6] !== undefined && (written < 1 || written > 12)) return null;
  const hour = twelveHour && written <= 12 ? (written % 12) + half : written;
  const minute = Number(clock[3] ?? 0);
  const second = Number(clock[4] ?? 0);
  if (hour > 23 || minute > 59 || second > 59) return null;
  const millisecond = Number((clock[5] ?? '').slice(0, 3).padEnd(3, '0'));
  const wallMs = midnight + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  if (clock[7] === undefined) return { wallMs, offsetMinutes: null };
  const offset = Number(clock[9] ?? 0) * 60 + Number(clock[10] ?? 0);
  if (offset > 14 * 60 || Number(clock[10] ?? 0) > 59) return null;
  return { wallMs, offsetMinutes: clock[8] === '-' ? -offset : offset };
}
