import { expect, test } from 'vitest';
import { askedPeriod, monthChoices, reviewPeriodChoices } from './roi-period.ts';

const summer = { slug: 'summer', startsOn: '2026-06-15' };

test('months run backwards over the turn of the year', () => {
  expect(monthChoices('2026-02-14', 3)).toEqual([
    { key: '2026-02', period: { startDay: '2026-02-01', endDay: '2026-03-01' } },
    { key: '2026-01', period: { startDay: '2026-01-01', endDay: '2026-02-01' } },
    { key: '2025-12', period: { startDay: '2025-12-01', endDay: '2026-01-01' } },
  ]);
});

test('review periods are those that have begun, the running one first', () => {
  expect(reviewPeriodChoices(summer, '2026-06-14', { periodDays: 14 })).toEqual([]);
  expect(reviewPeriodChoices(summer, '2026-06-15', { periodDays: 14 }).map(({ key }) => key)).toEqual(['summer~1']);
  expect(reviewPeriodChoices(summer, '2026-06-29', { periodDays: 14 })).toEqual([
    { key: 'summer~2', index: 2, period: { startDay: '2026-06-29', endDay: '2026-07-13' } },
    { key: 'summer~1', index: 1, period: { startDay: '2026-06-15', endDay: '2026-06-29' } },
  ]);
});

test('an address asks for a known period, for two days, or for all time', () => {
  const choices = monthChoices('2026-07-10', 2);
  expect(askedPeriod({ choice: '2026-06' }, choices)).toEqual({ startDay: '2026-06-01', endDay: '2026-07-01' });
  expect(askedPeriod({ choice: 'custom', from: '2026-07-01', to: '2026-07-01' }, choices)).toEqual({ startDay: '2026-07-01', endDay: '2026-07-02' });
  for (const asked of [{}, { choice: '1999-01' }, { from: '2026-07-02', to: '2026-07-01' }, { from: '2026-02-30', to: '2026-07-01' }, { from: '2026-07-01' }]) expect(askedPeriod(asked, choices)).toBeNull();
});
