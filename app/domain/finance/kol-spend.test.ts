import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SpendFacts } from './kol-spend.ts';
import { costLine, invoiceLine, paymentLine, spendOf, sumSpend } from './kol-spend.ts';

const all = { currency: 'CNY', period: null, throughDay: '2026-07-10' };
const fee = { kind: 'fee' as const, amountMinor: 30_000, releasedMinor: 0, currency: 'CNY', rate: '1', commissionBasisPoints: null, incurredOn: null };
const paid = { amountMinor: 9_000, currency: 'CNY', rate: '1', status: 'paid' as const, paidOn: '2026-07-02' };
const facts: SpendFacts = { status: 'live', startsOn: '2026-07-01', endsOn: '2026-07-30', costs: [fee], payments: [paid], invoices: [], revenueBeforeMinor: 0, revenueMinor: 20_000, grossMinor: 22_000 };

test('a live collaboration: promised whole, accrued by day, paid and remaining sum to what is committed', () => {
  expect(spendOf(facts, all)).toEqual({
    plannedMinor: 30_000, committedMinor: 30_000, accruedMinor: 10_000, invoicedMinor: 0, paidMinor: 9_000, remainingMinor: 21_000, revenueMinor: 20_000, refundedMinor: 2_000, uncounted: 0,
  });
});

test('a draft is planned, not committed; a cancelled collaboration is neither, yet what was paid for it stays paid', () => {
  expect(spendOf({ ...facts, status: 'draft' }, all)).toMatchObject({ plannedMinor: 30_000, committedMinor: 0, accruedMinor: 0 });
  expect(spendOf({ ...facts, status: 'cancelled' }, all)).toMatchObject({ plannedMinor: 0, committedMinor: 0, accruedMinor: 0, paidMinor: 9_000, remainingMinor: -9_000 });
});

test('what was released is no longer promised, and what has no rate is flagged and counted nowhere', () => {
  expect(costLine({ ...fee, releasedMinor: 10_000 }, facts, all)).toMatchObject({ committedMinor: 20_000 });
  const foreign = { ...facts, costs: [fee, { ...fee, currency: 'USD', rate: null }], payments: [paid, { ...paid, currency: 'USD', rate: null }] };
  expect(spendOf(foreign, all)).toEqual({ ...spendOf(facts, all), uncounted: 2 });
});

test('a commission is its share of the revenue, rounded on the running total', () => {
  const commission = { ...fee, kind: 'commission' as const, amountMinor: 0, commissionBasisPoints: 1_000 };
  expect(costLine(commission, facts, all)).toEqual({ plannedMinor: 2_000, committedMinor: 2_000, accruedMinor: 2_000 });
  expect(costLine(commission, { ...facts, revenueBeforeMinor: 5, revenueMinor: 5 }, all)?.committedMinor).toBe(1);
});

test('a payment counts once it is paid, and within a period on its day', () => {
  const july = { ...all, period: { startDay: '2026-07-01', endDay: '2026-08-01' } };
  const june = { ...all, period: { startDay: '2026-06-01', endDay: '2026-07-01' } };
  expect([paymentLine({ ...paid, status: 'approved' }, all), paymentLine(paid, july), paymentLine(paid, june), paymentLine({ ...paid, paidOn: null }, july)]).toEqual([0, 9_000, 0, 0]);
});

test('an invoice counts on the day it was issued, at its frozen rate; without a rate it is flagged', () => {
  const invoice = { amountMinor: 1_000, currency: 'USD', rate: '7.1', issuedOn: '2026-07-05' };
  expect(invoiceLine(invoice, all)).toBe(7_100);
  expect(invoiceLine(invoice, { ...all, period: { startDay: '2026-07-05', endDay: '2026-07-06' } })).toBe(7_100);
  expect(invoiceLine(invoice, { ...all, period: { startDay: '2026-07-06', endDay: '2026-08-01' } })).toBe(0);
  expect(spendOf({ ...facts, invoices: [invoice, { ...invoice, rate: null }] }, all)).toMatchObject({ invoicedMinor: 7_100, uncounted: 1 });
});

test('periods that follow one another add up to all time', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 29 }), (amountMinor, day) => {
    const cut = `2026-07-${String(day + 1).padStart(2, '0')}`;
    const own = { ...facts, costs: [{ ...fee, amountMinor }] };
    const parts = [{ startDay: '2026-01-01', endDay: cut }, { startDay: cut, endDay: '2027-01-01' }].map((period) => spendOf(own, { ...all, period }));
    const whole = spendOf(own, all);
    const total = sumSpend(parts);
    expect([total.plannedMinor, total.committedMinor, total.accruedMinor, total.paidMinor]).toEqual([whole.plannedMinor, whole.committedMinor, whole.accruedMinor, whole.paidMinor]);
  }));
});
