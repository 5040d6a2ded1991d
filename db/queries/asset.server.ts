import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { AssetKind, AssetLanguage, Orientation } from '#app/domain/asset.ts';
import type { AssetColour } from '#app/domain/asset-colour.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** Who and what an asset comes from, as far as it is known. */
export interface AssetOrigin {
  readonly kolId: string | null;
  readonly collaborationId: string | null;
  readonly contentId: string | null;
  readonly kolName: string;
  readonly campaignSlug: string | null;
  readonly tier: Tier | null;
  readonly platform: string | null;
  readonly verticals: readonly string[];
}

export const NO_ORIGIN: AssetOrigin = { kolId: null, collaborationId: null, contentId: null, kolName: '', campaignSlug: null, tier: null, platform: null, verticals: [] };

/** The origin that a content, a collaboration or a KOL names, whichever says most; undefined when what is named is not there. */
export async function findAssetOrigin(db: Db, workspaceId: string, named: { contentId: string | null; collaborationId: string | null; kolId: string | null }): Promise<AssetOrigin | undefined> {
  const { contentId, collaborationId, kolId } = named;
  if (contentId === null && collaborationId === null && kolId === null) return NO_ORIGIN;
  const { rows } = await sql<AssetOrigin>`
    select k.id as "kolId", c.id as "collaborationId", x.id as "contentId", k.name as "kolName", ca.slug as "campaignSlug", coalesce(c.tier, k.tier) as tier,
      coalesce(x.platform, a.platform) as platform, k.verticals
    from kol k
    left join collaboration c on c.workspace_id = k.workspace_id and c.kol_id = k.id and c.id = coalesce(${collaborationId}::uuid, (select collaboration_id from content where workspace_id = ${workspaceId} and id = ${contentId}::uuid))
    left join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
    left join content x on x.workspace_id = c.workspace_id and x.collaboration_id = c.id and x.id = ${contentId}::uuid
    left join lateral (
      select platform from kol_account where workspace_id = k.workspace_id and kol_id = k.id order by (id = c.account_id) desc nulls last, followers desc nulls last, id limit 1
    ) a on true
    where k.workspace_id = ${workspaceId} and (${kolId}::uuid is null or k.id = ${kolId}::uuid)
      and (${collaborationId}::uuid is null or c.id is not null) and (${contentId}::uuid is null or x.id is not null)
      and (${kolId}::uuid is not null or c.id is not null)
    limit 1`.execute(db);
  return rows[0];
}

export interface NewAsset {
  readonly id: string;
  readonly kind: AssetKind;
  readonly title: string;
  readonly caption: string;
  readonly body: string;
  readonly tags: readonly string[];
  readonly language: AssetLanguage;
  readonly fileHash: Buffer | null;
  readonly fileName: string | null;
  readonly orientation: Orientation | null;
  readonly colour: AssetColour | null;
  readonly searchText: string;
  readonly searchGrams: readonly string[];
}

/** Stores an asset under the workspace's next number, which it returns. Takes the library's lock to be held. */
export async function insertAsset(trx: Transaction<Database>, workspaceId: string, asset: NewAsset, origin: AssetOrigin, by: { readonly now: Date; readonly name: string }): Promise<number> {
  const { number } = await trx
    .insertInto('asset')
    .values({
      workspace_id: workspaceId, id: asset.id, number: sql<number>`(select coalesce(max(number), 0) + 1 from asset where workspace_id = ${workspaceId})`, status: 'active',
      kind: asset.kind, title: asset.title, caption: asset.caption, body: asset.body, tags: [...asset.tags], language: asset.language, file_hash: asset.fileHash, file_name: asset.fileName,
      orientation: asset.orientation, colour: asset.colour, ...originColumns(origin), search_text: asset.searchText, search_grams: [...asset.searchGrams], created_at: by.now, created_by_name: by.name,
      updated_at: by.now,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}

function originColumns(origin: AssetOrigin) {
  return {
    kol_id: origin.kolId, collaboration_id: origin.collaborationId, content_id: origin.contentId, kol_name: origin.kolName, campaign_slug: origin.campaignSlug, tier: origin.tier,
    platform: origin.platform, verticals: [...origin.verticals],
  };
}

/** An asset for a change, locked until the transaction ends. */
export async function lockAsset(trx: Transaction<Database>, workspaceId: string, assetId: string) {
  return await trx
    .selectFrom('asset')
    .select([
      'id', 'number', 'kind', 'status', 'title', 'caption', 'body', 'tags', 'language', 'kol_id as kolId', 'collaboration_id as collaborationId', 'content_id as contentId', 'version',
      'file_hash as fileHash',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', assetId)
    .forUpdate()
    .executeTakeFirst();
}

export interface AssetWords {
  readonly title: string;
  readonly caption: string;
  readonly body: string;
  readonly tags: readonly string[];
  readonly language: AssetLanguage;
  readonly searchText: string;
  readonly searchGrams: readonly string[];
}

export async function updateAssetWords(trx: Transaction<Database>, workspaceId: string, assetId: string, words: AssetWords, origin: AssetOrigin, now: Date): Promise<void> {
  await trx
    .updateTable('asset')
    .set((eb) => ({
      title: words.title, caption: words.caption, body: words.body, tags: [...words.tags], language: words.language, search_text: words.searchText, search_grams: [...words.searchGrams],
      ...originColumns(origin), updated_at: now, version: eb('version', '+', 1),
    }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', assetId)
    .execute();
}

/** Puts an asset into the recycle bin, or takes it out again. */
export async function setAssetDeleted(trx: Transaction<Database>, workspaceId: string, assetId: string, deleted: { readonly at: Date; readonly by: string } | null): Promise<void> {
  await trx
    .updateTable('asset')
    .set((eb) => ({ status: deleted ? 'deleted' as const : 'active' as const, deleted_at: deleted?.at ?? null, deleted_by_name: deleted?.by ?? null, version: eb('version', '+', 1) }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', assetId)
    .execute();
}

/** Ends what has lain in the recycle bin since before an instant; returns how many. */
export async function purgeDeletedAssets(db: Db, workspaceId: string, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('asset').where('workspace_id', '=', workspaceId).where('status', '=', 'deleted').where('deleted_at', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}
