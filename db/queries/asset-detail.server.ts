import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { AssetKind, AssetLanguage, AssetStatus, LocationState, Orientation, PerformanceBand } from '#app/domain/asset.ts';
import type { AssetColour } from '#app/domain/asset-colour.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { RightsChannel, Territory } from '#app/domain/usage-rights.ts';
import type { Database } from '../schema.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export interface AssetDetail {
  readonly id: string; readonly number: number; readonly kind: AssetKind; readonly status: AssetStatus; readonly title: string; readonly caption: string; readonly body: string;
  readonly tags: string[]; readonly language: AssetLanguage; readonly fileName: string | null; readonly orientation: Orientation | null; readonly views: number | null;
  readonly engagementBasisPoints: number | null; readonly band: PerformanceBand; readonly createdAt: Date; readonly createdByName: string; readonly deletedAt: Date | null;
  readonly deletedByName: string | null; readonly version: number; readonly kolId: string | null; readonly kolName: string; readonly tier: Tier | null; readonly platform: string | null;
  readonly collaborationId: string | null; readonly campaignSlug: string | null; readonly campaignName: string | null; readonly contentId: string | null; readonly contentUrl: string | null;
  readonly hash: Buffer | null; readonly mediaType: string | null; readonly extension: string | null; readonly bytes: number | null; readonly width: number | null;
  readonly height: number | null; readonly durationMs: number | null; readonly thumbnails: number[] | null; readonly pictureHash: string | null;
  readonly location: LocationState; readonly colour: AssetColour | null; readonly pages: number | null;
}

/** An asset with what it comes from. */
export async function findAssetDetail(db: Db, workspaceId: string, assetId: string): Promise<AssetDetail | undefined> {
  const { rows } = await sql<AssetDetail>`
    select a.id, a.number, a.kind, a.status, a.title, a.caption, a.body, a.tags, a.language, a.file_name as "fileName", a.orientation, a.views,
      a.engagement_basis_points as "engagementBasisPoints", a.performance_band as band, a.created_at as "createdAt", a.created_by_name as "createdByName",
      a.deleted_at as "deletedAt", a.deleted_by_name as "deletedByName", a.version, a.kol_id as "kolId", a.kol_name as "kolName", a.tier, a.platform,
      a.collaboration_id as "collaborationId", a.campaign_slug as "campaignSlug", ca.name as "campaignName", a.content_id as "contentId", x.url as "contentUrl",
      f.hash, f.media_type as "mediaType", f.extension, f.bytes, f.width, f.height, f.duration_ms as "durationMs", f.thumbnails, f.picture_hash as "pictureHash", coalesce(f.location, 'none') as location, a.colour, f.pages
    from asset a
    left join asset_file f on f.workspace_id = a.workspace_id and f.hash = a.file_hash
    left join content x on x.workspace_id = a.workspace_id and x.id = a.content_id
    left join campaign ca on ca.workspace_id = a.workspace_id and ca.slug = a.campaign_slug
    where a.workspace_id = ${workspaceId} and a.id = ${assetId}`.execute(db);
  return rows[0];
}

/** What is known of the ROI of the asset's collaboration, as its last review found it. For those who may see costs. */
export async function findAssetRoi(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('collaboration_review')
    .select(['as_of as asOf', 'revenue_minor as revenueMinor', 'cost_minor as costMinor', 'roi_at_close as roiAtClose', 'light'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy('as_of', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export interface AssetRightRow {
  readonly id: string;
  readonly channels: RightsChannel[];
  readonly territories: Territory[];
  readonly fromDay: string;
  readonly untilDay: string | null;
  readonly isExclusive: boolean;
  readonly creditLine: string;
  readonly contractPage: string;
  readonly createdByName: string;
  readonly version: number;
}

export async function listAssetRights(db: Db, workspaceId: string, assetId: string): Promise<AssetRightRow[]> {
  const { rows } = await sql<AssetRightRow>`
    select id, channels, territories, from_day as "fromDay", until_day as "untilDay", is_exclusive as "isExclusive", credit_line as "creditLine", contract_page as "contractPage",
      created_by_name as "createdByName", version
    from asset_right where workspace_id = ${workspaceId} and asset_id = ${assetId} order by from_day, id`.execute(db);
  return rows;
}

export interface AssetUseRow {
  readonly id: string;
  readonly channel: RightsChannel;
  readonly territory: Territory;
  readonly usedOn: string;
  readonly place: string;
  readonly usedByName: string;
  readonly loggedAt: Date;
}

/** Where it was used again, latest first. */
export async function listAssetUses(db: Db, workspaceId: string, assetId: string, limit = 100): Promise<AssetUseRow[]> {
  const { rows } = await sql<AssetUseRow>`
    select id, channel, territory, used_on as "usedOn", place, used_by_name as "usedByName", logged_at as "loggedAt"
    from asset_use where workspace_id = ${workspaceId} and asset_id = ${assetId} order by logged_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

/** Living assets whose picture differs in few bits from this one, nearest first. */
export async function listNearIdentical(db: Db, workspaceId: string, picture: { readonly assetId: string; readonly pictureHash: string }, mostBits: number) {
  const { rows } = await sql<{ id: string; number: number; title: string; bits: number; hash: Buffer; thumbnails: number[] }>`
    select a.id, a.number, a.title, bit_count(('x' || f.picture_hash)::bit(64) # ('x' || ${picture.pictureHash}::text)::bit(64))::int as bits, f.hash, f.thumbnails
    from asset_file f join asset a on a.workspace_id = f.workspace_id and a.file_hash = f.hash and a.status = 'active' and a.id <> ${picture.assetId}
    where f.workspace_id = ${workspaceId} and f.picture_hash is not null
      and bit_count(('x' || f.picture_hash)::bit(64) # ('x' || ${picture.pictureHash}::text)::bit(64)) <= ${mostBits}
    order by bits, a.number limit 12`.execute(db);
  return rows;
}

/** Collaborations that an asset may come from, the running ones first, for a choice. */
export async function listAssetOrigins(db: Db, workspaceId: string) {
  const { rows } = await sql<{ collaborationId: string; kolName: string; campaignName: string }>`
    select c.id as "collaborationId", k.name as "kolName", ca.name as "campaignName"
    from collaboration c join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
    where c.workspace_id = ${workspaceId} and c.status <> 'cancelled' order by ca.starts_on desc, ca.name ${inPinyinOrder}, k.name ${inPinyinOrder}, c.id limit 500`.execute(db);
  return rows;
}

/** Posts of a collaboration, for a choice. */
export async function listAssetContents(db: Db, workspaceId: string, collaborationId: string) {
  return await db.selectFrom('content').select(['id', 'platform', 'url', 'published_at as publishedAt']).where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId).orderBy('published_at').limit(100).execute();
}
