import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

export interface NewUpload {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly collaborationId: string | null;
}

export async function insertUpload(db: Db, workspaceId: string, upload: NewUpload, now: Date): Promise<void> {
  await db
    .insertInto('asset_upload')
    .values({
      workspace_id: workspaceId, id: upload.id, user_id: upload.userId, user_name: upload.userName, file_name: upload.fileName, bytes: upload.bytes,
      collaboration_id: upload.collaborationId, status: 'open', asset_id: null, refusal: null, created_at: now, touched_at: now,
    })
    .execute();
}

const columns = ['id', 'user_id as userId', 'file_name as fileName', 'bytes', 'collaboration_id as collaborationId', 'status', 'asset_id as assetId', 'refusal', 'touched_at as touchedAt'] as const;

export type UploadRow = NonNullable<Awaited<ReturnType<typeof findUpload>>>;

/** An upload of a person: nobody else's is theirs to continue. */
export async function findUpload(db: Db, workspaceId: string, uploadId: string, userId: string) {
  return await db.selectFrom('asset_upload').select(columns).where('workspace_id', '=', workspaceId).where('id', '=', uploadId).where('user_id', '=', userId).executeTakeFirst();
}

export async function touchUpload(db: Db, workspaceId: string, uploadId: string, now: Date): Promise<void> {
  await db.updateTable('asset_upload').set({ touched_at: now }).where('workspace_id', '=', workspaceId).where('id', '=', uploadId).execute();
}

/** How an upload ended; the row stays for an hour, so that a repeated question gets the same answer. */
export async function endUpload(db: Db, workspaceId: string, uploadId: string, end: { readonly assetId: string } | { readonly refusal: string }, now: Date): Promise<void> {
  const set = 'assetId' in end ? { status: 'done' as const, asset_id: end.assetId, refusal: null } : { status: 'refused' as const, asset_id: null, refusal: end.refusal };
  await db.updateTable('asset_upload').set({ ...set, touched_at: now }).where('workspace_id', '=', workspaceId).where('id', '=', uploadId).execute();
}

export async function deleteUpload(db: Db, workspaceId: string, uploadId: string): Promise<void> {
  await db.deleteFrom('asset_upload').where('workspace_id', '=', workspaceId).where('id', '=', uploadId).execute();
}

/** Forgets uploads of every workspace that nobody went on with; returns their ids. */
export async function deleteOldUploads(db: Db, before: Date): Promise<string[]> {
  const rows = await db.deleteFrom('asset_upload').where('touched_at', '<', before).returning('id').execute();
  return rows.map(({ id }) => id);
}

/** Which of these ids are uploads, of whichever workspace. */
export async function listKnownUploads(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('asset_upload').select('id').where('id', 'in', [...ids]).execute();
  return new Set(rows.map(({ id }) => id));
}
