import type { Kysely } from 'kysely';
import { lockLibrary } from '#db/queries/asset-file.server.ts';
import { findAssetOrigin, insertAsset, lockAsset, setAssetDeleted, updateAssetWords } from '#db/queries/asset.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { AssetLanguage } from '#app/domain/asset.ts';
import { assetCan } from '#app/domain/asset.ts';
import { newId } from '#app/lib/ids.server.ts';
import { searchColumns } from './asset-words.server.ts';
import type { Doing } from './doing.ts';

export interface SaveAssetInput {
  readonly workspaceId: string;
  readonly assetId: string;
  readonly version: number;
  readonly title: string;
  readonly caption: string;
  /** Null leaves the words of a text as they are. */
  readonly body: string | null;
  readonly tags: readonly string[];
  readonly language: AssetLanguage;
  readonly kolId: string | null;
  readonly collaborationId: string | null;
  readonly contentId: string | null;
}

export type SaveAssetOutcome = { readonly status: 'saved' | 'not_found' | 'deleted' | 'origin_not_found' } | { readonly status: 'stale'; readonly version: number };

/** Changes what is said of an asset and where it comes from, unless somebody changed it meanwhile. */
export async function saveAsset(db: Kysely<Database>, input: SaveAssetInput, { now, actor }: Doing): Promise<SaveAssetOutcome> {
  const { workspaceId, assetId } = input;
  return await inTransaction(db, async (trx) => {
    const before = await lockAsset(trx, workspaceId, assetId);
    if (!before) return { status: 'not_found' };
    if (!assetCan(before.status, 'edit')) return { status: 'deleted' };
    if (before.version !== input.version) return { status: 'stale', version: before.version };
    const origin = await findAssetOrigin(trx, workspaceId, input);
    if (origin === undefined) return { status: 'origin_not_found' };
    const words = { title: input.title, caption: input.caption, body: input.body ?? before.body, tags: input.tags, language: input.language };
    await updateAssetWords(trx, workspaceId, assetId, { ...words, ...searchColumns({ ...words, kolName: origin.kolName }) }, origin, now);
    const shown = (one: { title: string; caption: string; tags: readonly string[]; language: string; collaborationId: string | null; contentId: string | null }) => ({
      title: one.title, caption: one.caption, tags: [...one.tags], language: one.language, collaborationId: one.collaborationId, contentId: one.contentId,
    });
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(now.getTime()), at: now, actor, action: 'asset.edit', subjectKind: 'asset', subjectId: assetId, before: shown(before),
      after: shown({ ...words, collaborationId: origin.collaborationId, contentId: origin.contentId }),
    }]);
    return { status: 'saved' };
  });
}

export interface WriteAssetInput {
  readonly workspaceId: string;
  readonly kind: 'text' | 'script';
  readonly title: string;
  readonly body: string;
  readonly caption?: string;
  readonly tags: readonly string[];
  readonly language: AssetLanguage;
  readonly collaborationId: string | null;
  readonly contentId?: string | null;
}

/** Adds a text or script that is no file. */
export async function writeAsset(db: Kysely<Database>, input: WriteAssetInput, { now, actor }: Doing): Promise<{ status: 'written'; assetId: string; number: number } | { status: 'origin_not_found' }> {
  const { workspaceId } = input;
  return await inTransaction(db, async (trx) => {
    await lockLibrary(trx, workspaceId);
    const origin = await findAssetOrigin(trx, workspaceId, { contentId: input.contentId ?? null, collaborationId: input.collaborationId, kolId: null });
    if (origin === undefined) return { status: 'origin_not_found' };
    const assetId = newId(now.getTime());
    const words = { title: input.title, caption: input.caption ?? '', body: input.body, tags: input.tags };
    const number = await insertAsset(
      trx, workspaceId, { id: assetId, kind: input.kind, ...words, language: input.language, fileHash: null, fileName: null, orientation: null, colour: null, ...searchColumns({ ...words, kolName: origin.kolName }) },
      origin, { now, name: actor.name },
    );
    await insertAuditEntries(trx, workspaceId, [{ id: newId(now.getTime()), at: now, actor, action: 'asset.add', subjectKind: 'asset', subjectId: assetId, after: { number, title: input.title, kind: input.kind } }]);
    return { status: 'written', assetId, number };
  });
}

/** Puts an asset into the recycle bin for 30 days, or takes it out of it. */
export async function setAssetInBin(
  db: Kysely<Database>, { workspaceId, assetId, isDeleted }: { workspaceId: string; assetId: string; isDeleted: boolean }, { now, actor }: Doing,
): Promise<{ readonly status: 'done' | 'unchanged' | 'not_found' }> {
  return await inTransaction(db, async (trx) => {
    const asset = await lockAsset(trx, workspaceId, assetId);
    if (!asset) return { status: 'not_found' };
    const step = isDeleted ? 'delete' : 'restore';
    if (!assetCan(asset.status, step)) return { status: 'unchanged' };
    await setAssetDeleted(trx, workspaceId, assetId, isDeleted ? { at: now, by: actor.name } : null);
    await insertAuditEntries(trx, workspaceId, [{ id: newId(now.getTime()), at: now, actor, action: `asset.${step}`, subjectKind: 'asset', subjectId: assetId, after: { number: asset.number, title: asset.title } }]);
    return { status: 'done' };
  });
}
