import { describe, expect, test } from 'vitest';
import { PAYMENT_STATUSES } from '../cost.ts';
import type { PaymentCheck } from './payment-state.ts';
import { allowedPaymentSteps, canTakePaymentStep, isSteppedUp, PAYMENT_STEP_NAMES, paymentProblem } from './payment-state.ts';

test('each step starts where it may and nowhere else', () => {
  const table = Object.fromEntries(PAYMENT_STATUSES.map((status) => [status, PAYMENT_STEP_NAMES.filter((step) => canTakePaymentStep(status, step))]));
  expect(table).toEqual({
    planned: ['request', 'void', 'replan'], requested: ['withdraw', 'approve', 'void', 'replan'], approved: ['pay', 'void', 'replan'], paid: [], voided: [],
  });
  expect(allowedPaymentSteps('approved')).toEqual(['pay', 'void']);
});

const FINE: PaymentCheck = { status: 'requested', requestedBy: 'manager', actorId: 'finance', isFinance: true, isSteppedUp: true, isFuseTripped: false, isCovered: true };

describe('approving', () => {
  test.each<[string | null, Partial<PaymentCheck>]>([
    [null, {}], [null, { requestedBy: null }], ['not-finance', { isFinance: false, isSteppedUp: false }], ['not-finance', { actorId: null }], ['step-up-needed', { isSteppedUp: false, status: 'paid' }],
    ['not-allowed', { status: 'planned' }], ['not-allowed', { status: 'approved' }], ['same-person', { requestedBy: 'finance', isFuseTripped: true }], ['fuse-tripped', { isFuseTripped: true, isCovered: false }],
    ['above-commitment', { isCovered: false }],
  ])('%s for %o', (problem, change) => expect(paymentProblem('approve', { ...FINE, ...change })).toBe(problem));
});

test('what was approved before the fuse tripped is owed: whoever requested it may mark it paid', () => {
  const approved: PaymentCheck = { ...FINE, status: 'approved', isFuseTripped: true, requestedBy: 'finance' };
  expect(paymentProblem('pay', approved)).toBeNull();
  expect(paymentProblem('pay', { ...approved, status: 'paid' })).toBe('not-allowed');
  expect(paymentProblem('pay', { ...approved, isCovered: false })).toBe('above-commitment');
});

test('a password counts for its minutes, to the millisecond, and not before it was given', () => {
  const at = new Date('2026-07-10T04:00:00Z');
  const after = (ms: number) => isSteppedUp(at, new Date(at.getTime() + ms), 5);
  expect([after(0), after(300_000), after(300_001), after(-1), isSteppedUp(null, at, 5)]).toEqual([true, true, false, false, false]);
});
