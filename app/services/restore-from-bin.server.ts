import type { Kysely, Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { listRestoreConflicts } from '#db/queries/bin-restore.server.ts';
import type { BinItem } from '#db/queries/bin.server.ts';
import { listBinFlights, lockBinItems, moveOutOfBin } from '#db/queries/bin.server.ts';
import { lockCollaborations } from '#db/queries/collaboration.server.ts';
import type { Database } from '#db/schema.ts';
import { EDIT_SUBJECTS } from '#app/domain/edit-run.ts';
import type { RestoreConflict } from '#app/domain/recycle-bin.ts';
import { binSweepBefore } from '#app/domain/recycle-bin.ts';
import type { TierLocked } from '#app/domain/tier-lock.ts';
import { newId } from '#app/lib/ids.server.ts';
import { openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import { markAttributionOf } from './mark-attribution.server.ts';
import { unlessLocked, withTierLocks } from './tier-locks.server.ts';

export type RestoreOutcome =
  | { readonly status: 'restored'; readonly items: readonly Pick<BinItem, 'id' | 'kind' | 'subjectId' | 'label'>[] }
  /** Nothing was put back: something has taken the place of these. */
  | { readonly status: 'conflict'; readonly conflicts: readonly (RestoreConflict & { readonly label: string })[] }
  /** A draft's fee would come into a tier that finance has locked: nothing was put back. */
  | TierLocked
  | { readonly status: 'not-found' };

/** Puts things from the recycle bin back, row for row as they were; all of them or, where one cannot come back, none. */
export async function restoreFromBin(
  db: Kysely<Database>, { workspaceId, ...wanted }: { readonly workspaceId: string } & ({ readonly itemIds: readonly string[] } | { readonly runId: string }), doing: Doing,
): Promise<RestoreOutcome> {
  return await unlessLocked(db, async (trx) => {
    await lockCollaborations(trx, workspaceId);
    const due = binSweepBefore(doing.now);
    const items = (await lockBinItems(trx, workspaceId, wanted)).filter((item) => item.deletedAt >= due);
    if (items.length === 0) return { status: 'not-found' };
    return await restore(trx, workspaceId, items, doing);
  });
}

async function restore(trx: Transaction<Database>, workspaceId: string, items: readonly BinItem[], { now, actor }: Doing): Promise<RestoreOutcome> {
  const kinds = EDIT_SUBJECTS.map((kind) => ({ kind, ids: items.filter((item) => item.kind === kind).map(({ id }) => id) })).filter(({ ids }) => ids.length > 0);
  const conflicts: (RestoreConflict & { label: string })[] = [];
  for (const { kind, ids } of kinds) {
    const found = await listRestoreConflicts(trx, workspaceId, kind, ids);
    conflicts.push(...found.map(({ itemId, ...conflict }) => ({ ...conflict, label: items.find(({ id }) => id === itemId)?.label ?? '' })));
  }
  if (conflicts.length > 0) return { status: 'conflict', conflicts };
  const flights = await listBinFlights(trx, workspaceId, items.map(({ id }) => id));
  const books = await openBooks(trx, workspaceId, now);
  await withTierLocks(trx, books.workspace, async () => {
    for (const { kind, ids } of kinds) await moveOutOfBin(trx, workspaceId, kind, ids);
  });
  if (flights.length > 0) await markAttributionOf(trx, books, flights, now);
  await insertAuditEntries(trx, workspaceId, items.map((item) => ({
    id: newId(), at: now, actor, action: `${item.kind}.restore`, subjectKind: item.kind, subjectId: item.subjectId, after: { name: item.label, detail: item.detail },
  })));
  return { status: 'restored', items: items.map(({ id, kind, subjectId, label }) => ({ id, kind, subjectId, label })) };
}
