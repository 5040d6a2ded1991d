import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { AssetKind } from '#app/domain/asset.ts';
import type { ShareVisitKind } from '#app/domain/share.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

export interface NewShare {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly assetId: string | null;
  readonly collectionId: string | null;
  readonly recipient: string;
  readonly allowsDownload: boolean;
  readonly createdBy: string | null;
  readonly createdByName: string;
  readonly expiresAt: Date;
}

export async function insertShare(trx: Transaction<Database>, workspaceId: string, share: NewShare, now: Date): Promise<void> {
  await trx.insertInto('asset_share').values({
    workspace_id: workspaceId, id: share.id, token_hash: share.tokenHash, asset_id: share.assetId, collection_id: share.collectionId, recipient: share.recipient, allows_download: share.allowsDownload,
    created_at: now, created_by: share.createdBy, created_by_name: share.createdByName, expires_at: share.expiresAt, revoked_at: null, revoked_by_name: null,
  }).execute();
}

/** A link as it is needed to open it. */
export interface OpenedShare {
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly timeZone: string;
  readonly id: string;
  readonly assetId: string | null;
  readonly collectionId: string | null;
  readonly collectionName: string | null;
  readonly collectionNotes: string | null;
  readonly recipient: string;
  readonly allowsDownload: boolean;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** The link whose text has this hash, of whichever workspace, live or not. */
export async function findShareByHash(db: Db, tokenHash: Buffer): Promise<OpenedShare | undefined> {
  return await shareRows(db).where('s.token_hash', '=', tokenHash).executeTakeFirst();
}

/** The same by its id, for files whose address it stands in. */
export async function findShare(db: Db, workspaceId: string, shareId: string): Promise<OpenedShare | undefined> {
  return await shareRows(db).where('s.workspace_id', '=', workspaceId).where('s.id', '=', shareId).executeTakeFirst();
}

function shareRows(db: Db) {
  return db
    .selectFrom('asset_share as s')
    .innerJoin('workspace as w', 'w.id', 's.workspace_id')
    .leftJoin('asset_collection as c', (join) => join.onRef('c.workspace_id', '=', 's.workspace_id').onRef('c.id', '=', 's.collection_id'))
    .select([
      's.workspace_id as workspaceId', 'w.name as workspaceName', 'w.time_zone as timeZone', 's.id', 's.asset_id as assetId', 's.collection_id as collectionId', 'c.name as collectionName',
      'c.notes as collectionNotes', 's.recipient', 's.allows_download as allowsDownload', 's.expires_at as expiresAt', 's.revoked_at as revokedAt',
    ]);
}

/** What is told of an asset through a link, before its rights decide: nothing of its KOL, its figures or its money. */
export interface SharedAssetRow {
  readonly id: string;
  readonly number: number;
  readonly kind: AssetKind;
  readonly title: string;
  readonly body: string;
  readonly hash: Buffer | null;
  readonly mediaType: string | null;
  readonly extension: string | null;
  readonly bytes: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
  readonly thumbnails: number[] | null;
  readonly createdAt: Date;
}

/** The living assets that a link opens, in order: the asset and the collection that it names each narrow them. `only` asks for one of them. */
export async function listSharedAssets(db: Db, workspaceId: string, share: Pick<OpenedShare, 'assetId' | 'collectionId'>, only: string | null = null): Promise<SharedAssetRow[]> {
  const { assetId, collectionId } = share;
  // A link that names neither would open everything: there is none, and here it opens nothing.
  if (assetId === null && collectionId === null) return [];
  const { rows } = await sql<SharedAssetRow>`
    select a.id, a.number, a.kind, a.title, a.body, f.hash, f.media_type as "mediaType", f.extension, f.bytes, f.width, f.height, f.duration_ms as "durationMs", f.thumbnails, a.created_at as "createdAt"
    from asset a ${collectionId === null ? sql`` : sql`join asset_collection_item i on i.workspace_id = a.workspace_id and i.asset_id = a.id and i.collection_id = ${collectionId}`}
    left join asset_file f on f.workspace_id = a.workspace_id and f.hash = a.file_hash
    where a.workspace_id = ${workspaceId} and a.status = 'active' ${assetId === null ? sql`` : sql`and a.id = ${assetId}`} ${only === null ? sql`` : sql`and a.id = ${only}`}
    order by ${collectionId === null ? sql`a.id` : sql`i.position, a.id`} limit 500`.execute(db);
  return rows;
}

export interface ShareRow {
  readonly id: string;
  readonly assetId: string | null;
  readonly collectionId: string | null;
  /** Of the asset or collection. */
  readonly name: string;
  readonly recipient: string;
  readonly allowsDownload: boolean;
  readonly createdAt: Date;
  readonly createdByName: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedByName: string | null;
  readonly opened: number;
  readonly downloaded: number;
  readonly lastOpenedAt: Date | null;
}

/** Links with how often they were opened, latest first, at most 200; of one asset or collection, or all that the viewer may know of. */
export async function listShares(db: Db, workspaceId: string, { assetId, collectionId, viewerId }: { assetId: string | null; collectionId: string | null; viewerId: string | null }): Promise<ShareRow[]> {
  const { rows } = await sql<ShareRow>`
    select s.id, s.asset_id as "assetId", s.collection_id as "collectionId", coalesce(c.name, a.title, '') as name, s.recipient, s.allows_download as "allowsDownload", s.created_at as "createdAt",
      s.created_by_name as "createdByName", s.expires_at as "expiresAt", s.revoked_at as "revokedAt", s.revoked_by_name as "revokedByName", v.opened, v.downloaded, v.last as "lastOpenedAt"
    from asset_share s
    left join asset a on a.workspace_id = s.workspace_id and a.id = s.asset_id
    left join asset_collection c on c.workspace_id = s.workspace_id and c.id = s.collection_id
    left join lateral (
      select count(*) filter (where kind = 'opened')::int as opened, count(*) filter (where kind = 'downloaded')::int as downloaded, max(at) filter (where kind = 'opened') as last
      from asset_share_visit v where v.workspace_id = s.workspace_id and v.share_id = s.id
    ) v on true
    where s.workspace_id = ${workspaceId} and (c.id is null or c.visibility = 'team' or c.owner_id = ${viewerId}::uuid)
      ${assetId === null ? sql`` : sql`and s.asset_id = ${assetId}`} ${collectionId === null ? sql`` : sql`and s.collection_id = ${collectionId}`}
    order by s.created_at desc, s.id desc limit 200`.execute(db);
  return rows;
}

/** Takes a link back; returns what it opened, undefined where it is not there or was taken back already. */
export async function revokeShare(trx: Transaction<Database>, workspaceId: string, shareId: string, by: { readonly now: Date; readonly name: string }) {
  return await trx
    .updateTable('asset_share')
    .set({ revoked_at: by.now, revoked_by_name: by.name })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', shareId)
    .where('revoked_at', 'is', null)
    .returning(['asset_id as assetId', 'collection_id as collectionId'])
    .executeTakeFirst();
}

interface NewVisit {
  readonly id: string;
  readonly shareId: string;
  readonly kind: ShareVisitKind;
  readonly assetId: string | null;
}

export async function insertShareVisits(db: Db, workspaceId: string, visits: readonly NewVisit[], now: Date): Promise<void> {
  await db.insertInto('asset_share_visit').values(visits.map(({ id, shareId, kind, assetId }) => ({ workspace_id: workspaceId, id, share_id: shareId, kind, asset_id: assetId, at: now }))).execute();
}

/** How many requests came by a link since then: the files of one archive are one request, of one instant. */
export async function countShareVisits(db: Db, workspaceId: string, shareId: string, since: Date): Promise<number> {
  const { count } = await db.selectFrom('asset_share_visit').select(sql<number>`count(*) filter (where kind = 'opened') + count(distinct at) filter (where kind = 'downloaded')`.as('count')).where('workspace_id', '=', workspaceId).where('share_id', '=', shareId).where('at', '>', since).executeTakeFirstOrThrow();
  return count;
}

/** How many links that open nothing an address has tried since then. */
export async function countShareMisses(db: Db, addressHash: Buffer, since: Date): Promise<number> {
  const { count } = await db.selectFrom('asset_share_miss').select((eb) => eb.fn.countAll<number>().as('count')).where('address_hash', '=', addressHash).where('missed_at', '>', since).executeTakeFirstOrThrow();
  return count;
}

export async function insertShareMiss(db: Db, miss: { readonly id: string; readonly addressHash: Buffer }, now: Date): Promise<void> {
  await db.insertInto('asset_share_miss').values({ id: miss.id, address_hash: miss.addressHash, missed_at: now }).execute();
}

/** Forgets tries from before an instant; returns how many. */
export async function deleteOldShareMisses(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('asset_share_miss').where('missed_at', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}
