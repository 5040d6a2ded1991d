import type { CostRow } from '#app/domain/ingestion/costs-row.ts';
import { parseCostRow } from '#app/domain/ingestion/costs-row.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import type { NewCost } from '../record-costs.server.ts';
import { nextOrdinal, writeCosts } from '../record-costs.server.ts';
import { findCollaborations } from './find-collaborations.server.ts';
import type { Applied, ImportContext, Importer, Lined } from './importer.ts';
import { countResults, rejectAt } from './importer.ts';

/** Cost items. Two equal rows of a file are two costs; the file read again finds both there. */
export function costsImporter(): Importer<CostRow> {
  const seen = new Map<string, number>();
  return { parse: parseCostRow, key: () => null, keyField: 'kind', apply: (rows, context) => applyCosts(rows, context, seen) };
}

async function applyCosts(rows: readonly Lined<CostRow>[], { trx, books, columns, doing }: ImportContext, seen: Map<string, number>): Promise<Applied> {
  const found = await findCollaborations(trx, books.workspace.id, rows.map(({ row }) => row));
  const rejects: Reject[] = [];
  const costs = rows.flatMap(({ line, row }, index): NewCost[] => {
    const place = found[index];
    if (place && 'id' in place) {
      const cost = {
        collaborationId: place.id, kind: row.kind, amountMinor: row.amountMinor, currency: row.currency, incurredOn: row.incurredOn,
        cancellable: row.cancellable, note: row.note,
      };
      return [{ ...cost, ordinal: nextOrdinal(seen, cost) }];
    }
    if (place) rejects.push(rejectAt(columns, line, place.field, place.value, place.code, place.message));
    return [];
  });
  return { ...countResults(await writeCosts(trx, books, costs, doing)), rejects };
}
