import type { Kysely } from 'kysely';
import type { FinanceFilter } from '#db/queries/finance-pages.server.ts';
import { listFinanceCollaborations, listFinanceCosts, listFinanceCredits, listFinanceInvoices, listFinancePayments } from '#db/queries/finance-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import type { Database } from '#db/schema.ts';
import type { Spend, SpendFrame } from '#app/domain/finance/kol-spend.ts';
import { costLine, invoiceLine, paymentLine, spendOf, sumSpend } from '#app/domain/finance/kol-spend.ts';
import { groupBy } from '#app/domain/group.ts';
import type { Period } from '#app/domain/period.ts';
import { dayOf } from '#app/domain/period.ts';
import { roiOf } from '#app/domain/scoring/roi.ts';

export interface SpendReportInput {
  readonly workspaceId: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly filter: FinanceFilter;
  readonly period: Period | null;
}

export type CollaborationSpend = Awaited<ReturnType<typeof reportCollaborationSpend>>[number];

/** The spend of collaborations with every line that it is added from: five queries whatever their number. */
export async function reportCollaborationSpend(db: Kysely<Database>, input: SpendReportInput, { now }: { now: Date }) {
  const { workspaceId, filter, period } = input;
  const { policy } = await getPolicy(db, workspaceId);
  const span = { model: policy.attribution.model, startDay: period?.startDay ?? '1900-01-01', endDay: period?.endDay ?? '2999-12-31' };
  const [rows, costRows, paymentRows, invoiceRows, creditRows] = await Promise.all([
    listFinanceCollaborations(db, workspaceId, filter), listFinanceCosts(db, workspaceId, filter),
    listFinancePayments(db, workspaceId, filter), listFinanceInvoices(db, workspaceId, filter), listFinanceCredits(db, workspaceId, filter, span),
  ]);
  const frame: SpendFrame = { currency: input.currency, period, throughDay: dayOf(now, input.timeZone) };
  const costs = groupBy(costRows, (row) => row.collaborationId);
  const payments = groupBy(paymentRows, (row) => row.collaborationId);
  const invoices = groupBy(invoiceRows, (row) => row.collaborationId);
  const credits = new Map(creditRows.map((row) => [row.collaborationId, row]));
  return rows.map((row) => {
    const credit = credits.get(row.id);
    // Named one by one: copying rows of the driver by spread is a tenth of the page.
    const { id, status, startsOn, endsOn, kolId, kolName, kolTier, tier, platform, handle, campaignSlug, campaignName } = row;
    const facts = {
      status, startsOn, endsOn, costs: costs.get(row.id) ?? [], payments: payments.get(row.id) ?? [], invoices: invoices.get(row.id) ?? [],
      revenueBeforeMinor: credit?.beforeMinor ?? 0, revenueMinor: credit?.revenueMinor ?? 0, grossMinor: credit?.grossMinor ?? 0,
    };
    const spend = spendOf(facts, frame);
    return {
      id, status, startsOn, endsOn, kolId, kolName, kolTier, tier, platform, handle, campaignSlug, campaignName, spend: withRoi(spend), orders: credit?.orders ?? 0,
      costLines: facts.costs.map((cost) => ({ ...cost, line: costLine(cost, facts, frame) })),
      invoiceLines: facts.invoices.map((invoice) => ({ ...invoice, countedMinor: invoiceLine(invoice, frame) })),
      paymentLines: facts.payments.map((payment) => ({ ...payment, countedMinor: paymentLine(payment, frame) })),
    };
  });
}

/** The spend of each KOL that has any collaboration in question, by name, and the sum of all. */
export async function reportKolSpend(db: Kysely<Database>, input: SpendReportInput, doing: { now: Date }) {
  const all = await reportCollaborationSpend(db, input, doing);
  const rows = [...groupBy(all, (one) => one.kolId)].map(([kolId, own]) => ({
    kolId, kolName: own[0]?.kolName ?? '', tier: own[0]?.kolTier ?? ('mid' as const), collaborations: own.length, spend: withRoi(sumSpend(own.map((one) => one.spend))),
  }));
  return { rows, total: totalSpend(rows.map((row) => row.spend)) };
}

export function totalSpend(all: readonly Spend[]): Spend & { readonly roi: string | null } {
  return withRoi(sumSpend(all));
}

/** ROI so far: revenue over all that is committed, the denominator that the review uses too. */
function withRoi(spend: Spend): Spend & { readonly roi: string | null } {
  return { ...spend, roi: roiOf(spend.revenueMinor, spend.committedMinor).text };
}
