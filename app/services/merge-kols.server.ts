import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { countBinObstacles } from '#db/queries/bin-obstacles.server.ts';
import { lockCollaborations } from '#db/queries/collaboration.server.ts';
import { lockKols, upsertKols } from '#db/queries/kol.server.ts';
import { countCollaborationsOfKols, moveKolAccounts } from '#db/queries/kol-pair-details.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { mergedProfile } from '#app/domain/kol-merge.ts';
import type { BinReason } from '#app/domain/recycle-bin.ts';
import { binReasons } from '#app/domain/recycle-bin.ts';
import { newId } from '#app/lib/ids.server.ts';
import { changedFields } from './changed-fields.ts';
import { deleteToBin } from './delete-to-bin.server.ts';
import type { Doing } from './doing.ts';
import { refreshKolWords } from './kol-words.server.ts';

export interface MergeKolsInput {
  readonly workspaceId: string;
  /** The profile that stays, and the one that goes, each with the version the person saw. */
  readonly kept: { readonly id: string; readonly version: number };
  readonly other: { readonly id: string; readonly version: number };
}

export type MergeKolsOutcome =
  | { readonly status: 'merged'; readonly keptName: string; readonly otherName: string }
  | { readonly status: 'not-found' | 'stale' }
  /** The one that should go has history, which is never moved to somebody else: the ledger names whom it was paid to. */
  | { readonly status: 'in-use'; readonly reasons: readonly BinReason[] };

/**
 * Makes one profile of two that are the same person: the other's accounts move, what only it knew is filled in, and it goes into the recycle
 * bin. Only a profile without history can go.
 */
export async function mergeKols(db: Kysely<Database>, { workspaceId, kept, other }: MergeKolsInput, { now, actor }: Doing): Promise<MergeKolsOutcome> {
  return await inTransaction(db, async (trx) => {
    // Whoever makes a collaboration takes the same lock, so none comes to depend on what goes.
    await lockCollaborations(trx, workspaceId);
    const rows = await lockKols(trx, workspaceId, [kept.id, other.id]);
    const [stays, goes] = [kept, other].map(({ id }) => rows.find((row) => row.id === id));
    if (!stays || !goes || kept.id === other.id) return { status: 'not-found' };
    if (stays.version !== kept.version || goes.version !== other.version) return { status: 'stale' };
    const reasons = await obstaclesOf(trx, workspaceId, goes.id);
    if (reasons.length > 0) return { status: 'in-use', reasons };

    const after = { ...mergedProfile(stays, goes), updated_at: now, version: stays.version + 1 };
    const accounts = await moveKolAccounts(trx, workspaceId, { from: goes.id, to: stays.id });
    await upsertKols(trx, [after]);
    const { runId } = await deleteToBin(trx, { workspaceId, kind: 'kol', items: [{ id: goes.id, version: goes.version }] }, { now, actor });
    if (runId === null) throw new Error(`KOL ${goes.id} could not be deleted although nothing depends on it`);
    await refreshKolWords(trx, workspaceId, [stays.id]);
    const { previous, next } = changedFields(stays, after);
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: now, actor, action: 'kol.merge', subjectKind: 'kol', subjectId: stays.id, before: previous, after: { ...next, mergedId: goes.id, mergedName: goes.name, accounts },
    }]);
    return { status: 'merged', keptName: stays.name, otherName: goes.name };
  });
}

/** What keeps a profile from being merged into another: whatever keeps it out of the bin, and drafts, which would go with it. */
async function obstaclesOf(db: Kysely<Database>, workspaceId: string, kolId: string): Promise<BinReason[]> {
  const [findings, collaborations] = await Promise.all([countBinObstacles(db, workspaceId, 'kol', [kolId]), countCollaborationsOfKols(db, workspaceId, [kolId])]);
  const count = collaborations.get(kolId) ?? 0;
  return binReasons({ ...findings.get(kolId), ...(count > 0 && { collaborations: count }) });
}
