import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import type { Database } from '#db/schema.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

/** Keeps that somebody took a file whose rights have ended, and why, before they get it. */
export async function releaseEndedAsset(db: Kysely<Database>, { workspaceId, assetId, reason }: { workspaceId: string; assetId: string; reason: string }, { now, actor }: Doing): Promise<void> {
  await insertAuditEntries(db, workspaceId, [{ id: newId(now.getTime()), at: now, actor, action: 'asset.take_after_end', subjectKind: 'asset', subjectId: assetId, reason }]);
}
