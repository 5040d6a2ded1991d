import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { LedgerEntryRow, LedgerQuestion } from '#db/queries/ledger-pages.server.ts';
import { listLedgerSlice } from '#db/queries/ledger-pages.server.ts';
import type { Database } from '#db/schema.ts';
import { amountText } from '#app/domain/money.ts';
import type { CsvCell } from '#app/lib/csv-download.server.ts';
import type { Seal, SealedTable } from '#app/lib/file-writing/sealed-table.server.ts';
import { csvLines, MAX_WORKBOOK_ROWS, sealLines } from '#app/lib/file-writing/sealed-table.server.ts';
import { sealExport } from './seal-export.server.ts';

const HEADINGS = [
  'entry', 'at', 'kind', 'source', 'source_id', 'kol', 'campaign', 'collaboration_id', 'debit', 'credit', 'amount', 'currency', 'rate', 'reporting_amount', 'reporting_currency', 'reverses',
  'reversed_by', 'actor', 'reason', 'hash',
];
const SLICE_ROWS = 2_000;

export interface LedgerExport {
  readonly workspaceId: string;
  readonly currency: string;
  readonly question: LedgerQuestion;
}

/** The ledger up to the head that its seal names, oldest entry first, slice by slice: entries that are made meanwhile are of the next export. */
async function* ledgerRows(db: Kysely<Database>, { workspaceId, currency, question }: LedgerExport, through: number): AsyncGenerator<CsvCell[][]> {
  let after = 0;
  for (;;) {
    const slice = await listLedgerSlice(db, workspaceId, question, { after, through, limit: SLICE_ROWS });
    const last = slice.at(-1);
    if (!last) return;
    yield slice.map((row) => cells(row, currency));
    after = last.sequence;
  }
}

/** A ledger as CSV, written while it is read, with its seal under it. */
export async function* ledgerCsv(db: Kysely<Database>, wanted: LedgerExport, { now }: { readonly now: Date }): AsyncGenerator<string> {
  const seal = await sealExport(db, wanted.workspaceId, { now });
  const hash = createHash('sha256');
  let rows = 0;
  const said = (text: string) => {
    hash.update(text);
    return text;
  };
  yield said(`\uFEFF${csvLines([HEADINGS])}`);
  for await (const slice of ledgerRows(db, wanted, seal.ledger.sequence)) {
    rows += slice.length;
    yield said(csvLines(slice));
  }
  yield sealLines(rows, hash.digest('hex'), seal);
}

/** A ledger as one table, for a workbook or JSON. @throws RangeError for more rows than are held at once, rather than cutting them off */
export async function ledgerTable(db: Kysely<Database>, wanted: LedgerExport, { now }: { readonly now: Date }): Promise<{ table: SealedTable; seal: Seal }> {
  const seal = await sealExport(db, wanted.workspaceId, { now });
  const rows: CsvCell[][] = [];
  for await (const slice of ledgerRows(db, wanted, seal.ledger.sequence)) {
    rows.push(...slice);
    if (rows.length > MAX_WORKBOOK_ROWS) throw new RangeError(`the ledger has more rows than a workbook is made of (${MAX_WORKBOOK_ROWS}); export as CSV`);
  }
  return { table: { name: 'ledger', headings: HEADINGS, rows }, seal };
}

function cells(row: LedgerEntryRow, currency: string): CsvCell[] {
  return [
    row.sequence, row.at.toISOString(), row.kind, row.sourceKind, row.sourceId, row.kolName, row.campaignName, row.collaborationId, row.debitAccount, row.creditAccount,
    { decimal: amountText(row.amountMinor, row.currency) }, row.currency, { decimal: row.rate }, { decimal: row.reportingMinor === null ? null : amountText(row.reportingMinor, currency) }, currency,
    row.reverses, row.reversedBy, row.actorName, row.reason, row.hash,
  ];
}
