import { readFinanceQuestion } from '#app/components/spend-question.ts';
import { sortSpend } from '#app/domain/finance/sort-spend.ts';
import { amountText } from '#app/domain/money.ts';
import { page } from '#app/lib/authorize.server.ts';
import { sealedDownload, writeSealedTable } from '#app/lib/file-writing/sealed-table.server.ts';
import { reportStatement } from '#app/services/report-statement.server.ts';
import { reportVariance } from '#app/services/report-variance.server.ts';
import { sealExport } from '#app/services/seal-export.server.ts';
import { VARIANCE_HEADINGS, varianceCells, variancesBy } from '#app/services/variance-table.ts';

/** The statement as shown, a row for each KOL, tier or campaign, in decimal amounts, sealed with the ledger's head. */
export const loader = page('costs:read', async ({ db, actor, workspaceId, url, now }) => {
  const { query, by, filter, period } = readFinanceQuestion(url);
  const { currency, timeZone } = actor.workspace;
  const seal = await sealExport(db, workspaceId, { now });
  const [{ rows }, variances] = await Promise.all([reportStatement(db, { workspaceId, currency, timeZone, filter, period, by }, { now }), reportVariance(db, { workspaceId, month: null }, { now })]);
  const varianceOfRow = variancesBy(by, variances);
  const amount = (minor: number) => ({ decimal: amountText(minor, currency) });
  const table = {
    name: `spend-by-${by}`,
    headings: [by, 'name', 'collaborations', 'currency', 'planned', 'committed', 'invoiced', 'paid', 'remaining', 'accrued', 'revenue', 'refunds', 'roi', 'lines_without_rate', ...VARIANCE_HEADINGS],
    rows: sortSpend(rows, query.sort).map(({ key, name, collaborations, spend }) => [
      key, name, collaborations, currency, amount(spend.plannedMinor), amount(spend.committedMinor), amount(spend.invoicedMinor), amount(spend.paidMinor), amount(spend.remainingMinor),
      amount(spend.accruedMinor), amount(spend.revenueMinor), amount(spend.refundedMinor), { decimal: spend.roi }, spend.uncounted, ...varianceCells(varianceOfRow.get(key), currency),
    ]),
  };
  return sealedDownload(await writeSealedTable(table, 'csv', seal), table.name, 'csv', table.rows.length);
});
