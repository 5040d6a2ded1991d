import { expect, test } from 'vitest';
import type { CaptureProblem } from './capture-pause.ts';
import { CAPTURE_PROBLEMS, nextQuotaDay, pausedUntil } from './capture-pause.ts';

const NOW = new Date('2026-07-10T04:00:00Z');
const minutes = (problem: CaptureProblem, failures: number, retryAfterMs: number | null = null) => (pausedUntil(problem, { failures, retryAfterMs }, NOW).getTime() - NOW.getTime()) / 60_000;

test.each([
  ['2026-07-10T04:00:00Z', '2026-07-10T07:00:00Z'], ['2026-07-10T07:00:00Z', '2026-07-11T07:00:00Z'], ['2026-01-10T07:59:59Z', '2026-01-10T08:00:00Z'],
  // The night of 7 to 8 March 2026 is an hour short there, that of 31 October to 1 November an hour long.
  ['2026-03-08T09:00:00Z', '2026-03-09T07:00:00Z'], ['2026-11-01T08:00:00Z', '2026-11-02T08:00:00Z'],
])('after %s the quota begins anew at %s, midnight in California', (now, expected) => {
  expect(nextQuotaDay(new Date(now)).toISOString()).toBe(new Date(expected).toISOString());
});

test('with the quota used up nothing is asked before it begins anew, however often it failed', () => {
  expect(pausedUntil('quota-exceeded', { failures: 1, retryAfterMs: 5_000 }, NOW)).toEqual(new Date('2026-07-10T07:00:00Z'));
  expect(pausedUntil('quota-exceeded', { failures: 9, retryAfterMs: null }, NOW)).toEqual(new Date('2026-07-10T07:00:00Z'));
});

test('trouble that passes is tried again later and later, within an hour', () => {
  expect([1, 2, 3, 6, 40].map((failures) => minutes('unavailable', failures))).toEqual([2, 4, 8, 60, 60]);
});

test('the wish of the platform is kept where it is longer, up to a day', () => {
  expect(minutes('rate-limited', 1, 600_000)).toBe(10);
  expect(minutes('unavailable', 1, 1_000)).toBe(2);
  expect(minutes('unreachable', 1, 999_999_999)).toBe(24 * 60);
});

test('what a person has to set right is looked at again after hours', () => {
  expect(['key-invalid', 'not-enabled', 'forbidden', 'bad-request'].map((problem) => minutes(CAPTURE_PROBLEMS.find((one) => one === problem) ?? 'unreadable', 5))).toEqual([360, 360, 360, 360]);
});
