import { addDays, dayOf, startOfDay } from '../period.ts';

/** Why a platform did not answer a question for counts. */
export const CAPTURE_PROBLEMS = [
  'key-invalid', 'not-enabled', 'forbidden', 'quota-exceeded', 'rate-limited', 'bad-request', 'unavailable', 'unreachable', 'unreadable',
] as const;
export type CaptureProblem = (typeof CAPTURE_PROBLEMS)[number];

/** Where the day of YouTube's quota begins. */
export const QUOTA_ZONE = 'America/Los_Angeles';
/** Units a project has for a day unless Google grants it more. */
export const QUOTA_UNITS = 10_000;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What a person has to set right is looked at again now and then, in case they did it on the platform's side. */
const PERSON_NEEDED_MS = 6 * HOUR_MS;
const LONGEST_BACKOFF_MS = HOUR_MS;
const LONGEST_WISH_MS = 24 * HOUR_MS;

/**
 * When to ask again after a question that was not answered.
 * @param failures unanswered questions in a row, this one included
 * @param retryAfterMs what the platform asked for, if it did
 */
export function pausedUntil(problem: CaptureProblem, { failures, retryAfterMs }: { readonly failures: number; readonly retryAfterMs: number | null }, now: Date): Date {
  switch (problem) {
    case 'quota-exceeded':
      return nextQuotaDay(now);
    case 'key-invalid':
    case 'not-enabled':
    case 'forbidden':
    case 'bad-request':
      return new Date(now.getTime() + PERSON_NEEDED_MS);
    case 'rate-limited':
    case 'unavailable':
    case 'unreachable':
    case 'unreadable': {
      const backoffMs = Math.min(MINUTE_MS * 2 ** Math.min(failures, 10), LONGEST_BACKOFF_MS);
      return new Date(now.getTime() + Math.max(backoffMs, Math.min(retryAfterMs ?? 0, LONGEST_WISH_MS)));
    }
  }
}

/** The next midnight in the zone of the quota. */
export function nextQuotaDay(now: Date): Date {
  return startOfDay(addDays(dayOf(now, QUOTA_ZONE), 1), QUOTA_ZONE);
}
