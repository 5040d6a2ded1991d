import { describe, expect, it } from 'vitest';
import type { MatrixSnapshot, SnapshotSeat } from './matrix-snapshot.ts';
import { compareSnapshots, weekOf } from './matrix-snapshot.ts';

const seat = (kolId: string, changes: Partial<SnapshotSeat> = {}): SnapshotSeat => ({
  collaborationId: `c-${kolId}`, kolId, kolName: kolId, tier: 'mid', slot: 1, status: 'live', feeMinor: 100, standingMinor: 100, light: null, scoreTenths: null, ...changes,
});
const tier = { tier: 'mid' as const, slots: 5, shareBasisPoints: 3500, plannedMinor: 1000, committedMinor: 100, draftedMinor: 0, accruedMinor: 0 };
const snapshot = (seats: SnapshotSeat[], changes: Partial<MatrixSnapshot> = {}): MatrixSnapshot => ({
  currency: 'CNY', reserveMinor: 10, revenueMinor: 5, tiers: [tier], seats, targets: [{ target: 'ugc_items', goal: 10, actual: 3 }], ...changes,
});

describe('two snapshots', () => {
  it('tell who came, left and moved, whose state or fee changed, and how many are as before', () => {
    const before = snapshot([seat('stays'), seat('leaves'), seat('moves'), seat('agrees', { status: 'draft' }), seat('dearer')]);
    const after = snapshot([seat('stays'), seat('comes'), seat('moves', { slot: 2 }), seat('agrees', { status: 'agreed' }), seat('dearer', { feeMinor: 120 })]);
    const { seats, unchanged } = compareSnapshots(before, after);
    expect(seats.map(({ kind, kolId }) => `${kind} ${kolId}`)).toEqual(['came comes', 'left leaves', 'moved moves', 'changed agrees', 'changed dearer']);
    expect([unchanged, seats[0]?.before, seats[1]?.after]).toEqual([1, null, null]);
  });

  it('tell the money of each tier, the targets and the revenue of both', () => {
    const after = snapshot([], { tiers: [{ ...tier, committedMinor: 300 }], revenueMinor: 9, targets: [{ target: 'ugc_items', goal: 10, actual: 7 }, { target: 'interactions', goal: 5, actual: 1 }] });
    const compared = compareSnapshots(snapshot([]), after);
    expect(compared.tiers).toEqual([{ tier: 'mid', before: tier, after: { ...tier, committedMinor: 300 } }]);
    expect(compared.targets).toEqual([{ target: 'ugc_items', goal: 10, before: 3, after: 7 }, { target: 'interactions', goal: 5, before: null, after: 1 }]);
    expect(compared.revenue).toEqual({ beforeMinor: 5, afterMinor: 9 });
  });

  it('of the same say nothing, and swapped say the opposite', () => {
    const a = snapshot([seat('a'), seat('b', { tier: 'top' })]);
    expect(compareSnapshots(a, a)).toMatchObject({ seats: [], unchanged: 2 });
    expect(compareSnapshots(snapshot([]), a).seats.map(({ kind }) => kind)).toEqual(['came', 'came']);
    expect(compareSnapshots(a, snapshot([])).seats.map(({ kind }) => kind)).toEqual(['left', 'left']);
  });

  it('a KOL with two collaborations is told by the one that has a slot', () => {
    const twice = snapshot([seat('a', { collaborationId: 'old', slot: null }), seat('a', { collaborationId: 'new', slot: 3 }), seat('a', { collaborationId: 'third', slot: 4 })]);
    expect(compareSnapshots(snapshot([]), twice).seats[0]?.after?.collaborationId).toBe('new');
  });
});

it.each([['2026-07-06', '2026-07-06'], ['2026-07-12', '2026-07-06'], ['2026-07-13', '2026-07-13'], ['1969-12-31', '1969-12-29'], ['1970-01-04', '1969-12-29']])('the week of %s begins on %s', (day, monday) => {
  expect(weekOf(day)).toBe(monday);
});
