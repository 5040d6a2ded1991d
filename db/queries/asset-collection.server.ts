import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { CollectionVisibility } from '#app/domain/collection.ts';
import type { RightsChannel, Territory } from '#app/domain/usage-rights.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

/** Collections that somebody may know of: the team's and their own (`seesCollection` of the domain). */
const visibleTo = (viewerId: string | null) => sql<boolean>`(c.visibility = 'team' or c.owner_id = ${viewerId}::uuid)`;

export interface CollectionRow {
  readonly id: string;
  readonly name: string;
  readonly notes: string;
  readonly visibility: CollectionVisibility;
  readonly ownerId: string | null;
  readonly ownerName: string;
  readonly updatedAt: Date;
  readonly assets: number;
  /** Up to four small pictures of it, the first assets first. */
  readonly covers: { readonly hash: string; readonly width: number }[];
}

/** Collections that somebody may see, the last changed first, at most 200. */
export async function listCollections(db: Db, workspaceId: string, viewerId: string | null): Promise<CollectionRow[]> {
  const { rows } = await sql<CollectionRow>`
    select c.id, c.name, c.notes, c.visibility, c.owner_id as "ownerId", c.owner_name as "ownerName", c.updated_at as "updatedAt", coalesce(i.assets, 0) as assets, coalesce(i.covers, '[]') as covers
    from asset_collection c left join lateral (
      select count(*)::int as assets, (select jsonb_agg(jsonb_build_object('hash', encode(p.hash, 'hex'), 'width', p.thumbnails[1])) from (
        select f.hash, f.thumbnails from asset_collection_item i join asset a on a.workspace_id = i.workspace_id and a.id = i.asset_id and a.status = 'active'
        join asset_file f on f.workspace_id = a.workspace_id and f.hash = a.file_hash and cardinality(f.thumbnails) > 0
        where i.workspace_id = c.workspace_id and i.collection_id = c.id order by i.position, i.asset_id limit 4) p) as covers
      from asset_collection_item i join asset a on a.workspace_id = i.workspace_id and a.id = i.asset_id and a.status = 'active' where i.workspace_id = c.workspace_id and i.collection_id = c.id
    ) i on true
    where c.workspace_id = ${workspaceId} and ${visibleTo(viewerId)} order by c.updated_at desc, c.id desc limit 200`.execute(db);
  return rows;
}

const columns = ['id', 'name', 'notes', 'visibility', 'owner_id as ownerId', 'owner_name as ownerName', 'created_at as createdAt', 'updated_at as updatedAt', 'version'] as const;

/** A collection, whoever may see it: the caller asks `seesCollection`. */
export async function findCollection(db: Db, workspaceId: string, collectionId: string) {
  return await db.selectFrom('asset_collection').select(columns).where('workspace_id', '=', workspaceId).where('id', '=', collectionId).executeTakeFirst();
}

/** The same for a change, locked until the transaction ends. */
export async function lockCollection(trx: Transaction<Database>, workspaceId: string, collectionId: string) {
  return await trx.selectFrom('asset_collection').select(columns).where('workspace_id', '=', workspaceId).where('id', '=', collectionId).forUpdate().executeTakeFirst();
}

/** Its living assets in their order. */
export async function listCollectionAssetIds(db: Db, workspaceId: string, collectionId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from asset_collection_item i join asset a on a.workspace_id = i.workspace_id and a.id = i.asset_id and a.status = 'active'
    where i.workspace_id = ${workspaceId} and i.collection_id = ${collectionId} order by i.position, i.asset_id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Collections of the viewer's that hold an asset, by name. */
export async function listCollectionsOfAsset(db: Db, workspaceId: string, assetId: string, viewerId: string | null): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select c.id, c.name from asset_collection_item i join asset_collection c on c.workspace_id = i.workspace_id and c.id = i.collection_id
    where i.workspace_id = ${workspaceId} and i.asset_id = ${assetId} and ${visibleTo(viewerId)} order by c.name ${inPinyinOrder}, c.id limit 100`.execute(db);
  return rows;
}

/** Collections to choose from, the last changed first. */
export async function listCollectionChoices(db: Db, workspaceId: string, viewerId: string | null): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select c.id, c.name from asset_collection c where c.workspace_id = ${workspaceId} and ${visibleTo(viewerId)} order by c.updated_at desc, c.id desc limit 200`.execute(db);
  return rows;
}

export interface CollectionUseRow {
  readonly id: string;
  readonly assetId: string;
  readonly number: number;
  readonly title: string;
  readonly channel: RightsChannel;
  readonly territory: Territory;
  readonly usedOn: string;
  readonly place: string;
  readonly usedByName: string;
}

/** Where its assets were used again, latest first. */
export async function listCollectionUses(db: Db, workspaceId: string, collectionId: string, limit = 100): Promise<CollectionUseRow[]> {
  const { rows } = await sql<CollectionUseRow>`
    select u.id, a.id as "assetId", a.number, a.title, u.channel, u.territory, u.used_on as "usedOn", u.place, u.used_by_name as "usedByName"
    from asset_collection_item i join asset a on a.workspace_id = i.workspace_id and a.id = i.asset_id and a.status = 'active'
    join asset_use u on u.workspace_id = a.workspace_id and u.asset_id = a.id
    where i.workspace_id = ${workspaceId} and i.collection_id = ${collectionId} order by u.used_on desc, u.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface NewCollection {
  readonly id: string;
  readonly name: string;
  readonly notes: string;
  readonly visibility: CollectionVisibility;
  readonly ownerId: string | null;
  readonly ownerName: string;
}

export async function insertCollection(trx: Transaction<Database>, workspaceId: string, collection: NewCollection, now: Date): Promise<void> {
  await trx.insertInto('asset_collection').values({
    workspace_id: workspaceId, id: collection.id, name: collection.name, notes: collection.notes, visibility: collection.visibility, owner_id: collection.ownerId, owner_name: collection.ownerName,
    created_at: now, updated_at: now,
  }).execute();
}

export async function updateCollection(trx: Transaction<Database>, workspaceId: string, collectionId: string, words: { readonly name: string; readonly notes: string; readonly visibility: CollectionVisibility }, now: Date): Promise<void> {
  await trx.updateTable('asset_collection').set((eb) => ({ ...words, updated_at: now, version: eb('version', '+', 1) })).where('workspace_id', '=', workspaceId).where('id', '=', collectionId).execute();
}

/** Says that its assets changed, without a new version of its words. */
export async function touchCollection(trx: Transaction<Database>, workspaceId: string, collectionId: string, now: Date): Promise<void> {
  await trx.updateTable('asset_collection').set({ updated_at: now }).where('workspace_id', '=', workspaceId).where('id', '=', collectionId).execute();
}

export async function removeCollection(trx: Transaction<Database>, workspaceId: string, collectionId: string): Promise<void> {
  await trx.deleteFrom('asset_collection').where('workspace_id', '=', workspaceId).where('id', '=', collectionId).execute();
}

/** Puts living assets behind those that are there, in the order given; returns the ids of those that were not there. */
export async function insertCollectionItems(trx: Transaction<Database>, workspaceId: string, collectionId: string, assetIds: readonly string[], by: { readonly now: Date; readonly name: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into asset_collection_item (workspace_id, collection_id, asset_id, position, added_at, added_by_name)
    select ${workspaceId}, ${collectionId}, a.id, n.place + coalesce((select max(position) from asset_collection_item where workspace_id = ${workspaceId} and collection_id = ${collectionId}), 0), ${by.now}, ${by.name}
    from unnest(${arrayLiteral([...new Set(assetIds)])}::uuid[]) with ordinality as n(id, place) join asset a on a.workspace_id = ${workspaceId} and a.id = n.id and a.status = 'active'
    on conflict do nothing returning asset_id as id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** How many assets it holds, those in the recycle bin too. */
export async function countCollectionItems(trx: Transaction<Database>, workspaceId: string, collectionId: string): Promise<number> {
  const { count } = await trx.selectFrom('asset_collection_item').select((eb) => eb.fn.countAll<number>().as('count')).where('workspace_id', '=', workspaceId).where('collection_id', '=', collectionId).executeTakeFirstOrThrow();
  return count;
}

export async function deleteCollectionItem(trx: Transaction<Database>, workspaceId: string, collectionId: string, assetId: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('asset_collection_item').where('workspace_id', '=', workspaceId).where('collection_id', '=', collectionId).where('asset_id', '=', assetId).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Gives assets their places 1, 2, 3... in the order given. */
export async function updateItemPositions(trx: Transaction<Database>, workspaceId: string, collectionId: string, assetIds: readonly string[]): Promise<void> {
  await sql`
    update asset_collection_item i set position = n.place from unnest(${arrayLiteral(assetIds)}::uuid[]) with ordinality as n(id, place)
    where i.workspace_id = ${workspaceId} and i.collection_id = ${collectionId} and i.asset_id = n.id and i.position <> n.place`.execute(trx);
}
