import { expect, test } from 'vitest';
import type { CostPast, KnownCost } from './cost-history.ts';
import { costAsOf } from './cost-history.ts';

const early = new Date('2026-07-01T00:00:00Z');
const late = new Date('2026-07-20T00:00:00Z');
const at = { day: '2026-07-10', end: new Date('2026-07-10T16:00:00Z') };
const cost: KnownCost = {
  kind: 'fee', amountMinor: 900, releasedMinor: 300, currency: 'CNY', rate: '1', commissionBasisPoints: null, incurredOn: null, recordedAt: early, collaborationRecordedAt: early,
};
const posted = (standingMinor: number, currency = 'CNY', rate: string | null = '1') => ({ standingMinor, currency, rate });
const past: CostPast = { before: posted(1_000), first: posted(800) };

test('what the ledger has nothing new of stands as it stood', () => expect(costAsOf(cost, null, at)).toBe(cost));

test('what changed or was released since counts as it was, at the rate of then', () => {
  expect(costAsOf(cost, past, at)).toEqual({ ...cost, amountMinor: 1_000, releasedMinor: 0 });
  expect(costAsOf(cost, { ...past, before: posted(50, 'USD', '7.1') }, at)).toMatchObject({ amountMinor: 50, currency: 'USD', rate: '7.1' });
  expect(costAsOf(cost, { ...past, before: posted(0) }, at)).toMatchObject({ amountMinor: 0, releasedMinor: 0 });
});

test('what the ledger heard of only later counts with what it first said', () => expect(costAsOf(cost, { ...past, before: null }, at)).toMatchObject({ amountMinor: 800 }));

test('what was recorded later counts where it tells of then', () => {
  const later = { ...cost, recordedAt: late };
  const history: CostPast = { before: null, first: posted(800) };
  expect(costAsOf(later, history, at)).toBeNull();
  expect(costAsOf(later, null, at)).toBeNull();
  expect(costAsOf({ ...later, incurredOn: '2026-07-11' }, history, at)).toBeNull();
  expect(costAsOf({ ...later, incurredOn: '2026-07-10' }, history, at)).toMatchObject({ amountMinor: 900, releasedMinor: 300 });
  // The collaboration too was recorded later: history that was imported.
  expect(costAsOf({ ...later, collaborationRecordedAt: late }, history, at)).toMatchObject({ amountMinor: 900, releasedMinor: 300 });
});
