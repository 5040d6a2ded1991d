import { findFinanceKol } from '#db/queries/finance-pages.server.ts';
import { readFinanceQuestion } from '#app/components/spend-question.ts';
import { amountText } from '#app/domain/money.ts';
import { page } from '#app/lib/authorize.server.ts';
import type { CsvCell } from '#app/lib/csv-download.server.ts';
import { csvDownload } from '#app/lib/csv-download.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import type { CollaborationSpend } from '#app/services/report-kol-spend.server.ts';
import { reportCollaborationSpend } from '#app/services/report-kol-spend.server.ts';

/** A KOL's statement line by line: each cost item, payment and campaign's revenue, in its own and in the reporting currency. */
export const loader = page('costs:read', async ({ db, actor, workspaceId, params, url, now }) => {
  const kol = isId(params.kolId) ? await findFinanceKol(db, workspaceId, params.kolId) : undefined;
  if (!kol) throw new Response('There is no such KOL.', { status: 404 });
  const { campaignSlugs, period } = readFinanceQuestion(url);
  const { currency, timeZone } = actor.workspace;
  const collaborations = await reportCollaborationSpend(db, { workspaceId, currency, timeZone, filter: { campaignSlugs, kolId: kol.id }, period }, { now });
  return csvDownload({
    name: `statement-${kol.id}`,
    headings: [
      'kol', 'campaign', 'collaboration_id', 'line', 'kind', 'status', 'date', 'amount', 'released', 'currency', 'rate', 'reporting_currency', 'planned', 'committed', 'accrued', 'paid',
      'revenue', 'refunds', 'orders', 'note', 'line_id',
    ],
    rows: collaborations.flatMap((one) => [...costRows(kol.name, one, currency), ...paymentRows(kol.name, one, currency), revenueRow(kol.name, one, currency)]),
  });
});

const amount = (minor: number | null | undefined, currency: string) => ({ decimal: minor === null || minor === undefined ? null : amountText(minor, currency) });

function costRows(kol: string, { campaignSlug, id, status, costLines }: CollaborationSpend, currency: string): CsvCell[][] {
  return costLines.map((cost) => [
    kol, campaignSlug, id, 'cost', cost.kind, status, cost.incurredOn, amount(cost.amountMinor, cost.currency), amount(cost.releasedMinor, cost.currency), cost.currency, { decimal: cost.rate },
    currency, amount(cost.line?.plannedMinor, currency), amount(cost.line?.committedMinor, currency), amount(cost.line?.accruedMinor, currency), null,
    null, null, null, cost.note, cost.id,
  ]);
}

function paymentRows(kol: string, { campaignSlug, id, paymentLines }: CollaborationSpend, currency: string): CsvCell[][] {
  return paymentLines.map((payment) => [
    kol, campaignSlug, id, 'payment', payment.stage, payment.status, payment.paidOn, amount(payment.amountMinor, payment.currency), null, payment.currency, { decimal: payment.rate },
    currency, null, null, null, amount(payment.countedMinor, currency), null, null, null, payment.reference, payment.id,
  ]);
}

function revenueRow(kol: string, { campaignSlug, id, status, spend, orders }: CollaborationSpend, currency: string): CsvCell[] {
  return [
    kol, campaignSlug, id, 'revenue', null, status, null, null, null, null, null, currency, null, null, null, null,
    amount(spend.revenueMinor, currency), amount(spend.refundedMinor, currency), orders, null, null,
  ];
}
