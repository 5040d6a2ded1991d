import { findFinanceKol } from '#db/queries/finance-pages.server.ts';
import { readFinanceQuestion } from '#app/components/spend-question.ts';
import { page } from '#app/lib/authorize.server.ts';
import { sealedDownload, writeSealedTable } from '#app/lib/file-writing/sealed-table.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { reportCollaborationSpend } from '#app/services/report-kol-spend.server.ts';
import { sealExport } from '#app/services/seal-export.server.ts';
import { statementTable } from '#app/services/statement-table.ts';

/** A KOL's statement line by line: each cost item, invoice, payment and campaign's revenue, in its own and in the reporting currency. */
export const loader = page('costs:read', async ({ db, actor, workspaceId, params, url, now }) => {
  const kol = isId(params['kolId']) ? await findFinanceKol(db, workspaceId, params['kolId']) : undefined;
  if (!kol) throw new Response('There is no such KOL.', { status: 404 });
  const { filter, period } = readFinanceQuestion(url);
  const { currency, timeZone } = actor.workspace;
  const seal = await sealExport(db, workspaceId, { now });
  const collaborations = await reportCollaborationSpend(db, { workspaceId, currency, timeZone, filter: { ...filter, kolId: kol.id }, period }, { now });
  const table = statementTable('statement', collaborations, currency);
  return sealedDownload(await writeSealedTable(table, 'csv', seal), `statement-${kol.id}`, 'csv', table.rows.length);
});
