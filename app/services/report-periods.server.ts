import type { Kysely } from 'kysely';
import { listFinanceCollaborations, listFinanceCosts, listFinanceInvoices, listFinancePayments } from '#db/queries/finance-pages.server.ts';
import type { PeriodCloseRow } from '#db/queries/period.server.ts';
import { findFirstMonth, listClosedMonths, listMonthlyCredits, listPeriodCloses } from '#db/queries/period.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import type { Database } from '#db/schema.ts';
import type { Spend, SpendFacts } from '#app/domain/finance/kol-spend.ts';
import { spendOf, sumSpend } from '#app/domain/finance/kol-spend.ts';
import type { Month } from '#app/domain/finance/period-lock.ts';
import { closeProblem, monthOf, monthPeriod, monthsBetween, nextToClose } from '#app/domain/finance/period-lock.ts';
import { groupBy } from '#app/domain/group.ts';
import { dayOf } from '#app/domain/period.ts';

export interface PeriodRow {
  readonly month: Month;
  readonly status: 'closed' | 'open' | 'running';
  /** The month's statement as of now. */
  readonly now: Spend;
  /** The closing that stands. */
  readonly closing: PeriodCloseRow | null;
  /** Closings that were taken back, latest first. */
  readonly reopened: readonly PeriodCloseRow[];
}

interface PeriodsInput {
  readonly workspaceId: string;
  readonly currency: string;
  readonly timeZone: string;
  /** The latest that has months when null. */
  readonly year: string | null;
}

/**
 * The months of a year, latest first, each with its statement as it stood when it was closed and as of now. The figures are those of `reportCollaborationSpend` for the
 * month, worked out for all months from one reading. With the month to close next, from when that can be, and the one that may be opened again.
 */
export async function reportPeriods(db: Kysely<Database>, { workspaceId, currency, timeZone, year }: PeriodsInput, { now }: { readonly now: Date }) {
  const throughDay = dayOf(now, timeZone);
  const [found, closed, { policy }] = await Promise.all([findFirstMonth(db, workspaceId), listClosedMonths(db, workspaceId), getPolicy(db, workspaceId)]);
  const firstMonth = found ?? monthOf(throughDay);
  const all = monthsBetween([firstMonth, ...closed.map(({ month }) => month)].reduce((a, b) => (a < b ? a : b)), monthOf(throughDay));
  const years = [...new Set(all.map((month) => month.slice(0, 4)))].toReversed();
  const shown = years.find((one) => one === year) ?? years[0] ?? throughDay.slice(0, 4);
  const months = all.filter((month) => month.startsWith(shown)).toReversed();
  const [first, last] = [months.at(-1) ?? firstMonth, months[0] ?? firstMonth];
  const [closes, spendOfMonth] = await Promise.all([
    listPeriodCloses(db, workspaceId, { first, last }), readSpend(db, workspaceId, { model: policy.attribution.model, last }),
  ]);
  const rows = months.map((month): PeriodRow => {
    const own = closes.filter((close) => close.month === month);
    const closing = own.find((close) => close.reopenedAt === null) ?? null;
    return {
      month, status: closing ? 'closed' : month === monthOf(throughDay) ? 'running' : 'open', now: spendOfMonth(month, { currency, throughDay }), closing,
      reopened: own.filter((close) => close.reopenedAt !== null),
    };
  });
  const month = nextToClose(closed, firstMonth);
  const next = { month, isOver: closeProblem({ month, closed, firstMonth, today: throughDay }) === null, from: monthPeriod(month).endDay };
  return { rows, years, year: shown, next, last: closed.at(-1) ?? null };
}

/** Reads all money once; tells the sums of any month up to `last`. */
async function readSpend(db: Kysely<Database>, workspaceId: string, span: Parameters<typeof listMonthlyCredits>[2]) {
  const [rows, costRows, paymentRows, invoiceRows, creditRows] = await Promise.all([
    listFinanceCollaborations(db, workspaceId, {}), listFinanceCosts(db, workspaceId, {}), listFinancePayments(db, workspaceId, {}), listFinanceInvoices(db, workspaceId, {}),
    listMonthlyCredits(db, workspaceId, span),
  ]);
  const costs = groupBy(costRows, (row) => row.collaborationId);
  const payments = groupBy(paymentRows, (row) => row.collaborationId);
  const invoices = groupBy(invoiceRows, (row) => row.collaborationId);
  const credits = groupBy(creditRows, (row) => row.collaborationId);
  const facts = rows.map((row) => ({ ...row, costs: costs.get(row.id) ?? [], payments: payments.get(row.id) ?? [], invoices: invoices.get(row.id) ?? [], credits: credits.get(row.id) ?? [] }));
  return (month: Month, frame: { readonly currency: string; readonly throughDay: string }): Spend => sumSpend(facts.map(({ credits: own, ...one }) => {
    const credit = own.find((row) => row.month === month);
    const revenueBeforeMinor = own.reduce((sum, row) => (row.month < month ? sum + row.revenueMinor : sum), 0);
    const all: SpendFacts = { ...one, revenueBeforeMinor, revenueMinor: credit?.revenueMinor ?? 0, grossMinor: credit?.grossMinor ?? 0 };
    return spendOf(all, { ...frame, period: monthPeriod(month) });
  }));
}
