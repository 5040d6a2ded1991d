import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CampaignStatus, MatrixPlan } from '#app/domain/campaign.ts';
import { DEFAULT_MATRIX_PLAN } from '#app/domain/campaign.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';
import { effectiveMetrics } from './content-effective.server.ts';

type Db = Kysely<Database>;

export interface CampaignRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: CampaignStatus;
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay;
  readonly budgetMinor: number;
  readonly currency: string;
  readonly collaborations: number;
  readonly slots: number;
  readonly revenueMinor: number;
  readonly orders: number;
}

/** Every campaign, the latest first, with what its collaborations sold. */
export async function listCampaignRows(db: Db, workspaceId: string, model: AttributionModel): Promise<CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`
    select ca.id, ca.slug, ca.name, ca.status, ca.starts_on as "startsOn", ca.ends_on as "endsOn", ca.budget_minor as "budgetMinor", ca.currency,
      coalesce(s.collaborations, 0) as collaborations, coalesce(t.slots, 0) as slots, coalesce(s.revenue, 0) as "revenueMinor", coalesce(s.orders, 0) as orders
    from campaign ca
    left join (select campaign_id, sum(slots) as slots from campaign_tier where workspace_id = ${workspaceId} group by campaign_id) t on t.campaign_id = ca.id
    left join (
      select c.campaign_id, count(*) filter (where c.status <> 'cancelled') as collaborations, sum(d.revenue)::bigint as revenue, sum(d.orders)::bigint as orders
      from collaboration c
      left join (
        select collaboration_id, sum(revenue_minor) as revenue, sum(orders) as orders from credit_day
        where workspace_id = ${workspaceId} and model = ${model} group by collaboration_id
      ) d on d.collaboration_id = c.id
      where c.workspace_id = ${workspaceId} group by c.campaign_id
    ) s on s.campaign_id = ca.id
    where ca.workspace_id = ${workspaceId}
    order by ca.starts_on desc, ca.slug limit 500`.execute(db);
  return rows;
}

/** Campaigns to choose from, the latest first. */
export async function listCampaignChoices(db: Db, workspaceId: string) {
  return await db
    .selectFrom('campaign')
    .select(['id', 'slug', 'name', 'status', 'starts_on as startsOn', 'ends_on as endsOn', 'landing_url as landingUrl'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('starts_on', 'desc')
    .orderBy('slug')
    .limit(500)
    .execute();
}

export type CampaignDetail = NonNullable<Awaited<ReturnType<typeof findCampaignDetail>>>;

/** A campaign with its plan. */
export async function findCampaignDetail(db: Db, workspaceId: string, slug: string) {
  const campaign = await db
    .selectFrom('campaign')
    .select([
      'id', 'slug', 'name', 'status', 'starts_on as startsOn', 'ends_on as endsOn', 'budget_minor as budgetMinor', 'currency',
      'reserve_basis_points as reserveBasisPoints', 'landing_url as landingUrl', 'target_search_uplift as targetSearchUplift', 'target_ugc_items as targetUgcItems',
      'target_interactions as targetInteractions', 'target_sales_uplift_basis_points as targetSalesUpliftBasisPoints', 'version',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (!campaign) return undefined;
  const tiers = await db
    .selectFrom('campaign_tier')
    .select(['tier', 'slots', 'share_basis_points as shareBasisPoints'])
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaign.id)
    .execute();
  const rowOf = (tier: 'top' | 'mid' | 'emerging') => {
    const row = tiers.find((one) => one.tier === tier);
    return row ? { slots: row.slots, shareBasisPoints: row.shareBasisPoints } : DEFAULT_MATRIX_PLAN[tier];
  };
  const plan: MatrixPlan = { top: rowOf('top'), mid: rowOf('mid'), emerging: rowOf('emerging') };
  return { ...campaign, plan };
}

/** The collaborations of a campaign as cards: who, where, and how they stand after the latest review up to a day. */
export async function listBoardCards(db: Db, workspaceId: string, campaignId: string, asOf: CalendarDay) {
  return await db
    .selectFrom('collaboration as c')
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .innerJoin('kol_account as a', (join) => join.onRef('a.workspace_id', '=', 'c.workspace_id').onRef('a.id', '=', 'c.account_id'))
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('collaboration_review as r')
          .leftJoin('scorecard as s', (join) => join.onRef('s.workspace_id', '=', 'r.workspace_id').onRef('s.collaboration_id', '=', 'r.collaboration_id').onRef('s.as_of', '=', 'r.as_of'))
          .select(['r.light', 'r.fuse', 'r.verdict', 's.score_tenths as scoreTenths', 's.grade'])
          .whereRef('r.workspace_id', '=', 'c.workspace_id')
          .whereRef('r.collaboration_id', '=', 'c.id')
          .where('r.as_of', '<=', asOf)
          .orderBy('r.as_of', 'desc')
          .limit(1)
          .as('standing'),
      (join) => join.onTrue(),
    )
    .select([
      'c.id', 'c.tier', 'c.status', 'c.starts_on as startsOn', 'c.ends_on as endsOn', 'k.name as kolName', 'a.platform', 'a.handle',
      'standing.light', 'standing.fuse', 'standing.verdict', 'standing.scoreTenths', 'standing.grade',
    ])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.campaign_id', '=', campaignId)
    .orderBy('k.name')
    .orderBy('c.id')
    .execute();
}

/** The bench by tier, best score first, a few of each. */
export async function listBenchCards(db: Db, workspaceId: string, campaignId: string) {
  const { rows } = await sql<{ kolId: string; name: string; tier: 'top' | 'mid' | 'emerging'; platform: string; scoreTenths: number | null; priceMinor: number | null; priceCurrency: string | null; availableFrom: CalendarDay | null; place: number; all: number }>`
    select * from (
      select k.id as "kolId", k.name, k.tier, a.platform, s.score_tenths as "scoreTenths", k.price_minor as "priceMinor", k.price_currency as "priceCurrency", k.available_from as "availableFrom",
        row_number() over (partition by k.tier order by s.score_tenths desc nulls last, k.name, k.id) as place, count(*) over (partition by k.tier) as all
      from kol k
      join lateral (
        select a.platform from kol_account a where a.workspace_id = k.workspace_id and a.kol_id = k.id order by a.followers desc nulls last, a.id limit 1
      ) a on true
      left join kol_standing s on s.workspace_id = k.workspace_id and s.kol_id = k.id
      where k.workspace_id = ${workspaceId} and k.status = 'bench'
        and not exists (select 1 from collaboration c where c.workspace_id = k.workspace_id and c.kol_id = k.id and c.campaign_id = ${campaignId} and c.status <> 'cancelled')
    ) as bench where place <= 6 order by tier, place`.execute(db);
  return rows;
}

/** Interactions of a campaign's posts (latest snapshot of each, as it stands), and what is reported of its targets. */
export async function getCampaignActuals(db: Db, workspaceId: string, campaignId: string, now: Date) {
  const { rows } = await sql<{ posts: number; interactions: string | null }>`
    select count(*) as posts, sum(latest.interactions)::text as interactions
    from content x
    join collaboration c on c.workspace_id = x.workspace_id and c.id = x.collaboration_id
    left join lateral (
      select case when coalesce(m.likes, m.comments, m.shares, m.saves) is null then null
        else coalesce(m.likes, 0) + coalesce(m.comments, 0) + coalesce(m.shares, 0) + coalesce(m.saves, 0) end as interactions
      from ${effectiveMetrics(db, workspaceId, now)} m where m.content_id = x.id order by m.captured_at desc limit 1
    ) latest on true
    where x.workspace_id = ${workspaceId} and c.campaign_id = ${campaignId}`.execute(db);
  const interactions = rows[0]?.interactions ?? null;
  return { posts: rows[0]?.posts ?? 0, interactions: interactions === null ? null : Number(interactions) };
}
