import type { PaymentStatus } from '../cost.ts';
import { toReportingMinor } from '../exchange-rate.ts';
import { sumMinor } from '../money.ts';
import type { RecordedCost } from './collaboration-money.ts';

/** A payment as the tables hold it. */
export interface CoveredPayment {
  readonly amountMinor: number;
  readonly currency: string;
  readonly rate: string | null;
  readonly status: PaymentStatus;
}

export interface CoverageFacts {
  readonly costs: readonly Pick<RecordedCost, 'amountMinor' | 'releasedMinor' | 'currency' | 'rate'>[];
  /** Commission that has arisen with the revenue credited so far; reporting currency. */
  readonly commissionMinor: number;
  /** The other payments of the collaboration. */
  readonly others: readonly CoveredPayment[];
  readonly payment: CoveredPayment;
  readonly reportingCurrency: string;
}

/** A payment beside what its collaboration promised; all in one currency. */
export interface Coverage {
  readonly currency: string;
  readonly committedMinor: number;
  /** Approved or paid besides. */
  readonly settledMinor: number;
  readonly amountMinor: number;
  readonly isCovered: boolean;
}

/**
 * Whether what is approved and paid of a collaboration stays within what stands of its costs, this payment with it (product.md section 9). Compared in the currency
 * that all of it is in, so that a moved exchange rate makes no difference; in the reporting currency where there are several. Costs without a rate cover nothing then,
 * and a payment without one is not covered.
 */
export function paymentCoverage({ costs, commissionMinor, others, payment, reportingCurrency }: CoverageFacts): Coverage {
  const settled = others.filter((other) => other.status === 'approved' || other.status === 'paid');
  const isOneCurrency = [...costs, ...settled].every((one) => one.currency === payment.currency) && (commissionMinor === 0 || payment.currency === reportingCurrency);
  const currency = isOneCurrency ? payment.currency : reportingCurrency;
  const inCurrency = (minor: number, one: { readonly currency: string; readonly rate: string | null }) =>
    isOneCurrency ? minor : toReportingMinor(minor, one.currency, reportingCurrency, one.rate);
  const committedMinor = sumMinor(costs.map((cost) => inCurrency(cost.amountMinor - cost.releasedMinor, cost) ?? 0)) + commissionMinor;
  const settledParts = settled.map((other) => inCurrency(other.amountMinor, other));
  const known = inCurrency(payment.amountMinor, payment);
  const amountMinor = known ?? 0;
  const settledMinor = sumMinor(settledParts.map((part) => part ?? 0));
  const isKnown = known !== null && settledParts.every((part) => part !== null);
  return { currency, committedMinor, settledMinor, amountMinor, isCovered: isKnown && settledMinor + amountMinor <= committedMinor };
}
