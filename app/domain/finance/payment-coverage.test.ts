import { expect, test } from 'vitest';
import { paymentCoverage } from './payment-coverage.ts';

const cny = (amountMinor: number) => ({ amountMinor, currency: 'CNY', rate: '1' });
const usd = (amountMinor: number, rate: string | null = '7') => ({ amountMinor, currency: 'USD', rate });
const cost = (one: ReturnType<typeof cny> | ReturnType<typeof usd>, releasedMinor = 0) => ({ ...one, releasedMinor });
const requested = { status: 'requested' } as const;
const paid = { status: 'paid' } as const;

test('what is settled with this payment may reach what stands, and not go a fen beyond', () => {
  const facts = { costs: [cost(cny(1000), 200)], commissionMinor: 0, others: [{ ...cny(300), ...paid }, { ...cny(900), status: 'planned' as const }], reportingCurrency: 'CNY' };
  expect(paymentCoverage({ ...facts, payment: { ...cny(500), ...requested } })).toEqual({ currency: 'CNY', committedMinor: 800, settledMinor: 300, amountMinor: 500, isCovered: true });
  expect(paymentCoverage({ ...facts, payment: { ...cny(501), ...requested } }).isCovered).toBe(false);
  expect(paymentCoverage({ ...facts, commissionMinor: 1, payment: { ...cny(501), ...requested } }).isCovered).toBe(true);
});

test('one foreign currency is compared in itself, whatever the rates of the days', () => {
  const facts = { costs: [cost(usd(1000))], commissionMinor: 0, others: [{ ...usd(400, '9'), status: 'approved' as const }], reportingCurrency: 'CNY' };
  expect(paymentCoverage({ ...facts, payment: { ...usd(600, '9.9'), ...requested } })).toMatchObject({ currency: 'USD', committedMinor: 1000, isCovered: true });
  expect(paymentCoverage({ ...facts, payment: { ...usd(600, null), ...requested } }).isCovered).toBe(true);
});

test('several currencies are compared in the reporting currency; a payment without a rate is not covered, a cost without one covers nothing', () => {
  const facts = { costs: [cost(usd(1000)), cost(cny(500))], commissionMinor: 0, others: [], reportingCurrency: 'CNY' };
  expect(paymentCoverage({ ...facts, payment: { ...usd(1000), ...requested } })).toMatchObject({ currency: 'CNY', committedMinor: 7500, amountMinor: 7000, isCovered: true });
  expect(paymentCoverage({ ...facts, payment: { ...usd(1, null), ...requested } })).toMatchObject({ amountMinor: 0, isCovered: false });
  expect(paymentCoverage({ ...facts, costs: [cost(usd(1000, null)), cost(cny(500))], payment: { ...cny(501), ...requested } }).isCovered).toBe(false);
  expect(paymentCoverage({ ...facts, others: [{ ...usd(1, null), ...paid }], payment: { ...cny(1), ...requested } }).isCovered).toBe(false);
  expect(paymentCoverage({ ...facts, costs: [cost(usd(1000))], commissionMinor: 100, payment: { ...usd(1000), ...requested } })).toMatchObject({ currency: 'CNY', committedMinor: 7100 });
});
