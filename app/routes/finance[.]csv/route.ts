import { readFinanceQuestion } from '#app/components/spend-question.ts';
import { sortSpend } from '#app/domain/finance/sort-spend.ts';
import { amountText } from '#app/domain/money.ts';
import { page } from '#app/lib/authorize.server.ts';
import { csvDownload } from '#app/lib/csv-download.server.ts';
import { reportKolSpend } from '#app/services/report-kol-spend.server.ts';

/** The per-KOL spend as shown, in decimal amounts. Invoices are not recorded: their column is empty. */
export const loader = page('costs:read', async ({ db, actor, workspaceId, url, now }) => {
  const { query, campaignSlugs, period } = readFinanceQuestion(url);
  const { currency, timeZone } = actor.workspace;
  const { rows } = await reportKolSpend(db, { workspaceId, currency, timeZone, filter: { campaignSlugs }, period }, { now });
  const amount = (minor: number) => ({ decimal: amountText(minor, currency) });
  return csvDownload({
    name: 'spend-by-kol',
    headings: ['kol_id', 'name', 'tier', 'collaborations', 'currency', 'planned', 'committed', 'invoiced', 'paid', 'remaining', 'accrued', 'revenue', 'refunds', 'roi', 'lines_without_rate'],
    rows: sortSpend(rows, query.sort).map(({ kolId, kolName, tier, collaborations, spend }) => [
      kolId, kolName, tier, collaborations, currency, amount(spend.plannedMinor), amount(spend.committedMinor), null, amount(spend.paidMinor), amount(spend.remainingMinor),
      amount(spend.accruedMinor), amount(spend.revenueMinor), amount(spend.refundedMinor), { decimal: spend.roi }, spend.uncounted,
    ]),
  });
});
