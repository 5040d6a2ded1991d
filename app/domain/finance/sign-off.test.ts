import { describe, expect, test } from 'vitest';
import type { SignOffVote } from './sign-off.ts';
import { allows, signOffStatus, voteProblem } from './sign-off.ts';

const now = new Date('2026-07-10T04:00:00Z');
const later = new Date(now.getTime() + 1);
const vote = (seat: SignOffVote['seat'], decision: SignOffVote['decision'] = 'approve', userId: string = seat): SignOffVote => ({ seat, userId, decision });
const ALL = [vote('marketing'), vote('finance'), vote('operations')];

describe('a request', () => {
  test('takes all three seats; one refusal is enough', () => {
    expect(signOffStatus([], later, now)).toBe('open');
    expect(signOffStatus(ALL.slice(0, 2), later, now)).toBe('open');
    expect(signOffStatus(ALL, later, now)).toBe('approved');
    expect(signOffStatus([vote('finance', 'refuse')], later, now)).toBe('refused');
    expect(signOffStatus([...ALL.slice(0, 2), vote('operations', 'refuse')], later, now)).toBe('refused');
  });

  test('expires at its deadline; what was decided before stays', () => {
    expect(signOffStatus(ALL.slice(0, 2), now, now)).toBe('expired');
    expect(signOffStatus(ALL, now, later)).toBe('approved');
  });
});

test('only a seat votes, once, as one person other than the one who asks, while the request is open', () => {
  const open = { status: 'open' as const, deadlineAt: later, requestedBy: 'asker' };
  const ask = (change: Partial<Parameters<typeof voteProblem>[0]>, votes: SignOffVote[], voter: Parameters<typeof voteProblem>[2], at = now) => voteProblem({ ...open, ...change }, votes, voter, at);
  expect(ask({}, [], { seat: 'finance', userId: 'f' })).toBeNull();
  expect(ask({}, [], { seat: null, userId: 'f' })).toBe('no-seat');
  expect(ask({ status: 'approved' }, [], { seat: 'finance', userId: 'f' })).toBe('not-open');
  expect(ask({}, [], { seat: 'finance', userId: 'f' }, later)).toBe('expired');
  expect(ask({}, [], { seat: 'marketing', userId: 'asker' })).toBe('own-request');
  expect(ask({ requestedBy: null }, [], { seat: 'marketing', userId: 'asker' })).toBeNull();
  expect(ask({}, [vote('marketing', 'approve', 'f')], { seat: 'finance', userId: 'f' })).toBe('already-voted');
  expect(ask({}, [vote('finance')], { seat: 'finance', userId: 'g' })).toBe('seat-taken');
});

test('a sign-off allows what it was asked for and no more, in its currency, once', () => {
  const granted = { status: 'approved' as const, amountMinor: 500, currency: 'CNY' };
  expect(allows(granted, { minor: 500, currency: 'CNY' })).toBe(true);
  expect(allows(granted, { minor: 501, currency: 'CNY' })).toBe(false);
  expect(allows(granted, { minor: 1, currency: 'USD' })).toBe(false);
  expect(allows({ ...granted, status: 'used' }, { minor: 1, currency: 'CNY' })).toBe(false);
  expect(allows({ ...granted, amountMinor: null }, { minor: 1, currency: 'CNY' })).toBe(false);
});
