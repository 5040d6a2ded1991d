import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, startOfDay } from './period.ts';

const ZONES = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'Africa/Casablanca', 'UTC'];
const calendars = new Map(ZONES.map((zone) => [zone, new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })]));

test('the day of an instant is what the zone\'s calendar shows, also on days on which the clock changes', () => {
  const instant = fc.oneof(
    fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2035, 0, 1) }),
    // Around the changes of spring and autumn, to the minute.
    fc.tuple(fc.constantFrom(Date.UTC(2026, 2, 8, 7), Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1), Date.UTC(2026, 10, 1, 6), Date.UTC(2011, 11, 30, 10)), fc.integer({ min: -2000, max: 2000 }))
      .map(([change, minutes]) => change + minutes * 60_000),
  );
  fc.assert(fc.property(instant, fc.constantFrom(...ZONES), (epochMs, zone) => {
    expect(dayOf(epochMs, zone)).toBe(calendars.get(zone)?.format(epochMs));
  }), { numRuns: 3000 });
});

test('a day begins at the first instant that the zone calls by its name', () => {
  for (const [day, zone, at] of [
    ['2026-07-10', 'Asia/Shanghai', '2026-07-09T16:00:00.000Z'], ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
    ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'], ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'], ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
  ] as const) expect(startOfDay(day, zone).toISOString()).toBe(at);
});
