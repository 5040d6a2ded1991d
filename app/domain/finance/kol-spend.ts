import type { CollaborationStatus } from '../collaboration.ts';
import { isPencilled } from '../collaboration.ts';
import type { PaymentStatus } from '../cost.ts';
import { toReportingMinor } from '../exchange-rate.ts';
import type { CalendarDay, Period } from '../period.ts';
import { addDays, overlap, periodContains } from '../period.ts';
import { applyBasisPoints } from '../ratio.ts';
import { accruedMinor } from '../scoring/accrual.ts';
import type { RecordedCost } from './collaboration-money.ts';
import { standingMinor } from './collaboration-money.ts';

/** What a statement has a row for. */
export const SPEND_GROUPS = ['kol', 'tier', 'campaign', 'collaboration'] as const;
export type SpendGroup = (typeof SPEND_GROUPS)[number];

/** A payment as it is stored. */
export interface RecordedPayment {
  readonly amountMinor: number;
  readonly currency: string;
  readonly rate: string | null;
  readonly status: PaymentStatus;
  readonly paidOn: CalendarDay | null;
}

/** An invoice as it is stored; one that was struck out is not there. */
export interface RecordedInvoice {
  readonly amountMinor: number;
  readonly currency: string;
  readonly rate: string | null;
  readonly issuedOn: CalendarDay;
}

/** A collaboration's money as recorded; credits in the reporting currency under the workspace's model. */
export interface SpendFacts<Cost extends RecordedCost = RecordedCost, Payment extends RecordedPayment = RecordedPayment, Invoice extends RecordedInvoice = RecordedInvoice> {
  readonly status: CollaborationStatus;
  readonly startsOn: CalendarDay;
  /** Last day, inclusive. */
  readonly endsOn: CalendarDay;
  readonly costs: readonly Cost[];
  readonly payments: readonly Payment[];
  readonly invoices: readonly Invoice[];
  /** Net revenue credited before the period, which commission of the period is counted from. */
  readonly revenueBeforeMinor: number;
  readonly revenueMinor: number;
  /** The same before refunds. */
  readonly grossMinor: number;
}

/** Minor units of the reporting currency. */
export interface Spend {
  /** Promised or pencilled in: every collaboration that is not cancelled. */
  readonly plannedMinor: number;
  /** Promised: agreed, live, paused and ended collaborations. The denominator of ROI so far. */
  readonly committedMinor: number;
  /** The part of what is committed that has accrued by today. */
  readonly accruedMinor: number;
  readonly invoicedMinor: number;
  readonly paidMinor: number;
  /** Committed less paid; below 0 where more was paid than is committed. */
  readonly remainingMinor: number;
  readonly revenueMinor: number;
  readonly refundedMinor: number;
  /** Costs, invoices and payments in a currency without a rate: flagged, counted nowhere. */
  readonly uncounted: number;
}

export interface SpendFrame {
  readonly currency: string;
  /** Null for all time. Within a period only what falls in it counts, costs by the days over which they accrue. */
  readonly period: Period | null;
  /** Last day up to which cost has accrued: today. */
  readonly throughDay: CalendarDay;
}

const ALL_TIME: Period = { startDay: '1900-01-01', endDay: '2999-12-31' };

/** A collaboration's spend (product.md section 12). Each figure is the sum of its lines: of `costLine`, `invoiceLine` and `paymentLine`. */
export function spendOf(facts: SpendFacts, frame: SpendFrame): Spend {
  const costs = facts.costs.map((cost) => costLine(cost, facts, frame));
  const payments = facts.payments.map((payment) => paymentLine(payment, frame));
  const invoices = facts.invoices.map((invoice) => invoiceLine(invoice, frame));
  const sum = (amounts: readonly (number | null)[]) => amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);
  const committedMinor = sum(costs.map((cost) => cost?.committedMinor ?? null));
  const paidMinor = sum(payments);
  return {
    plannedMinor: sum(costs.map((cost) => cost?.plannedMinor ?? null)), committedMinor, accruedMinor: sum(costs.map((cost) => cost?.accruedMinor ?? null)),
    invoicedMinor: sum(invoices), paidMinor, remainingMinor: committedMinor - paidMinor, revenueMinor: facts.revenueMinor, refundedMinor: facts.grossMinor - facts.revenueMinor,
    uncounted: [...costs, ...payments, ...invoices].filter((line) => line === null).length,
  };
}

export interface CostLine {
  readonly plannedMinor: number;
  readonly committedMinor: number;
  readonly accruedMinor: number;
}

/** What one cost item adds; null without a rate. A commission adds its share of the revenue credited. Cancelled collaborations count nowhere. */
export function costLine(cost: RecordedCost, facts: Omit<SpendFacts, 'costs' | 'payments' | 'invoices'>, { currency, period, throughDay }: SpendFrame): CostLine | null {
  const amountMinor = standingMinor(cost, currency);
  if (amountMinor === null) return null;
  if (facts.status === 'cancelled') return { plannedMinor: 0, committedMinor: 0, accruedMinor: 0 };
  const accruing = { kind: cost.kind, amountMinor, incurredOn: cost.incurredOn, startsOn: facts.startsOn, endsOn: facts.endsOn };
  const share = (revenueMinor: number) => applyBasisPoints(revenueMinor, cost.commissionBasisPoints ?? 0);
  const commission = share(facts.revenueBeforeMinor + facts.revenueMinor) - share(facts.revenueBeforeMinor);
  const whole = period ?? ALL_TIME;
  const soFar = overlap(whole, { startDay: ALL_TIME.startDay, endDay: addDays(throughDay, 1) });
  const plannedMinor = accruedMinor(accruing, whole) + commission;
  return {
    plannedMinor,
    committedMinor: isPencilled(facts.status) ? 0 : plannedMinor,
    accruedMinor: isPencilled(facts.status) ? 0 : accruedMinor(accruing, soFar) + commission,
  };
}

/** What a payment adds to what was paid: 0 unless it was paid (in the period); null without a rate. */
export function paymentLine(payment: RecordedPayment, { currency, period }: SpendFrame): number | null {
  if (payment.status !== 'paid') return 0;
  if (period !== null && (payment.paidOn === null || !periodContains(period, payment.paidOn))) return 0;
  return toReportingMinor(payment.amountMinor, payment.currency, currency, payment.rate);
}

/** What an invoice adds to what was invoiced, within a period by the day it was issued; null without a rate. */
export function invoiceLine(invoice: RecordedInvoice, { currency, period }: SpendFrame): number | null {
  if (period !== null && !periodContains(period, invoice.issuedOn)) return 0;
  return toReportingMinor(invoice.amountMinor, invoice.currency, currency, invoice.rate);
}

/** The row under some rows: their sums. */
export function sumSpend(all: readonly Spend[]): Spend {
  const sum = (pick: (one: Spend) => number) => all.reduce((total, one) => total + pick(one), 0);
  return {
    plannedMinor: sum((one) => one.plannedMinor), committedMinor: sum((one) => one.committedMinor), accruedMinor: sum((one) => one.accruedMinor),
    invoicedMinor: sum((one) => one.invoicedMinor), paidMinor: sum((one) => one.paidMinor), remainingMinor: sum((one) => one.remainingMinor), revenueMinor: sum((one) => one.revenueMinor),
    refundedMinor: sum((one) => one.refundedMinor), uncounted: sum((one) => one.uncounted),
  };
}
