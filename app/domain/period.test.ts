import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays, ageDays, dayOf, daysBetween, earlierDay, flightPeriod, isCalendarDay, laterDay, overlap, periodContains, periodDays, startOfDay,
} from './period.ts';

describe('calendar days', () => {
  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2024-02-29', true],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['', false],
  ])('%j exists: %s', (day, exists) => {
    expect(isCalendarDay(day)).toBe(exists);
  });

  it('are counted across months, leap days and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(daysBetween('2026-06-15', '2026-07-30')).toBe(45);
    expect(() => addDays('yesterday', 1)).toThrow('not a calendar day');
    expect([earlierDay('2026-01-02', '2026-01-01'), laterDay('2026-01-02', '2026-01-01')]).toEqual(['2026-01-01', '2026-01-02']);
  });

  it('a flight names its first and last day and lasts both', () => {
    const flight = flightPeriod('2026-06-15', '2026-07-30');
    expect(periodDays(flight)).toBe(46);
    expect(periodContains(flight, '2026-07-30')).toBe(true);
    expect(periodContains(flight, '2026-07-31')).toBe(false);
  });

  it('periods that share no day overlap in none', () => {
    const june = { startDay: '2026-06-01', endDay: '2026-07-01' };
    expect(periodDays(overlap(june, { startDay: '2026-07-01', endDay: '2026-08-01' }))).toBe(0);
    expect(overlap(june, { startDay: '2026-06-20', endDay: '2026-08-01' })).toEqual({ startDay: '2026-06-20', endDay: '2026-07-01' });
  });
});

describe('days lie in the workspace zone', () => {
  it.each([
    ['2026-07-01T15:59:59Z', 'Asia/Shanghai', '2026-07-01'],
    ['2026-07-01T16:00:00Z', 'Asia/Shanghai', '2026-07-02'],
    ['2026-03-29T00:59:59Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-01-01T07:59:59Z', 'America/Los_Angeles', '2025-12-31'],
    ['2026-06-30T18:29:59Z', 'Asia/Kolkata', '2026-06-30'],
    ['2026-06-30T18:30:00Z', 'Asia/Kolkata', '2026-07-01'],
  ])('%s in %s is %s', (instant, zone, day) => {
    expect(dayOf(new Date(instant), zone)).toBe(day);
  });

  it('a day starts at the first instant that belongs to it', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), zones, (offset, zone) => {
        const day = addDays('1990-01-01', offset);
        const start = startOfDay(day, zone);
        expect(dayOf(start, zone)).toBe(day);
        expect(dayOf(start.getTime() - 1, zone)).toBe(addDays(day, -1));
      }),
    );
  });

  it('ages are days with fraction, 0 before the beginning', () => {
    expect(ageDays(new Date('2026-07-01T00:00:00Z'), new Date('2026-07-02T12:00:00Z'))).toBe(1.5);
    expect(ageDays(new Date('2026-07-02T00:00:00Z'), new Date('2026-07-01T00:00:00Z'))).toBe(0);
  });
});
