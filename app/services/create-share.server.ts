import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { findCollection } from '#db/queries/asset-collection.server.ts';
import { insertShare, revokeShare } from '#db/queries/asset-share.server.ts';
import { lockAsset } from '#db/queries/asset.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { assetCan } from '#app/domain/asset.ts';
import { seesCollection } from '#app/domain/collection.ts';
import { SHARE_DAYS } from '#app/domain/share.ts';
import { newId } from '#app/lib/ids.server.ts';
import { sha256 } from '#app/lib/secret.server.ts';
import type { Doing } from './doing.ts';

const DAY_MS = 86_400_000;

export interface CreateShareInput {
  readonly workspaceId: string;
  /** What is shared: one asset, or a collection as it is when the link is opened. */
  readonly subject: { readonly assetId: string } | { readonly collectionId: string };
  readonly recipient: string;
  readonly allowsDownload: boolean;
  /** 1 to 90. */
  readonly days: number;
}

export type CreateShareOutcome =
  /** `token` is in this answer alone; its hash is what is kept. */
  | { readonly status: 'created'; readonly shareId: string; readonly token: string; readonly expiresAt: Date }
  | { readonly status: 'not_found' };

/** Makes a link for people without an account: 256 random bits, ending by itself. @throws RangeError for days outside of 1 to 90 */
export async function createShare(db: Kysely<Database>, { workspaceId, subject, recipient, allowsDownload, days }: CreateShareInput, { now, actor }: Doing): Promise<CreateShareOutcome> {
  if (!Number.isInteger(days) || days < 1 || days > SHARE_DAYS.most) throw new RangeError(`a link lasts 1 to ${SHARE_DAYS.most} days, not ${days}`);
  const [assetId, collectionId] = 'assetId' in subject ? [subject.assetId, null] : [null, subject.collectionId];
  const token = randomBytes(32).toString('base64url');
  const shareId = newId(now.getTime());
  const expiresAt = new Date(now.getTime() + days * DAY_MS);
  return await inTransaction(db, async (trx): Promise<CreateShareOutcome> => {
    if (assetId !== null) {
      const asset = await lockAsset(trx, workspaceId, assetId);
      if (!asset || !assetCan(asset.status, 'edit')) return { status: 'not_found' };
    } else {
      const collection = await findCollection(trx, workspaceId, collectionId ?? '');
      if (!collection || !seesCollection(collection, actor.id)) return { status: 'not_found' };
    }
    await insertShare(trx, workspaceId, {
      id: shareId, tokenHash: sha256(token), assetId, collectionId, recipient, allowsDownload, createdBy: actor.kind === 'user' ? actor.id : null, createdByName: actor.name, expiresAt,
    }, now);
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(now.getTime()), at: now, actor, action: 'share.create', subjectKind: 'share', subjectId: shareId,
      after: { assetId, collectionId, recipient, allowsDownload, expiresAt: expiresAt.toISOString() },
    }]);
    return { status: 'created', shareId, token, expiresAt };
  });
}

/** Takes a link back: from here on it opens nothing, pictures and downloads that it led to included. */
export async function takeBackShare(db: Kysely<Database>, { workspaceId, shareId }: { workspaceId: string; shareId: string }, { now, actor }: Doing): Promise<{ readonly status: 'revoked' | 'not_found' }> {
  return await inTransaction(db, async (trx) => {
    const revoked = await revokeShare(trx, workspaceId, shareId, { now, name: actor.name });
    if (!revoked) return { status: 'not_found' };
    await insertAuditEntries(trx, workspaceId, [{ id: newId(now.getTime()), at: now, actor, action: 'share.revoke', subjectKind: 'share', subjectId: shareId, after: { ...revoked } }]);
    return { status: 'revoked' };
  });
}
