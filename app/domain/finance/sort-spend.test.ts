import { expect, test } from 'vitest';
import { spendOf } from './kol-spend.ts';
import { sortSpend, SPEND_SORTS } from './sort-spend.ts';

const nothing = spendOf(
  { status: 'live', startsOn: '2026-07-01', endsOn: '2026-07-30', costs: [], payments: [], invoices: [], revenueBeforeMinor: 0, revenueMinor: 0, grossMinor: 0 },
  { currency: 'CNY', period: null, throughDay: '2026-07-10' },
);
const row = (name: string, plannedMinor: number, roi: string | null) => ({ name, spend: { ...nothing, plannedMinor, roi } });
const rows = [row('a', 2, null), row('b', 1, '1.50'), row('c', 2, '0.90'), row('d', 3, null)];
const names = (...sort: { column: string; descending: boolean }[]) => sortSpend(rows, sort).map(({ name }) => name).join('');

test('spend is ordered by any figure, by name where they are equal, and what has no value stands last both ways', () => {
  expect(names({ column: 'planned', descending: true })).toBe('dacb');
  expect(names({ column: 'planned', descending: false })).toBe('bacd');
  expect(names({ column: 'roi', descending: true })).toBe('bcad');
  expect(names({ column: 'roi', descending: false })).toBe('cbad');
  expect(names({ column: 'planned', descending: false }, { column: 'roi', descending: false })).toBe('bcad');
});

test('by name, down or up, and in the order given when nothing known is asked', () => {
  expect(names({ column: 'name', descending: true })).toBe('dcba');
  expect(names({ column: 'name', descending: false })).toBe('abcd');
  expect(names({ column: 'password', descending: true })).toBe('abcd');
  for (const column of SPEND_SORTS) expect(sortSpend(rows, [{ column, descending: true }])).toHaveLength(4);
});
