import { expect, test } from 'vitest';
import { daySpan, isDaySpan, RELATIVE_PERIODS, sharedDays } from './relative-period.ts';

test.each([
  ['today', '2026-03-01', '2026-03-01', '2026-03-01'],
  ['last7', '2026-03-01', '2026-02-23', '2026-03-01'],
  ['last30', '2024-03-01', '2024-02-01', '2024-03-01'],
  ['last90', '2026-03-31', '2026-01-01', '2026-03-31'],
  ['this_month', '2024-02-10', '2024-02-01', '2024-02-29'],
  ['last_month', '2026-01-31', '2025-12-01', '2025-12-31'],
  ['last_month', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['this_quarter', '2026-01-01', '2026-01-01', '2026-03-31'],
  ['this_quarter', '2026-12-31', '2026-10-01', '2026-12-31'],
  ['this_quarter', '2026-05-15', '2026-04-01', '2026-06-30'],
  ['this_year', '2026-05-15', '2026-01-01', '2026-12-31'],
  ['next30', '2026-12-15', '2026-12-15', '2027-01-13'],
  ['next90', '2026-12-15', '2026-12-15', '2027-03-14'],
  ['2026-07-01..2026-07-31', '2026-12-15', '2026-07-01', '2026-07-31'],
])('%s asked on %s is %s through %s', (text, today, from, through) => {
  expect(daySpan(text, today)).toEqual({ from, through });
  expect(isDaySpan(text)).toBe(true);
});

test('a side may be left open', () => {
  expect(daySpan('2026-07-01..', '2026-12-15')).toEqual({ from: '2026-07-01', through: null });
  expect(daySpan('..2026-07-31', '2026-12-15')).toEqual({ from: null, through: '2026-07-31' });
});

test.each(['', '..', 'yesterday', '2026-02-30..', '2026-07-01', '2026-07-01..2026-07-02..2026-07-03', 'x..y'])('"%s" names no days', (text) => {
  expect([isDaySpan(text), daySpan(text, '2026-12-15')]).toEqual([false, null]);
});

test('every relative period holds today, or follows or precedes it without a gap', () => {
  for (const period of RELATIVE_PERIODS) {
    const span = daySpan(period, '2026-05-15');
    expect(span?.from !== null && span?.through !== null && (span?.from ?? '') <= (span?.through ?? '')).toBe(true);
  }
});

test('two spans share the later beginning and the earlier end', () => {
  const [open, july, mid] = [{ from: null, through: null }, { from: '2026-07-01', through: '2026-07-31' }, { from: '2026-06-15', through: '2026-07-15' }];
  expect([sharedDays(open, july), sharedDays(july, open), sharedDays(july, mid), sharedDays(mid, july), sharedDays(open, open)]).toEqual([
    july, july, { from: '2026-07-01', through: '2026-07-15' }, { from: '2026-07-01', through: '2026-07-15' }, open,
  ]);
});
