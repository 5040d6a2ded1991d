import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { AssetKind, Orientation, PerformanceBand } from '#app/domain/asset.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { AssetFilter, AssetQuestion } from './asset-conditions.server.ts';
import { assetConditions, rightsStateOn, rightsStates } from './asset-conditions.server.ts';
import type { KeysetColumn, KeysetQuestion } from './keyset-page.server.ts';
import { readKeysetPage } from './keyset-page.server.ts';

type Db = Kysely<Database>;

/** An asset as the library shows it. */
export interface AssetRow {
  readonly id: string;
  readonly number: number;
  readonly kind: AssetKind;
  readonly title: string;
  readonly caption: string;
  readonly tags: string[];
  readonly kolId: string | null;
  readonly kolName: string;
  readonly tier: Tier | null;
  readonly platform: string | null;
  readonly campaignSlug: string | null;
  readonly orientation: Orientation | null;
  readonly views: number | null;
  readonly band: PerformanceBand;
  readonly createdAt: Date;
  readonly deletedAt: Date | null;
  readonly hash: Buffer | null;
  readonly mediaType: string | null;
  readonly bytes: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
  readonly thumbnails: number[] | null;
  readonly rights: { readonly fromDay: string; readonly untilDay: string | null }[];
  readonly uses: number;
}

export const ASSET_SORTS = ['created', 'views'] as const;
export type AssetSort = (typeof ASSET_SORTS)[number];

const KEYS: Readonly<Record<AssetSort, readonly KeysetColumn[]>> = {
  created: [{ name: 'created_at', type: 'timestamptz', descending: true }, { name: 'id', type: 'uuid', descending: true }],
  // Assets without views come last, in the order in which they came.
  views: [{ name: 'seen', type: 'bigint', descending: true }, { name: 'id', type: 'uuid', descending: true }],
};

export interface AssetPageQuestion {
  readonly sort: AssetSort;
  readonly page: KeysetQuestion['page'];
  readonly limit: number;
}

/**
 * A page of the library and how many assets there are in all, counted up to a bound. The count comes first where words are asked for: what very
 * many assets have is found soonest by reading them in order, what few have by its grams.
 */
export async function findAssetPage(db: Db, workspaceId: string, question: AssetQuestion, { counted, ...asked }: AssetPageQuestion & { readonly counted: number }) {
  if (question.search === '' || asked.sort !== 'created') {
    const [found, total] = await Promise.all([listAssetRows(db, workspaceId, question, asked), countAssets(db, workspaceId, question, counted)]);
    return { ...found, total };
  }
  const total = await countAssets(db, workspaceId, question, counted);
  return { ...(await listAssetRows(db, workspaceId, question, { ...asked, isFrequent: total.more })), total };
}

/** A page of the library: keys first by index, then what its cards show for those alone. */
export async function listAssetRows(db: Db, workspaceId: string, question: AssetQuestion, { sort, page, limit, isFrequent = false }: AssetPageQuestion & { readonly isFrequent?: boolean }) {
  const rows = sql`select a.id, a.created_at, coalesce(a.views, -1) as seen from asset a where ${assetConditions(workspaceId, question, { isFrequent })}`;
  const found = await readKeysetPage<{ id: string }>(db, { rows, keys: KEYS[sort], page, limit });
  const cards = await listAssetCards(db, workspaceId, found.rows.map(({ id }) => id));
  const byId = new Map(cards.map((card) => [card.id, card]));
  return { rows: found.rows.flatMap(({ id }) => byId.get(id) ?? []), before: found.before, after: found.after };
}

/** What cards show of some assets, in no order. */
export async function listAssetCards(db: Db, workspaceId: string, ids: readonly string[]): Promise<AssetRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<AssetRow>`
    select a.id, a.number, a.kind, a.title, a.caption, a.tags, a.kol_id as "kolId", a.kol_name as "kolName", a.tier, a.platform, a.campaign_slug as "campaignSlug", a.orientation,
      a.views, a.performance_band as band, a.created_at as "createdAt", a.deleted_at as "deletedAt", f.hash, f.media_type as "mediaType", f.bytes, f.width, f.height,
      f.duration_ms as "durationMs", f.thumbnails,
      (select count(*)::int from asset_use u where u.workspace_id = a.workspace_id and u.asset_id = a.id) as uses,
      coalesce((select jsonb_agg(jsonb_build_object('fromDay', r.from_day, 'untilDay', r.until_day)) from asset_right r where r.workspace_id = a.workspace_id and r.asset_id = a.id), '[]') as rights
    from asset a left join asset_file f on f.workspace_id = a.workspace_id and f.hash = a.file_hash
    where a.workspace_id = ${workspaceId} and a.id = any(${arrayLiteral(ids)}::uuid[])`.execute(db);
  return rows;
}

/** How many assets a question finds, counted up to a bound. */
export async function countAssets(db: Db, workspaceId: string, question: AssetQuestion, most: number): Promise<{ count: number; more: boolean }> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (select from asset a where ${assetConditions(workspaceId, question, { isBounded: true })} limit ${most + 1}) as found`.execute(db);
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, most), more: count > most };
}

export interface FacetCount {
  readonly facet: AssetFilter;
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

const MAX_VALUES = 60;

/**
 * How many assets have each value of each filter, under all the other conditions: one reading for the filters that are not set, one for each
 * that is. KOLs are named; values are the 60 most frequent.
 */
export async function countAssetFacets(db: Db, workspaceId: string, question: AssetQuestion): Promise<FacetCount[]> {
  const set = (Object.keys(question.filters) as AssetFilter[]).filter((name) => (question.filters[name]?.length ?? 0) > 0);
  const [others, ...own] = await Promise.all([readFacets(db, workspaceId, question, null), ...set.map((name) => readFacets(db, workspaceId, question, name))]);
  return [...others.filter(({ facet }) => !set.includes(facet)), ...own.flatMap((counts, index) => counts.filter(({ facet }) => facet === set[index]))];
}

async function readFacets(db: Db, workspaceId: string, question: AssetQuestion, without: AssetFilter | null): Promise<FacetCount[]> {
  // Of the whole library rights are grouped at once; of what a word finds they are looked up.
  const isWhole = question.search === '';
  const rights = isWhole ? sql`coalesce(rs.state, 'none')` : rightsStateOn(question.today);
  // All columns are grouped in one reading; KOLs get their names and lists of verticals are taken apart when there are few of them left.
  const { rows } = await sql<FacetCount>`
    with found as (
      select a.kind, a.tier, a.platform, a.orientation, a.language, a.performance_band, a.colour, a.kol_id, a.campaign_slug, a.verticals, ${rights} as rights
      from asset a ${isWhole ? sql`left join (${rightsStates(workspaceId, question.today)}) rs on rs.asset_id = a.id` : sql``}
      where ${assetConditions(workspaceId, question, { without })}
    ), grouped as materialized (
      select case when grouping(kind) = 0 then 'kind' when grouping(tier) = 0 then 'tier' when grouping(platform) = 0 then 'platform' when grouping(orientation) = 0 then 'orientation'
          when grouping(language) = 0 then 'language' when grouping(performance_band) = 0 then 'band' when grouping(rights) = 0 then 'rights' when grouping(campaign_slug) = 0 then 'campaign' when grouping(colour) = 0 then 'colour'
          when grouping(kol_id) = 0 then 'kol' else 'vertical' end as facet,
        coalesce(kind, tier, platform, orientation, language, performance_band, rights, campaign_slug, colour, kol_id::text) as value, kol_id, verticals, count(*)::int as count
      from found group by grouping sets ((kind), (tier), (platform), (orientation), (language), (performance_band), (rights), (campaign_slug), (colour), (kol_id), (verticals))
    ), valued as (
      select facet, value, kol_id, count from grouped where facet <> 'vertical' and value is not null
      union all
      select 'vertical', vertical, null, sum(count)::int from grouped cross join lateral unnest(verticals) as vertical where facet = 'vertical' group by vertical
    ), ranked as (
      select facet, value, kol_id, count, row_number() over (partition by facet order by count desc, value) as place from valued
    )
    select facet, value, coalesce(k.name, value) as label, count
    from ranked left join kol k on k.workspace_id = ${workspaceId} and k.id = ranked.kol_id where place <= ${MAX_VALUES} order by facet, place`.execute(db);
  return rows;
}
