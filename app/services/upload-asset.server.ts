import type { Kysely } from 'kysely';
import { findLibraryLimits, sumStoredBytes } from '#db/queries/asset-file.server.ts';
import { deleteUpload, endUpload, findUpload, insertUpload } from '#db/queries/asset-upload.server.ts';
import { findAssetOrigin } from '#db/queries/asset.server.ts';
import type { Database } from '#db/schema.ts';
import { DEFAULT_ASSET_LIMITS } from '#app/domain/asset.ts';
import type { UploadRefusal } from '#app/domain/asset-file-type.ts';
import { UPLOAD_REFUSALS } from '#app/domain/asset-file-type.ts';
import { removeUploadFiles, uploadOffset, uploadPath } from '#app/lib/asset-files/upload-files.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import type { TakeInAssetOutcome } from './take-in-asset.server.ts';
import { takeInAsset } from './take-in-asset.server.ts';

export interface BeginUploadInput {
  readonly workspaceId: string;
  readonly userId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly collaborationId: string | null;
}

export type BeginUploadOutcome =
  | { readonly status: 'begun'; readonly uploadId: string }
  | { readonly status: 'refused'; readonly refusal: Extract<UploadRefusal, 'empty' | 'too_large' | 'quota'>; readonly limitBytes: number }
  | { readonly status: 'origin_not_found' };

/** Announces a file: what is too large for the library is refused before a byte of it is sent. */
export async function beginUpload(db: Kysely<Database>, input: BeginUploadInput, { now, actor }: Doing): Promise<BeginUploadOutcome> {
  const { workspaceId, bytes, collaborationId } = input;
  const limits = (await findLibraryLimits(db, workspaceId)) ?? DEFAULT_ASSET_LIMITS;
  if (bytes <= 0) return { status: 'refused', refusal: 'empty', limitBytes: limits.maxFileBytes };
  if (bytes > limits.maxFileBytes) return { status: 'refused', refusal: 'too_large', limitBytes: limits.maxFileBytes };
  const { storedBytes, announcedBytes } = await sumStoredBytes(db, workspaceId);
  if (storedBytes + announcedBytes + bytes > limits.quotaBytes) return { status: 'refused', refusal: 'quota', limitBytes: limits.quotaBytes };
  if (collaborationId !== null && (await findAssetOrigin(db, workspaceId, { contentId: null, collaborationId, kolId: null })) === undefined) return { status: 'origin_not_found' };
  const uploadId = newId(now.getTime());
  await insertUpload(db, workspaceId, { id: uploadId, userId: input.userId, userName: actor.name, fileName: input.fileName, bytes, collaborationId }, now);
  return { status: 'begun', uploadId };
}

export type FinishUploadOutcome =
  | { readonly status: 'not_found' }
  | { readonly status: 'incomplete'; readonly offset: number }
  | Exclude<TakeInAssetOutcome, { status: 'stored' | 'same' }>
  | { readonly status: 'stored' | 'same' | 'done'; readonly assetId: string };

/**
 * Ends an upload that has arrived whole: its file becomes an asset, or is refused for good. Asked again, it gives the same answer. The end of
 * the upload and the asset are one transaction, so that a process that dies between them leaves an upload to be finished, not a second asset.
 */
export async function finishUpload(db: Kysely<Database>, { workspaceId, uploadId, userId }: { workspaceId: string; uploadId: string; userId: string }, doing: Doing): Promise<FinishUploadOutcome> {
  const upload = await findUpload(db, workspaceId, uploadId, userId);
  if (!upload) return { status: 'not_found' };
  if (upload.status === 'done' && upload.assetId !== null) return { status: 'done', assetId: upload.assetId };
  if (upload.status === 'refused') return { status: 'refused', refusal: refusalOf(upload.refusal) };
  const offset = await uploadOffset(uploadId);
  if (offset !== upload.bytes) return { status: 'incomplete', offset };
  const outcome = await takeInAsset(
    db, { workspaceId, file: await uploadPath(uploadId), fileName: upload.fileName, contentId: null, collaborationId: upload.collaborationId, kolId: null }, doing,
    (trx, assetId) => endUpload(trx, workspaceId, uploadId, { assetId }, doing.now),
  );
  if (outcome.status === 'refused') await endUpload(db, workspaceId, uploadId, { refusal: outcome.refusal }, doing.now);
  if (outcome.status !== 'origin_not_found') await removeUploadFiles(uploadId);
  return outcome;
}

/** As `finishUpload` wrote it. */
function refusalOf(text: string | null): UploadRefusal {
  return UPLOAD_REFUSALS.find((refusal) => refusal === text) ?? 'damaged';
}

/** Gives an upload up; nothing of it stays. */
export async function abandonUpload(db: Kysely<Database>, { workspaceId, uploadId, userId }: { workspaceId: string; uploadId: string; userId: string }): Promise<'abandoned' | 'not_found'> {
  if (!(await findUpload(db, workspaceId, uploadId, userId))) return 'not_found';
  await deleteUpload(db, workspaceId, uploadId);
  await removeUploadFiles(uploadId);
  return 'abandoned';
}
