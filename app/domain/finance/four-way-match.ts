import type { PaymentStatus } from '../cost.ts';
import type { Money } from '../money.ts';
import { sumMinor } from '../money.ts';

/** The four papers of a collaboration's money: what was agreed, signed, invoiced and paid. */
export const MATCH_PAPERS = ['quote', 'contract', 'invoice', 'payment'] as const;
export type MatchPaper = (typeof MATCH_PAPERS)[number];
export const MATCH_FAULTS = ['missing', 'currency', 'amount'] as const;
export type MatchFault = (typeof MATCH_FAULTS)[number];

export interface MatchFacts {
  /** The agreed fee, less what was released of it; null where none was agreed. */
  readonly quote: Money | null;
  readonly contract: Money | null;
  readonly invoices: readonly Money[];
  readonly payments: readonly (Money & { readonly status: PaymentStatus })[];
}

/** Two papers that do not agree. Amounts in minor units of `currency`, the first paper's; `foundMinor` is the second paper's, null where it is missing or in another currency. */
export interface Mismatch {
  readonly between: readonly [MatchPaper, MatchPaper];
  readonly fault: MatchFault;
  readonly currency: string;
  readonly expectedMinor: number;
  readonly foundMinor: number | null;
}

export interface FourWayMatch {
  readonly quote: Money | null;
  readonly contract: Money | null;
  /** Sums by currency, largest first. */
  readonly invoiced: readonly Money[];
  readonly paid: readonly Money[];
  readonly mismatches: readonly Mismatch[];
}

/**
 * Compares quote, contract, invoices and payments (product.md section 12): the contract is for what was agreed; invoices do not exceed it, nor payments the invoices;
 * once all of it is paid, all of it is invoiced. What has not come yet is no mismatch: a contract is missed once something is invoiced or paid, an invoice once
 * something is paid.
 */
export function fourWayMatch(facts: MatchFacts): FourWayMatch {
  const invoiced = byCurrency(facts.invoices);
  const paid = byCurrency(facts.payments.filter((payment) => payment.status === 'paid'));
  const { quote, contract } = facts;
  const terms = contract ?? quote;
  const mismatches = [
    ...contractFaults(quote, contract, invoiced.length > 0 || paid.length > 0),
    ...invoiceFaults(terms, contract ? 'contract' : 'quote', invoiced, paid),
    ...paymentFaults(invoiced, paid),
  ];
  return { quote, contract, invoiced, paid, mismatches };
}

function contractFaults(quote: Money | null, contract: Money | null, isUnderWay: boolean): Mismatch[] {
  if (!quote) return contract ? [{ between: ['contract', 'quote'], fault: 'missing', currency: contract.currency, expectedMinor: contract.minor, foundMinor: null }] : [];
  const between = ['quote', 'contract'] as const;
  const expected = { between, currency: quote.currency, expectedMinor: quote.minor };
  if (!contract) return isUnderWay ? [{ ...expected, fault: 'missing', foundMinor: null }] : [];
  if (contract.currency !== quote.currency) return [{ ...expected, fault: 'currency', foundMinor: null }];
  return contract.minor === quote.minor ? [] : [{ ...expected, fault: 'amount', foundMinor: contract.minor }];
}

function invoiceFaults(terms: Money | null, paper: 'quote' | 'contract', invoiced: readonly Money[], paid: readonly Money[]): Mismatch[] {
  if (!terms) return invoiced.map(({ currency, minor }) => ({ between: ['invoice', 'contract'], fault: 'missing', currency, expectedMinor: minor, foundMinor: null }));
  const expected = { between: [paper, 'invoice'] as const, currency: terms.currency, expectedMinor: terms.minor };
  const foreign = invoiced.filter(({ currency }) => currency !== terms.currency).map((): Mismatch => ({ ...expected, fault: 'currency', foundMinor: null }));
  const foundMinor = minorIn(invoiced, terms.currency);
  const isSettled = minorIn(paid, terms.currency) >= terms.minor;
  const isWrong = foundMinor > terms.minor || (isSettled && foundMinor > 0 && foundMinor < terms.minor);
  return isWrong ? [...foreign, { ...expected, fault: 'amount', foundMinor }] : foreign;
}

function paymentFaults(invoiced: readonly Money[], paid: readonly Money[]): Mismatch[] {
  return paid.flatMap(({ currency, minor }): Mismatch[] => {
    const between = ['payment', 'invoice'] as const;
    if (invoiced.length === 0) return [{ between, fault: 'missing', currency, expectedMinor: minor, foundMinor: null }];
    if (!invoiced.some((one) => one.currency === currency)) return [{ between, fault: 'currency', currency, expectedMinor: minor, foundMinor: null }];
    const foundMinor = minorIn(invoiced, currency);
    return minor > foundMinor ? [{ between, fault: 'amount', currency, expectedMinor: minor, foundMinor }] : [];
  });
}

function byCurrency(amounts: readonly Money[]): Money[] {
  const currencies = [...new Set(amounts.map((amount) => amount.currency))];
  return currencies.map((currency) => ({ currency, minor: minorIn(amounts, currency) })).sort((a, b) => b.minor - a.minor);
}

function minorIn(amounts: readonly Money[], currency: string): number {
  return sumMinor(amounts.filter((amount) => amount.currency === currency).map((amount) => amount.minor));
}
