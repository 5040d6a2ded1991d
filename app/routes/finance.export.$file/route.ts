import { ledgerCsv, ledgerTable } from '#app/services/export-ledger.server.ts';
import { sealExport } from '#app/services/seal-export.server.ts';
import { statementTable } from '#app/services/statement-table.ts';
import { reportCollaborationSpend } from '#app/services/report-kol-spend.server.ts';
import { reportVariance } from '#app/services/report-variance.server.ts';
import { varianceTable } from '#app/services/variance-table.ts';
import { readFinanceQuestion } from '#app/components/spend-question.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { page, requirePermission } from '#app/lib/authorize.server.ts';
import { sealedDownload, writeSealedTable } from '#app/lib/file-writing/sealed-table.server.ts';
import { parseTableQuery } from '#app/table/url-state.ts';
import { ledgerQuestion, ledgerSpec } from '../finance.ledger/question.ts';

/** `ledger.csv|xlsx`, `statements.csv|xlsx` and `variance.csv|xlsx`, with the filters of the page that leads here. Whole or refused, never cut off. */
export const loader = page('costs:read', async (context) => {
  const found = /^(ledger|statements|variance)\.(csv|xlsx)$/.exec(context.params['file'] ?? '');
  if (!found) throw new Response('There is no such export.', { status: 404 });
  const format = found[2] === 'csv' ? 'csv' : 'xlsx';
  try {
    return found[1] === 'ledger' ? await exportLedger(context, format) : found[1] === 'variance' ? await exportVariance(context, format) : await exportStatement(context, format);
  } catch (error) {
    if (error instanceof RangeError) throw new Response(error.message, { status: 413 });
    throw error;
  }
});

async function exportLedger({ db, workspaceId, actor, url, now }: RequestContext, format: 'csv' | 'xlsx'): Promise<Response> {
  requirePermission(actor, 'audit:read');
  const question = ledgerQuestion(parseTableQuery(url.searchParams, ledgerSpec), { timeZone: actor.workspace.timeZone, now });
  const wanted = { workspaceId, currency: actor.workspace.currency, question };
  if (format === 'csv') return sealedDownload(streamOf(ledgerCsv(db, wanted, { now })), 'ledger', 'csv');
  const { table, seal } = await ledgerTable(db, wanted, { now });
  return sealedDownload(await writeSealedTable(table, 'xlsx', seal), 'ledger', 'xlsx', table.rows.length);
}

async function exportStatement({ db, workspaceId, actor, url, now }: RequestContext, format: 'csv' | 'xlsx'): Promise<Response> {
  const { filter, period } = readFinanceQuestion(url);
  const { currency, timeZone } = actor.workspace;
  const seal = await sealExport(db, workspaceId, { now });
  const table = statementTable('statement', await reportCollaborationSpend(db, { workspaceId, currency, timeZone, filter, period }, { now }), currency);
  return sealedDownload(await writeSealedTable(table, format, seal), 'statement', format, table.rows.length);
}

async function exportVariance({ db, workspaceId, actor, now }: RequestContext, format: 'csv' | 'xlsx'): Promise<Response> {
  const seal = await sealExport(db, workspaceId, { now });
  const table = varianceTable(await reportVariance(db, { workspaceId, month: null }, { now }), actor.workspace.currency);
  return sealedDownload(await writeSealedTable(table, format, seal), table.name, format, table.rows.length);
}

function streamOf(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const part = await parts.next();
      if (part.done) return controller.close();
      controller.enqueue(encoder.encode(part.value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
