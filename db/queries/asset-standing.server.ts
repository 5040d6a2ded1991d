import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { effectiveMetrics } from './content-effective.server.ts';

type Db = Kysely<Database>;

/**
 * Brings the copies that lists filter by up to date: how each asset's post did (its content, or the most seen post of its collaboration), its band
 * among the posts of that platform, tier, platform, verticals and campaign. Writes only rows that differ; returns how many.
 */
export async function refreshAssetStanding(db: Db, workspaceId: string, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    with latest as (
      select distinct on (m.content_id) m.content_id, m.views, m.likes, m.comments, m.shares, m.saves
      from ${effectiveMetrics(db, workspaceId, now)} as m where m.views is not null order by m.content_id, m.captured_at desc, m.source
    ), post as (
      select x.id, x.collaboration_id, l.views,
        case when l.views > 0 and coalesce(l.likes, l.comments, l.shares, l.saves) is not null
          then least(round((coalesce(l.likes, 0) + coalesce(l.comments, 0) + coalesce(l.shares, 0) + coalesce(l.saves, 0)) * 10000.0 / l.views), 2000000000)::int end as engagement,
        case when percent_rank() over (partition by x.platform order by l.views) >= 0.75 then 'high'
          when percent_rank() over (partition by x.platform order by l.views) >= 0.25 then 'middle' else 'low' end as band
      from content x join latest l on l.content_id = x.id where x.workspace_id = ${workspaceId}
    ), best as (
      select distinct on (collaboration_id) * from post order by collaboration_id, views desc, id
    ), fresh as (
      select a.id, coalesce(p.views, b.views) as views, coalesce(p.engagement, b.engagement) as engagement, coalesce(p.band, b.band, 'none') as band,
        coalesce(c.tier, k.tier) as tier, ca.slug, coalesce(x.platform, ac.platform, a.platform) as platform, coalesce(k.verticals, a.verticals) as verticals
      from asset a
      left join kol k on k.workspace_id = a.workspace_id and k.id = a.kol_id
      left join collaboration c on c.workspace_id = a.workspace_id and c.id = a.collaboration_id
      left join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
      left join kol_account ac on ac.workspace_id = c.workspace_id and ac.id = c.account_id
      left join content x on x.workspace_id = a.workspace_id and x.id = a.content_id
      left join post p on p.id = a.content_id
      left join best b on b.collaboration_id = a.collaboration_id and a.content_id is null
      where a.workspace_id = ${workspaceId} and a.status = 'active' and a.kol_id is not null
    )
    update asset a set views = f.views, engagement_basis_points = f.engagement, performance_band = f.band, tier = f.tier, campaign_slug = f.slug, platform = f.platform, verticals = f.verticals
    from fresh f where a.workspace_id = ${workspaceId} and a.id = f.id
      and (a.views, a.engagement_basis_points, a.performance_band, a.tier, a.campaign_slug, a.platform, a.verticals)
        is distinct from (f.views, f.engagement, f.band, f.tier, f.slug, f.platform, f.verticals)`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Assets whose KOL is called otherwise now, with what searching them compares. */
export async function listRenamedAssets(db: Db, workspaceId: string, limit: number) {
  return await db
    .selectFrom('asset as a')
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'a.workspace_id').onRef('k.id', '=', 'a.kol_id'))
    .select(['a.id', 'a.title', 'a.caption', 'a.body', 'a.tags', 'k.name as kolName'])
    .where('a.workspace_id', '=', workspaceId)
    .whereRef('a.kol_name', '<>', 'k.name')
    .orderBy('a.id')
    .limit(limit)
    .execute();
}

export async function updateSearchedNames(db: Db, workspaceId: string, assets: readonly { id: string; kolName: string; searchText: string; searchGrams: readonly string[] }[]): Promise<void> {
  if (assets.length === 0) return;
  // A list of lists must be square for PostgreSQL: each row's grams travel as one text.
  await sql`
    update asset a set kol_name = n.kol_name, search_text = n.search_text, search_grams = n.grams::text[]
    from unnest(${arrayLiteral(assets.map(({ id }) => id))}::uuid[], ${arrayLiteral(assets.map(({ kolName }) => kolName))}::text[],
      ${arrayLiteral(assets.map(({ searchText }) => searchText))}::text[], ${arrayLiteral(assets.map(({ searchGrams }) => arrayLiteral(searchGrams)))}::text[]) as n(id, kol_name, search_text, grams)
    where a.workspace_id = ${workspaceId} and a.id = n.id`.execute(db);
}
