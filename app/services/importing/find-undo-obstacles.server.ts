import type { Transaction } from 'kysely';
import {
  countChangedRows, countDependentsOfCampaigns, countDependentsOfCollaborations, countDependentsOfContent, countDependentsOfCosts, countDependentsOfKols,
  countDependentsOfOrders, countDependentsOfPayments,
} from '#db/queries/import-dependents.server.ts';
import type { ImageTable } from '#db/queries/import-image.server.ts';
import type { Database } from '#db/schema.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { UndoFindings, UndoObstacle } from '#app/domain/ingestion/undo.ts';

interface Place {
  readonly workspaceId: string;
  readonly importId: string;
  readonly appliedAt: Date;
  /** The last day of the last closed month. */
  readonly lockedThrough: CalendarDay | null;
}

/** What a row that is not as it was left is told as; null for rows that say nothing by themselves. */
const CHANGED: Readonly<Record<ImageTable, UndoObstacle | null>> = {
  kol: 'kols-changed', kol_account: 'accounts-changed', campaign: 'campaigns-changed', campaign_tier: 'plans-changed', collaboration: 'collaborations-changed',
  collaboration_event: null, cost_item: 'costs-changed', payment: 'payments-changed', content: 'posts-changed', content_metric: 'snapshots-changed',
  shop: null, shop_order: 'orders-changed',
};

/** Everything that rests upon an import, counted; the rows it wrote are locked while they are looked at. */
export async function findUndoObstacles(trx: Transaction<Database>, place: Place, kind: ImportKind, tables: readonly ImageTable[]): Promise<UndoFindings> {
  const found = new Map<UndoObstacle, number>();
  const add = (obstacle: UndoObstacle, count: number) => found.set(obstacle, (found.get(obstacle) ?? 0) + count);
  for (const table of tables) {
    const obstacle = CHANGED[table];
    if (obstacle) add(obstacle, await countChangedRows(trx, place, table));
  }
  const dependents = await dependentsOf(trx, place, kind);
  for (const [obstacle, count] of entriesOf(dependents)) add(obstacle, count);
  return Object.fromEntries(found);
}

function entriesOf(findings: UndoFindings): [UndoObstacle, number][] {
  return Object.entries(findings) as [UndoObstacle, number][]; // Object.entries knows no keys; those of a Record are its own.
}

async function dependentsOf(trx: Transaction<Database>, place: Place, kind: ImportKind): Promise<UndoFindings> {
  switch (kind) {
    case 'roster':
      return await countDependentsOfKols(trx, place);
    case 'campaigns':
      return await countDependentsOfCampaigns(trx, place);
    case 'collaborations':
      return { ...(await countDependentsOfCollaborations(trx, place)), ...(await countDependentsOfCosts(trx, place)) };
    case 'content':
      return await countDependentsOfContent(trx, place);
    case 'costs':
      return await countDependentsOfCosts(trx, place);
    case 'payments':
      return await countDependentsOfPayments(trx, place);
    case 'orders':
      return await countDependentsOfOrders(trx, place);
  }
}
