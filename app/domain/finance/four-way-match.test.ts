import { expect, test } from 'vitest';
import type { MatchFacts } from './four-way-match.ts';
import { fourWayMatch } from './four-way-match.ts';

const cny = (minor: number) => ({ minor, currency: 'CNY' });
const usd = (minor: number) => ({ minor, currency: 'USD' });
const NOTHING: MatchFacts = { quote: null, contract: null, invoices: [], payments: [] };
const paid = <M extends { minor: number; currency: string }>(money: M) => ({ ...money, status: 'paid' as const });
const faults = (facts: Partial<MatchFacts>) => fourWayMatch({ ...NOTHING, ...facts }).mismatches.map(({ between, fault, expectedMinor, foundMinor }) => [between.join('-'), fault, expectedMinor, foundMinor]);

test('four papers that agree, in one invoice or several, match; so does what has not come yet', () => {
  expect(faults({})).toEqual([]);
  expect(faults({ quote: cny(1000) })).toEqual([]);
  expect(faults({ quote: cny(1000), contract: cny(1000) })).toEqual([]);
  expect(faults({ quote: cny(1000), contract: cny(1000), invoices: [cny(300)], payments: [paid(cny(300)), { ...cny(700), status: 'approved' }] })).toEqual([]);
  expect(fourWayMatch({ quote: cny(1000), contract: cny(1000), invoices: [cny(300), cny(700)], payments: [paid(cny(1000))] })).toEqual({
    quote: cny(1000), contract: cny(1000), invoiced: [cny(1000)], paid: [cny(1000)], mismatches: [],
  });
});

test('a contract that is missing once money is under way, for another amount, or in another currency', () => {
  expect(faults({ quote: cny(1000), invoices: [cny(1000)] })).toEqual([['quote-contract', 'missing', 1000, null]]);
  expect(faults({ quote: cny(1000), contract: cny(999) })).toEqual([['quote-contract', 'amount', 1000, 999]]);
  expect(faults({ quote: cny(1000), contract: usd(1000) })).toEqual([['quote-contract', 'currency', 1000, null]]);
  expect(faults({ contract: cny(1000) })).toEqual([['contract-quote', 'missing', 1000, null]]);
});

test('invoices above the contract, in another currency, for nothing agreed, or short of what is paid in full', () => {
  const agreed = { quote: cny(1000), contract: cny(1000) };
  expect(faults({ ...agreed, invoices: [cny(1001)] })).toEqual([['contract-invoice', 'amount', 1000, 1001]]);
  expect(faults({ ...agreed, invoices: [usd(10), cny(1001)] })).toEqual([['contract-invoice', 'currency', 1000, null], ['contract-invoice', 'amount', 1000, 1001]]);
  expect(faults({ invoices: [cny(5)] })).toEqual([['invoice-contract', 'missing', 5, null]]);
  expect(faults({ ...agreed, invoices: [cny(900)], payments: [paid(cny(1000))] })).toEqual([['contract-invoice', 'amount', 1000, 900], ['payment-invoice', 'amount', 1000, 900]]);
  expect(faults({ quote: cny(1000), invoices: [cny(1001)] })).toEqual([['quote-contract', 'missing', 1000, null], ['quote-invoice', 'amount', 1000, 1001]]);
});

test('payments without an invoice, above it, or in another currency; the larger sums come first', () => {
  const agreed = { quote: cny(1000), contract: cny(1000) };
  expect(faults({ ...agreed, payments: [paid(cny(300))] })).toEqual([['payment-invoice', 'missing', 300, null]]);
  expect(faults({ ...agreed, invoices: [cny(300)], payments: [paid(cny(301))] })).toEqual([['payment-invoice', 'amount', 301, 300]]);
  expect(faults({ ...agreed, invoices: [cny(300)], payments: [paid(usd(1)), paid(cny(300))] })).toEqual([['payment-invoice', 'currency', 1, null]]);
});
