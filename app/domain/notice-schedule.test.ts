import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANNEL_KINDS, CHANNEL_LIMITS } from './notice-channel.ts';
import { afterQuiet, bundle, DIGEST_NOTICES, nextSendAt, pauseAfter, releaseAt, TRY_LEASE_MS } from './notice-schedule.ts';
import { dayOf, startOfDay } from './period.ts';

const SHANGHAI = 'Asia/Shanghai';
const at = (text: string) => new Date(`${text}+08:00`);
const night = { fromMinute: 22 * 60, untilMinute: 8 * 60 };

describe('when something may go out', () => {
  test('at once by day, in the morning by night, whichever side of midnight', () => {
    const terms = { pace: 'each' as const, quiet: night, timeZone: SHANGHAI };
    expect(releaseAt(at('2026-07-10T12:00:00'), terms)).toEqual(at('2026-07-10T12:00:00'));
    expect(releaseAt(at('2026-07-10T22:00:00'), terms)).toEqual(at('2026-07-11T08:00:00'));
    expect(releaseAt(at('2026-07-11T03:00:00'), terms)).toEqual(at('2026-07-11T08:00:00'));
    expect(releaseAt(at('2026-07-11T08:00:00'), terms)).toEqual(at('2026-07-11T08:00:00'));
  });

  test('quiet hours within a day, and hours without length, which are none', () => {
    const noon = { fromMinute: 12 * 60, untilMinute: 13 * 60 };
    expect(afterQuiet(at('2026-07-10T12:30:00'), noon, SHANGHAI)).toEqual(at('2026-07-10T13:00:00'));
    expect(afterQuiet(at('2026-07-10T11:59:59'), noon, SHANGHAI)).toEqual(at('2026-07-10T11:59:59'));
    expect(afterQuiet(at('2026-07-10T12:30:00'), { fromMinute: 750, untilMinute: 750 }, SHANGHAI)).toEqual(at('2026-07-10T12:30:00'));
    expect(afterQuiet(at('2026-07-10T12:30:00'), null, SHANGHAI)).toEqual(at('2026-07-10T12:30:00'));
  });

  test('gathered by the hour, and once a day at nine', () => {
    const terms = { quiet: null, timeZone: SHANGHAI };
    expect(releaseAt(at('2026-07-10T12:01:00'), { ...terms, pace: 'hourly' })).toEqual(at('2026-07-10T13:00:00'));
    expect(releaseAt(at('2026-07-10T08:59:00'), { ...terms, pace: 'daily' })).toEqual(at('2026-07-10T09:00:00'));
    expect(releaseAt(at('2026-07-10T09:00:01'), { ...terms, pace: 'daily' })).toEqual(at('2026-07-11T09:00:00'));
  });

  test('by the clock on the wall on the days on which it changes', () => {
    // In New York the night of 8 March 2026 is an hour shorter.
    expect(afterQuiet(new Date('2026-03-08T04:00:00Z'), night, 'America/New_York')).toEqual(new Date('2026-03-08T12:00:00Z'));
    expect(afterQuiet(new Date('2026-03-07T04:00:00Z'), night, 'America/New_York')).toEqual(new Date('2026-03-07T13:00:00Z'));
  });

  test('never before, never in quiet hours, and never more than a day and a night later', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(fc.property(
      fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true }), minute, minute, fc.constantFrom('each' as const, 'hourly' as const, 'daily' as const),
      fc.constantFrom(SHANGHAI, 'UTC', 'Asia/Kolkata'), (now, fromMinute, untilMinute, pace, timeZone) => {
        const quiet = { fromMinute, untilMinute };
        const release = releaseAt(now, { pace, quiet, timeZone });
        expect(release.getTime()).toBeGreaterThanOrEqual(now.getTime());
        expect(release.getTime() - now.getTime()).toBeLessThanOrEqual(2 * 86_400_000);
        const minuteOf = Math.floor((release.getTime() - startOfDay(dayOf(release, timeZone), timeZone).getTime()) / 60_000);
        const isQuiet = fromMinute < untilMinute ? minuteOf >= fromMinute && minuteOf < untilMinute : fromMinute > untilMinute && (minuteOf >= fromMinute || minuteOf < untilMinute);
        expect(isQuiet).toBe(false);
      },
    ), { numRuns: 200 });
  });
});

describe('limits', () => {
  test('no window ever holds more than its most, however eagerly a channel is served', () => {
    fc.assert(fc.property(fc.constantFrom(...CHANNEL_KINDS), fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 1, maxLength: 150 }), (kind, pauses) => {
      const limits = CHANNEL_LIMITS[kind];
      const sent: Date[] = [];
      let now = 0;
      for (const pause of pauses) {
        now += pause;
        if (nextSendAt(sent, limits, new Date(now)).getTime() <= now) sent.push(new Date(now));
      }
      for (const { windowMs, most } of limits) {
        for (const first of sent) {
          const held = sent.filter((one) => one.getTime() >= first.getTime() && one.getTime() < first.getTime() + windowMs);
          expect(held.length).toBeLessThanOrEqual(most);
        }
      }
    }), { numRuns: 100 });
  });

  test('whoever waits as long as is said may go on', () => {
    const limits = [{ windowMs: 60_000, most: 2 }, { windowMs: 1_000, most: 1 }];
    const sent = [new Date(0), new Date(5_000)];
    expect(nextSendAt(sent, limits, new Date(6_000))).toEqual(new Date(60_000));
    expect(nextSendAt([new Date(5_500)], limits, new Date(6_000))).toEqual(new Date(6_500));
    expect(nextSendAt([], limits, new Date(6_000))).toEqual(new Date(6_000));
  });

  test('a message is tried once in a window at most, so that its last try is all that has to be known', () => {
    const longest = Math.max(...CHANNEL_KINDS.flatMap((kind) => CHANNEL_LIMITS[kind].map(({ windowMs }) => windowMs)));
    expect(TRY_LEASE_MS).toBeGreaterThanOrEqual(longest);
    for (let tries = 1; tries <= 20; tries += 1) expect(pauseAfter(tries)).toBeGreaterThanOrEqual(longest);
    expect([1, 2, 3, 7, 20].map(pauseAfter)).toEqual([60_000, 120_000, 240_000, 3_600_000, 3_600_000]);
  });
});

describe('digests', () => {
  test('each by itself up to half of what the channel takes, together beyond', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => index);
    expect(bundle(many(7), 'each', CHANNEL_LIMITS.dingtalk)).toHaveLength(7);
    expect(bundle(many(8), 'each', CHANNEL_LIMITS.dingtalk)).toEqual([many(8)]);
    expect(bundle(many(2), 'hourly', CHANNEL_LIMITS.dingtalk)).toEqual([[0, 1]]);
    expect(bundle([], 'daily', CHANNEL_LIMITS.slack)).toEqual([]);
    expect(bundle(many(22), 'each', CHANNEL_LIMITS.slack)).toHaveLength(22);
  });

  test('nothing is left out, nothing is in two, and the order stays', () => {
    fc.assert(fc.property(fc.array(fc.uuid(), { maxLength: 120 }), fc.constantFrom('each' as const, 'hourly' as const, 'daily' as const), fc.constantFrom(...CHANNEL_KINDS), (waiting, pace, kind) => {
      const groups = bundle(waiting, pace, CHANNEL_LIMITS[kind]);
      expect(groups.flat()).toEqual(waiting);
      for (const group of groups) expect(group.length).toBeGreaterThan(0);
      for (const group of groups) expect(group.length).toBeLessThanOrEqual(DIGEST_NOTICES);
    }), { numRuns: 100 });
  });
});
