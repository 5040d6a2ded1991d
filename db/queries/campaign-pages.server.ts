import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CampaignStatus, MatrixPlan } from '#app/domain/campaign.ts';
import { DEFAULT_MATRIX_PLAN } from '#app/domain/campaign.ts';
import type { CountedActuals } from '#app/domain/campaign-targets.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';
import { effectiveMetrics } from './content-effective.server.ts';
import { inPinyinOrder } from './name-order.server.ts';

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
          .select([
            'r.light', 'r.fuse', 'r.verdict', 'r.too_early as tooEarly', 'r.revenue_minor as reviewedRevenueMinor', 'r.cost_minor as reviewedCostMinor', 'r.roi_at_close as roiAtClose',
            'r.interval_low as intervalLow', 'r.interval_high as intervalHigh', 's.score_tenths as scoreTenths', 's.grade',
          ])
          .whereRef('r.workspace_id', '=', 'c.workspace_id')
          .whereRef('r.collaboration_id', '=', 'c.id')
          .where('r.as_of', '<=', asOf)
          .orderBy('r.as_of', 'desc')
          .limit(1)
          .as('standing'),
      (join) => join.onTrue(),
    )
    .select([
      'c.id', 'c.version', 'c.kol_id as kolId', 'c.replaces_id as replacesId', 'c.tier', 'c.status', 'c.starts_on as startsOn', 'c.ends_on as endsOn', 'k.name as kolName', 'a.platform', 'a.handle',
      'standing.light', 'standing.fuse', 'standing.verdict', 'standing.tooEarly', 'standing.reviewedRevenueMinor', 'standing.reviewedCostMinor', 'standing.roiAtClose', 'standing.intervalLow',
      'standing.intervalHigh', 'standing.scoreTenths', 'standing.grade',
    ])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.campaign_id', '=', campaignId)
    .orderBy(sql`k.name ${inPinyinOrder}`)
    .orderBy('c.id')
    .execute();
}

/** Posts of a campaign and the interactions with them, as their latest readings stand: what the portal itself can say of the campaign's targets. */
export async function getCampaignActuals(db: Db, workspaceId: string, campaignId: string, now: Date): Promise<CountedActuals> {
  const { rows } = await sql<{ posts: number; measured: number; interactions: string | null; capturedAt: Date | null }>`
    select count(*) as posts, count(latest.interactions) as measured, sum(latest.interactions)::text as interactions, max(latest.captured_at) filter (where latest.interactions is not null) as "capturedAt"
    from content x
    join collaboration c on c.workspace_id = x.workspace_id and c.id = x.collaboration_id
    left join lateral (
      select m.captured_at, case when coalesce(m.likes, m.comments, m.shares, m.saves) is null then null
        else coalesce(m.likes, 0) + coalesce(m.comments, 0) + coalesce(m.shares, 0) + coalesce(m.saves, 0) end as interactions
      from ${effectiveMetrics(db, workspaceId, now)} m where m.content_id = x.id order by m.captured_at desc limit 1
    ) latest on true
    where x.workspace_id = ${workspaceId} and c.campaign_id = ${campaignId}`.execute(db);
  const [row] = rows;
  const interactions = row?.interactions ?? null;
  return { posts: Number(row?.posts ?? 0), measuredPosts: Number(row?.measured ?? 0), interactions: interactions === null ? null : Number(interactions), capturedAt: row?.capturedAt ?? null };
}
