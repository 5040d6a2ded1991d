import { expect, test } from 'vitest';
import type { StopFacts } from './spending-stop.ts';
import { mayCommit, spendingStop } from './spending-stop.ts';

const TRIPPED: StopFacts = { fuse: 'tripped', reviewedThrough: '2026-07-13', reset: null };
const reset = { resetOn: '2026-07-14', pilotMinor: 500, addedMinor: 200, hasProved: false };

test('a tripped fuse stops everything, a closed or unknown one nothing', () => {
  expect(spendingStop(TRIPPED)).toEqual({ kind: 'tripped' });
  expect(spendingStop({ ...TRIPPED, fuse: 'warned_2' })).toEqual({ kind: 'none' });
  expect(spendingStop({ fuse: null, reviewedThrough: null, reset: null })).toEqual({ kind: 'none' });
});

test('a reset opens a pilot at once, until a period of its own has closed the fuse; tripping again after it stops again', () => {
  expect(spendingStop({ ...TRIPPED, reset })).toEqual({ kind: 'pilot', leftMinor: 300 });
  expect(spendingStop({ ...TRIPPED, reviewedThrough: null, reset })).toEqual({ kind: 'pilot', leftMinor: 300 });
  expect(spendingStop({ ...TRIPPED, fuse: 'warned_1', reviewedThrough: '2026-07-27', reset: { ...reset, addedMinor: 900 } })).toEqual({ kind: 'pilot', leftMinor: 0 });
  expect(spendingStop({ ...TRIPPED, fuse: 'closed', reviewedThrough: '2026-07-27', reset: { ...reset, hasProved: true } })).toEqual({ kind: 'none' });
  expect(spendingStop({ ...TRIPPED, reviewedThrough: '2026-08-24', reset: { ...reset, hasProved: true } })).toEqual({ kind: 'tripped' });
});

test('a pilot takes what it has left; what cannot be compared waits', () => {
  expect([mayCommit({ kind: 'none' }, null), mayCommit({ kind: 'tripped' }, 0), mayCommit({ kind: 'pilot', leftMinor: 5 }, 5), mayCommit({ kind: 'pilot', leftMinor: 5 }, 6), mayCommit({ kind: 'pilot', leftMinor: 5 }, null)])
    .toEqual([true, false, true, false, false]);
});
