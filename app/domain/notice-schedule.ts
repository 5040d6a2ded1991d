import type { ChannelPace, RateLimit } from './notice-channel.ts';
import type { CalendarDay } from './period.ts';
import { addDays, dayOf, wallTimeToInstant } from './period.ts';

/** Hours of a day in which nobody is disturbed, in minutes after midnight by the workspace's clock; they may reach over midnight. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly untilMinute: number;
}

export interface ReleaseTerms {
  readonly pace: ChannelPace;
  /** Null for none. From and until alike is none as well. */
  readonly quiet: QuietHours | null;
  readonly timeZone: string;
}

const HOUR_MS = 3_600_000;
/** When a day's notices go out. */
export const DAILY_MINUTE = 9 * 60;

/** When something noted at an instant may go out: by the channel's pace, and never within its quiet hours. */
export function releaseAt(notedAt: Date, { pace, quiet, timeZone }: ReleaseTerms): Date {
  return afterQuiet(byPace(notedAt, pace, timeZone), quiet, timeZone);
}

function byPace(at: Date, pace: ChannelPace, timeZone: string): Date {
  switch (pace) {
    case 'each':
      return at;
    case 'hourly':
      return new Date(Math.ceil(at.getTime() / HOUR_MS) * HOUR_MS);
    case 'daily': {
      const today = minuteOfDay(dayOf(at, timeZone), DAILY_MINUTE, timeZone);
      return today >= at ? today : minuteOfDay(addDays(dayOf(at, timeZone), 1), DAILY_MINUTE, timeZone);
    }
  }
}

/** The first instant from `at` on that is not quiet. Days on which the clock changes are as long as they are. */
export function afterQuiet(at: Date, quiet: QuietHours | null, timeZone: string): Date {
  if (quiet === null || quiet.fromMinute === quiet.untilMinute) return at;
  const today = dayOf(at, timeZone);
  const overMidnight = quiet.untilMinute < quiet.fromMinute;
  // Hours that began yesterday may still last.
  for (const day of [addDays(today, -1), today]) {
    const from = minuteOfDay(day, quiet.fromMinute, timeZone);
    const until = minuteOfDay(overMidnight ? addDays(day, 1) : day, quiet.untilMinute, timeZone);
    if (at >= from && at < until) return until;
  }
  return at;
}

function minuteOfDay(day: CalendarDay, minute: number, timeZone: string): Date {
  return wallTimeToInstant(Date.parse(`${day}T00:00:00Z`) + minute * 60_000, timeZone);
}

/** When the next message may be tried, after those tried before: now, or when every window has room again. No window ever holds more than its most. */
export function nextSendAt(triedAt: readonly Date[], limits: readonly RateLimit[], now: Date): Date {
  const tried = triedAt.map((at) => at.getTime()).toSorted((a, b) => a - b);
  const free = limits.map(({ windowMs, most }) => {
    // With the one that is to come, the `most`-th before the end has to have left the window.
    const oldest = tried.at(-most);
    return oldest === undefined ? 0 : oldest + windowMs;
  });
  return new Date(Math.max(now.getTime(), ...free));
}

/** How many notices one digest tells of; what is beyond goes into the next. */
export const DIGEST_NOTICES = 20;

/**
 * Which of the waiting go out together: each by itself, as long as they are at most half of what the channel takes in its longest window; else, and where
 * the channel gathers, in digests. Nothing is left out and nothing is in two.
 */
export function bundle<T>(waiting: readonly T[], pace: ChannelPace, limits: readonly RateLimit[]): T[][] {
  const most = Math.min(...limits.filter(({ windowMs }) => windowMs === Math.max(...limits.map((limit) => limit.windowMs))).map((limit) => limit.most));
  if (pace === 'each' && waiting.length * 2 <= most) return waiting.map((one) => [one]);
  return Array.from({ length: Math.ceil(waiting.length / DIGEST_NOTICES) }, (_, part) => waiting.slice(part * DIGEST_NOTICES, (part + 1) * DIGEST_NOTICES));
}

/** A message is given up after so many tries; a channel is paused after so many in a row that failed, whichever messages they were of. */
export const MOST_TRIES = 10;
export const FAILURES_TO_PAUSE = 5;
/** What waited longer than this is no news any more. */
export const STALE_AFTER_MS = 3 * 86_400_000;

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;
/**
 * How long a try may take before another worker takes its message over. Longer than any window of a limit, as is each pause: a message is tried
 * once in a window at most, so that its last try is all that has to be remembered.
 */
export const TRY_LEASE_MS = 120_000;

/** How long to wait after the n-th try, n >= 1: one minute, doubled each time, an hour at most. */
export function pauseAfter(tries: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(tries - 1, 10));
}
