import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { FileDescription, LocationState } from '#app/domain/asset.ts';
import type { AssetColour } from '#app/domain/asset-colour.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;

/** Bytes that are stored, as they are described. */
export interface StoredFile {
  readonly hash: Buffer;
  readonly mediaType: string;
  readonly extension: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
  readonly pictureHash: string | null;
  readonly thumbnails: readonly number[];
  readonly location: LocationState;
  readonly colour: AssetColour | null;
  readonly described: FileDescription;
  readonly pages: number | null;
}

/**
 * Takes the library's lock of a workspace until the transaction ends: numbers are given and stored files are claimed or given up one at a time,
 * so that no file is deleted while a row for it is being written.
 */
export async function lockLibrary(trx: Transaction<Database>, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`kol:assets:${workspaceId}`}, 0))`.execute(trx);
}

/** Keeps what is known of stored bytes; returns whether they were not known before. */
export async function insertAssetFile(trx: Transaction<Database>, workspaceId: string, file: StoredFile, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('asset_file')
    .values({
      workspace_id: workspaceId, hash: file.hash, media_type: file.mediaType, extension: file.extension, bytes: file.bytes, width: file.width, height: file.height,
      duration_ms: file.durationMs, picture_hash: file.pictureHash, thumbnails: [...file.thumbnails], stored_at: now, location: file.location, colour: file.colour, described: file.described, pages: file.pages,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'hash']).doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The living asset that has these bytes; the oldest of several. */
export async function findAssetOfFile(db: Db, workspaceId: string, hash: Buffer) {
  return await db
    .selectFrom('asset')
    .select(['id', 'number', 'title'])
    .where('workspace_id', '=', workspaceId)
    .where('file_hash', '=', hash)
    .where('status', '=', 'active')
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
}

export interface LibraryLimits {
  readonly maxFileBytes: number;
  readonly quotaBytes: number;
}

/** The limits that somebody set; undefined where nobody did. */
export async function findLibraryLimits(db: Db, workspaceId: string): Promise<LibraryLimits | undefined> {
  return await db.selectFrom('asset_setting').select(['max_file_bytes as maxFileBytes', 'quota_bytes as quotaBytes']).where('workspace_id', '=', workspaceId).executeTakeFirst();
}

export async function saveLibraryLimits(db: Db, workspaceId: string, limits: LibraryLimits, by: { readonly now: Date; readonly name: string }): Promise<void> {
  const row = { max_file_bytes: limits.maxFileBytes, quota_bytes: limits.quotaBytes, updated_at: by.now, updated_by_name: by.name };
  await db.insertInto('asset_setting').values({ workspace_id: workspaceId, ...row }).onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row)).execute();
}

/** What the library holds, and what uploads that are on their way have announced. */
export async function sumStoredBytes(db: Db, workspaceId: string): Promise<{ storedBytes: number; files: number; announcedBytes: number }> {
  const { rows } = await sql<{ storedBytes: number; files: number; announcedBytes: number }>`
    select coalesce(sum(bytes), 0)::bigint as "storedBytes", count(*)::int as files,
      (select coalesce(sum(bytes), 0)::bigint from asset_upload where workspace_id = ${workspaceId} and status = 'open') as "announcedBytes"
    from asset_file where workspace_id = ${workspaceId}`.execute(db);
  return rows[0] ?? { storedBytes: 0, files: 0, announcedBytes: 0 };
}

/** Which of these hashes (hexadecimal) the workspace knows. */
export async function listKnownFiles(db: Db, workspaceId: string, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db
    .selectFrom('asset_file')
    .select((eb) => eb.fn<string>('encode', ['hash', sql.val('hex')]).as('hash'))
    .where('workspace_id', '=', workspaceId)
    .where('hash', 'in', hashes.map((hash) => Buffer.from(hash, 'hex')))
    .execute();
  return new Set(rows.map(({ hash }) => hash));
}

/** Stored bytes of the library and the widths of their small pictures. */
export interface StoredBytes {
  readonly workspaceId: string;
  readonly hash: Buffer;
  readonly mediaType: string;
  readonly bytes: number;
  readonly thumbnails: readonly number[];
}

/** Every stored file of every workspace with the small pictures that belong to it, a part at a time. */
export async function listFilesAfter(db: Db, after: Pick<StoredBytes, 'workspaceId' | 'hash'> | null, limit: number): Promise<StoredBytes[]> {
  return await db
    .selectFrom('asset_file')
    .select(['workspace_id as workspaceId', 'hash', 'media_type as mediaType', 'bytes', 'thumbnails'])
    .$if(after !== null, (query) => query.where(sql<boolean>`(workspace_id, hash) > (${after?.workspaceId}, ${after?.hash})`))
    .orderBy('workspace_id')
    .orderBy('hash')
    .limit(limit)
    .execute();
}

/** Files that are not described as far as they could be: those never looked at, and those of a type for which there is a decoder by now. */
export async function listUndescribedFiles(db: Db, decodedTypes: readonly string[], limit: number) {
  return await db
    .selectFrom('asset_file')
    .select(['workspace_id as workspaceId', 'hash', 'media_type as mediaType'])
    .where('described', '<', 2)
    .where((eb) => eb.or([eb('described', '=', 0), eb('media_type', '=', sql<string>`any(${arrayLiteral(decodedTypes)}::text[])`)]))
    .orderBy('workspace_id')
    .orderBy('hash')
    .limit(limit)
    .execute();
}

/** Keeps what became known of stored bytes, also at the assets that have them; what is known already stays. */
export async function updateFileFacts(trx: Transaction<Database>, workspaceId: string, hash: Buffer, facts: Omit<StoredFile, 'hash' | 'mediaType' | 'extension' | 'bytes' | 'location'>, orientation: string | null): Promise<void> {
  await sql`
    update asset_file set described = ${facts.described}, width = coalesce(width, ${facts.width}), height = coalesce(height, ${facts.height}), duration_ms = coalesce(duration_ms, ${facts.durationMs}),
      pages = coalesce(pages, ${facts.pages}), picture_hash = coalesce(picture_hash, ${facts.pictureHash}), colour = coalesce(colour, ${facts.colour}),
      thumbnails = case when cardinality(thumbnails) > 0 then thumbnails else ${arrayLiteral(facts.thumbnails.map(String))}::int[] end
    where workspace_id = ${workspaceId} and hash = ${hash}`.execute(trx);
  await sql`
    update asset set colour = coalesce(colour, ${facts.colour}), orientation = coalesce(orientation, ${orientation})
    where workspace_id = ${workspaceId} and file_hash = ${hash} and ((colour is null and ${facts.colour}::text is not null) or (orientation is null and ${orientation}::text is not null))`.execute(trx);
}

/** Files that no asset has any more; they are forgotten, and their objects may go. */
export async function deleteUnusedFiles(db: Db, workspaceId: string, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('asset_file as f')
    .where('f.workspace_id', '=', workspaceId)
    .where('f.stored_at', '<', before)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('asset as a').select('a.id').whereRef('a.workspace_id', '=', 'f.workspace_id').whereRef('a.file_hash', '=', 'f.hash'))))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
