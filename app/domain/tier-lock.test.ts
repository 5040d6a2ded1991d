import { describe, expect, test } from 'vitest';
import { DEFAULT_MATRIX_PLAN } from './campaign.ts';
import type { PlannedMoney, TierStanding } from './tier-lock.ts';
import { locksMove, moneyRefusalText, refuseCommitment, refuseMoney, refusePlan, refuseTierChange } from './tier-lock.ts';

const lock = { by: 'Finn', at: new Date('2026-07-02T02:05:00Z'), reason: 'quarter closed' };
const open: TierStanding = { status: 'active', locks: {} };
const locked: TierStanding = { status: 'active', locks: { mid: lock } };
const closed: TierStanding = { status: 'closed', locks: {} };
const said = { status: 'tier-locked', tier: 'mid', ...lock };

test('a lock on the board forbids any change of the money, up and down', () => {
  expect([locksMove(undefined, 1), locksMove(lock, 0), locksMove(lock, 1), locksMove(lock, -1)]).toEqual([false, false, true, true]);
});

test('a locked tier takes no more money, and none that cannot be counted; less is its owner\'s to decide', () => {
  expect([1, null].map((added) => refuseMoney(locked, 'mid', added))).toEqual([said, said]);
  expect([0, -1].map((added) => refuseMoney(locked, 'mid', added))).toEqual([null, null]);
  expect([refuseMoney(locked, 'top', 1), refuseMoney(open, 'mid', null)]).toEqual([null, null]);
});

test('a closed campaign promises nothing, with or without money', () => {
  expect([refuseCommitment(closed, 'mid', 0), refuseCommitment(closed, 'mid', 1)]).toEqual([{ status: 'campaign-closed' }, { status: 'campaign-closed' }]);
  expect([refuseCommitment(open, 'mid', 1), refuseCommitment(locked, 'mid', 0), refuseCommitment(locked, 'mid', 1)]).toEqual([null, null, said]);
});

test('who changes the tier takes their money along: neither tier may be locked', () => {
  expect(refuseTierChange(locked, { from: 'top', to: 'mid' }, 1)).toEqual(said);
  expect(refuseTierChange(locked, { from: 'mid', to: 'top' }, 1)).toEqual(said);
  expect([refuseTierChange(locked, { from: 'mid', to: 'top' }, 0), refuseTierChange(locked, { from: 'top', to: 'emerging' }, 1)]).toEqual([null, null]);
  expect(refuseTierChange(closed, { from: 'top', to: 'mid' }, 0)).toEqual({ status: 'campaign-closed' });
});

describe('a locked tier keeps what it is planned', () => {
  const planned: PlannedMoney = { budgetMinor: 100_000, currency: 'CNY', reserveBasisPoints: 1000, plan: DEFAULT_MATRIX_PLAN };
  const shares = (top: number, mid: number, emerging: number) => ({
    top: { slots: 2, shareBasisPoints: top }, mid: { slots: 5, shareBasisPoints: mid }, emerging: { slots: 10, shareBasisPoints: emerging },
  });
  test.each<[string, Partial<PlannedMoney>, boolean]>([
    ['the same', {}, false],
    ['another budget', { budgetMinor: 100_100 }, true],
    ['another reserve', { reserveBasisPoints: 1100 }, true],
    ['another currency', { currency: 'USD' }, true],
    ['another share', { plan: shares(4100, 3400, 2500) }, true],
    ['shares of the others', { plan: shares(4100, 3500, 2400) }, false],
    ['shares that are no whole yet', { plan: shares(0, 0, 0) }, false],
  ])('against %s', (_, change, refuses) => {
    expect(refusePlan(locked, planned, { ...planned, ...change })).toEqual(refuses ? said : null);
    expect(refusePlan(open, planned, { ...planned, ...change })).toBeNull();
  });

  test('shares that were no whole planned nothing to keep', () => {
    expect(refusePlan(locked, { ...planned, plan: shares(0, 0, 0) }, planned)).toBeNull();
  });
});

test('a refusal says who, when and why', () => {
  expect(moneyRefusalText({ status: 'tier-locked', tier: 'mid', ...lock })).toBe('Finn locked the money of the mid tier at 2026-07-02 02:05 UTC: quarter closed');
  expect(moneyRefusalText({ status: 'campaign-closed' })).toBe('the campaign is closed and takes no further money');
});
