import { listCostItemsByIdentity } from '#db/queries/cost.server.ts';
import { periodLockText } from '#app/domain/finance/period-lock.ts';
import type { CostRow } from '#app/domain/ingestion/costs-row.ts';
import { parseCostRow } from '#app/domain/ingestion/costs-row.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import { moneyRefusalText } from '#app/domain/tier-lock.ts';
import { referenceIdentity } from '../cost-identity.server.ts';
import type { NewCost } from '../record-costs.server.ts';
import { findClosedCosts, findHeldCosts, findStoppedCosts, nextOrdinal, writeCosts } from '../record-costs.server.ts';
import { findCollaborations } from './find-collaborations.server.ts';
import type { Applied, ImportContext, Importer, Lined } from './importer.ts';
import { countResults, placeLabel, rejectAt } from './importer.ts';
import { shownCost } from './shown-fields.ts';

/** Cost items. Two equal rows of a file are two costs, unless their source names them; the file read again finds both there. */
export function costsImporter(): Importer<CostRow> {
  const seen = new Map<string, number>();
  return { parse: parseCostRow, key: (row) => row.reference ?? null, keyField: 'order_id', apply: (rows, context) => applyCosts(rows, context, seen) };
}

async function applyCosts(rows: readonly Lined<CostRow>[], { trx, books, columns, doing, changes }: ImportContext, seen: Map<string, number>): Promise<Applied> {
  const found = await findCollaborations(trx, books.workspace.id, rows.map(({ row }) => row));
  const known = await placesOfKnown(trx, books.workspace.id, rows);
  const rejects: Reject[] = [];
  const lines: Lined<CostRow>[] = [];
  const costs = rows.flatMap(({ line, row }, index): NewCost[] => {
    const place = known.get(row.reference ?? '') ?? found[index];
    if (place && 'id' in place) {
      const cost = {
        collaborationId: place.id, kind: row.kind, amountMinor: row.amountMinor, currency: row.currency, incurredOn: row.incurredOn,
        cancellable: row.cancellable, note: row.note, reference: row.reference ?? null,
      };
      lines.push({ line, row });
      return [{ ...cost, ordinal: nextOrdinal(seen, cost) }];
    }
    if (place) rejects.push(rejectAt(columns, line, place.field, place.value, place.code, place.message));
    return [];
  });
  const closed = await findClosedCosts(trx, books, costs, doing.now);
  for (const [index, refusal] of closed) {
    const { line, row } = lines[index] ?? {};
    if (line !== undefined && row) rejects.push(rejectAt(columns, line, 'incurred_on', row.incurredOn, 'period_closed', periodLockText(refusal)));
  }
  const open = (_: unknown, index: number) => !closed.has(index);
  return await writeOpenCosts({ costs: costs.filter(open), lines: lines.filter(open), rejects }, { trx, books, columns, doing, changes });
}

/** Costs that no closed month keeps out, but perhaps a tripped fuse or a locked tier. */
async function writeOpenCosts(
  { costs, lines, rejects }: { readonly costs: readonly NewCost[]; readonly lines: readonly Lined<CostRow>[]; readonly rejects: Reject[] },
  { trx, books, columns, doing, changes }: Pick<ImportContext, 'trx' | 'books' | 'columns' | 'doing' | 'changes'>,
): Promise<Applied> {
  const stopped = await findStoppedCosts(trx, books, costs, doing.now);
  for (const [index] of stopped) {
    const { line, row } = lines[index] ?? {};
    if (line !== undefined && row) rejects.push(rejectAt(columns, line, 'amount', row.amountMinor, 'spending_stopped', 'its fuse has tripped: no further cost is committed before sign-off'));
  }
  const held = await findHeldCosts(trx, books, costs, doing.now);
  for (const [index, refusal] of held) {
    const { line, row } = lines[index] ?? {};
    if (line !== undefined && row && !stopped.has(index)) rejects.push(rejectAt(columns, line, 'amount', row.amountMinor, 'tier_locked', moneyRefusalText(refusal)));
  }
  const mayCome = (_: unknown, index: number) => !stopped.has(index) && !held.has(index);
  const allowed = costs.filter(mayCome);
  const allowedLines = lines.filter(mayCome);
  const results = await writeCosts(trx, books, allowed, doing, async (changed, write) => {
    for (const { index, before, after } of changed) {
      const { line, row } = allowedLines[index] ?? {};
      if (line === undefined || !row) continue;
      const subject = { line, subjectKind: 'cost' as const, subjectId: after.collaboration_id, label: placeLabel(row), after: shownCost(after) };
      if (before) changes.noteUpdated({ ...subject, before: shownCost(before) });
      else changes.noteCreated(subject);
    }
    await changes.keeping([{ table: 'cost_item', keys: changed.map(({ after }) => after.id) }], write);
  });
  return { ...countResults(results), rejects };
}

/** Where costs that their source names were recorded before: they stay there, whichever collaboration would be found today. */
async function placesOfKnown(trx: ImportContext['trx'], workspaceId: string, rows: readonly Lined<CostRow>[]): Promise<ReadonlyMap<string, { readonly id: string }>> {
  const references = new Map(rows.flatMap(({ row }) => (row.reference ? [[referenceIdentity(row.reference), row.reference]] : [])));
  const items = await listCostItemsByIdentity(trx, workspaceId, [...references.keys()]);
  return new Map(items.map((item) => [references.get(item.identity) ?? '', { id: item.collaboration_id }]));
}
