import type { Kysely, Transaction } from 'kysely';
import { deleteRight, insertRight, isExclusivityConflict, updateRight } from '#db/queries/asset-right.server.ts';
import { lockAsset } from '#db/queries/asset.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { assetCan } from '#app/domain/asset.ts';
import type { JsonObject } from '#app/domain/json.ts';
import type { UsageGrantInput } from '#app/domain/usage-rights.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export type GrantOutcome =
  | { readonly status: 'granted'; readonly rightId: string }
  | { readonly status: 'not_found' | 'deleted' | 'stale' }
  /** Something of it is granted exclusively at that time already; the database says so, whoever else is granting now. */
  | { readonly status: 'exclusive_elsewhere' };

/** Records what a KOL granted for an asset, or corrects it. */
export async function grantAssetRight(
  db: Kysely<Database>, { workspaceId, assetId, known, grant }: { workspaceId: string; assetId: string; known: { readonly rightId: string; readonly version: number } | null; grant: UsageGrantInput },
  { now, actor }: Doing,
): Promise<GrantOutcome> {
  try {
    return await inTransaction(db, async (trx): Promise<GrantOutcome> => {
      const refusal = await whyNot(trx, workspaceId, assetId);
      if (refusal) return { status: refusal };
      const rightId = known?.rightId ?? newId(now.getTime());
      const row = { ...grant, id: rightId, assetId };
      if (known === null) await insertRight(trx, workspaceId, row, { now, name: actor.name });
      else if (!(await updateRight(trx, workspaceId, row, known.version))) return { status: 'stale' };
      await insertAuditEntries(trx, workspaceId, [{ id: newId(now.getTime()), at: now, actor, action: known ? 'asset.change_right' : 'asset.grant_right', subjectKind: 'asset', subjectId: assetId, after: shown(rightId, grant) }]);
      return { status: 'granted', rightId };
    });
  } catch (error) {
    if (isExclusivityConflict(error)) return { status: 'exclusive_elsewhere' };
    throw error;
  }
}

/** Takes a right off an asset that was recorded by mistake; uses that were logged under it stay. */
export async function removeAssetRight(db: Kysely<Database>, at: { workspaceId: string; assetId: string; rightId: string }, { now, actor }: Doing): Promise<{ readonly status: 'removed' | 'not_found' | 'deleted' }> {
  return await inTransaction(db, async (trx) => {
    const refusal = await whyNot(trx, at.workspaceId, at.assetId);
    if (refusal) return { status: refusal };
    if (!(await deleteRight(trx, at.workspaceId, at))) return { status: 'not_found' };
    await insertAuditEntries(trx, at.workspaceId, [{ id: newId(now.getTime()), at: now, actor, action: 'asset.remove_right', subjectKind: 'asset', subjectId: at.assetId, before: { rightId: at.rightId } }]);
    return { status: 'removed' };
  });
}

async function whyNot(trx: Transaction<Database>, workspaceId: string, assetId: string): Promise<'not_found' | 'deleted' | null> {
  const asset = await lockAsset(trx, workspaceId, assetId);
  if (!asset) return 'not_found';
  return assetCan(asset.status, 'edit') ? null : 'deleted';
}

function shown(rightId: string, { channels, territories, fromDay, untilDay, isExclusive, creditLine, contractPage }: UsageGrantInput): JsonObject {
  return { rightId, channels: [...channels], territories: [...territories], fromDay, untilDay, isExclusive, creditLine, contractPage };
}
