import type { Kysely } from 'kysely';
import { listAssetRights } from '#db/queries/asset-detail.server.ts';
import { insertAssetUses } from '#db/queries/asset-right.server.ts';
import { lockAsset } from '#db/queries/asset.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { assetCan } from '#app/domain/asset.ts';
import type { RightsRefusal, UsageQuestion } from '#app/domain/usage-rights.ts';
import { rightsAllow } from '#app/domain/usage-rights.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export type ReuseOutcome =
  | { readonly status: 'logged'; readonly useId: string; readonly creditLine: string }
  | { readonly status: 'refused'; readonly refusal: RightsRefusal }
  | { readonly status: 'not_found' | 'deleted' };

/** Logs that an asset is used again somewhere, or refuses it with the clause that forbids it. Nothing is logged that rights do not allow. */
export async function reuseAsset(db: Kysely<Database>, { workspaceId, assetId, use, place }: { workspaceId: string; assetId: string; use: UsageQuestion; place: string }, { now, actor }: Doing): Promise<ReuseOutcome> {
  return await inTransaction(db, async (trx): Promise<ReuseOutcome> => {
    // Locked, so that a right is not taken away between the look and the log.
    const asset = await lockAsset(trx, workspaceId, assetId);
    if (!asset) return { status: 'not_found' };
    if (!assetCan(asset.status, 'reuse')) return { status: 'deleted' };
    const answer = rightsAllow(await listAssetRights(trx, workspaceId, assetId), use);
    if (!answer.allowed) return { status: 'refused', refusal: answer.refusal };
    const useId = newId(now.getTime());
    await insertAssetUses(trx, workspaceId, [{ id: useId, assetId, rightId: answer.grant.id, channel: use.channel, territory: use.territory, usedOn: use.on, place, usedBy: actor.id, usedByName: actor.name }], now);
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(now.getTime()), at: now, actor, action: 'asset.reuse', subjectKind: 'asset', subjectId: assetId, after: { channel: use.channel, territory: use.territory, usedOn: use.on, place, rightId: answer.grant.id },
    }]);
    return { status: 'logged', useId, creditLine: answer.grant.creditLine };
  });
}
