import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Platform, Tier } from '#app/domain/kol.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Policy } from '#app/domain/policy.ts';
import type { RoiAtClose } from '#app/domain/proposals/pooled-roi.ts';
import { pooledLight, pooledRoi } from '#app/domain/proposals/pooled-roi.ts';
import type { VerdictKind } from '#app/domain/proposals/proposal.ts';
import type { RoiLine, RoiTotals } from '#app/domain/proposals/roi-groups.ts';
import { FUSE_STATES } from '#app/domain/scoring/fuse.ts';
import type { Light } from '#app/domain/scoring/light.ts';
import { profitRoiText, roiOf } from '#app/domain/scoring/roi.ts';
import type { RoiGrouping } from '#app/domain/scoring/roi-grouping.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { andAmong } from './condition.server.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

/** Columns that the board can be ordered by. The probabilities order single collaborations only. */
export const ROI_SORTS = ['name', 'tier', 'campaign', 'revenue', 'cost', 'roi', 'atClose', 'below1', 'below15', 'atLeast3', 'orders', 'light', 'fuse'] as const;
export type RoiSort = (typeof ROI_SORTS)[number];

export interface RoiQuestion {
  /** A day of a review (`isReviewDay`). */
  readonly asOf: CalendarDay;
  readonly by: RoiGrouping;
  /** Each list that is given narrows the rows to its values. */
  readonly filter?: {
    readonly campaignSlugs?: readonly string[] | undefined;
    readonly kolIds?: readonly string[] | undefined;
    readonly collaborationIds?: readonly string[] | undefined;
    readonly tiers?: readonly string[] | undefined;
    readonly lights?: readonly string[] | undefined;
  };
  readonly sort?: readonly { readonly column: RoiSort; readonly descending: boolean }[];
  /** All rows where absent. */
  readonly page?: { readonly offset: number; readonly limit: number };
}

export interface RoiBoard {
  readonly rows: RoiLine[];
  /** Of all rows that pass the filter, not of the page alone. */
  readonly count: number;
  readonly totals: RoiTotals;
}

/**
 * The ROI of a reviewed day, from what the review stored: one statement whatever the grouping (product.md section 7). A group's
 * ROI at close is the cost-weighted mean of its collaborations', taken as independent; their means and variances come from the
 * stored 5, 50 and 95 % points (extended Pearson-Tukey, Keefer and Bodily 1983).
 */
export async function listRoi(db: Db, workspaceId: string, question: RoiQuestion, thresholds: Policy['roi']): Promise<RoiBoard> {
  const { rows } = await sql<GroupRow>`
    with line as (${lines(workspaceId, question)}), grouped as (${grouped(question.by)})
    select *, count(*) over () as all_rows, sum(revenue) over () as all_revenue, sum(cost) over () as all_cost, sum(order_count) over () as all_orders,
      sum(weight) over () as all_weight, sum(weighted_mean) over () as all_mean, sum(weighted_variance) over () as all_variance
    from (
      select *, case when outlooks = 1 then single_median else ${gammaMedian} end as at_close from grouped
    ) as ranked
    order by ${ordering(question)}
    limit ${question.page?.limit ?? null} offset ${question.page?.offset ?? 0}`.execute(db);
  const first = rows[0];
  if (!first) return question.page?.offset ? await listRoi(db, workspaceId, { ...question, page: { ...question.page, offset: 0 } }, thresholds) : NOTHING;
  return {
    rows: rows.map((row) => lineOf(row, question.by, thresholds)),
    count: first.all_rows,
    totals: {
      revenueMinor: Number(first.all_revenue), costMinor: Number(first.all_cost), orders: Number(first.all_orders),
      roi: roiOf(Number(first.all_revenue), Number(first.all_cost)).text,
      profitRoi: profitRoiText(Number(first.all_revenue), Number(first.all_cost), thresholds.grossMarginBasisPoints),
      atClose: poolOutlooks(first.all_weight, first.all_mean, first.all_variance, thresholds),
    },
  };
}

const NOTHING: RoiBoard = { rows: [], count: 0, totals: { revenueMinor: 0, costMinor: 0, orders: 0, roi: null, profitRoi: null, atClose: null } };

/** Whether a day was reviewed. */
export async function isReviewDay(db: Db, workspaceId: string, asOf: CalendarDay): Promise<boolean> {
  const row = await db.selectFrom('collaboration_review').select('as_of').where('workspace_id', '=', workspaceId).where('as_of', '=', asOf).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Days that were reviewed, latest first; steps through the index from day to day instead of reading every row. */
export async function listReviewDays(db: Db, workspaceId: string, limit = 60): Promise<CalendarDay[]> {
  const { rows } = await sql<{ day: string | null }>`
    with recursive step as (
      (select as_of from collaboration_review where workspace_id = ${workspaceId} order by as_of desc limit 1)
      union all
      select (select r.as_of from collaboration_review r where r.workspace_id = ${workspaceId} and r.as_of < step.as_of order by r.as_of desc limit 1)
      from step where step.as_of is not null
    )
    select as_of as day from step where as_of is not null limit ${limit}`.execute(db);
  return rows.flatMap(({ day }) => (day === null ? [] : [day]));
}

/** Campaigns that a reviewed day has collaborations of, for the filter. */
export async function listReviewedCampaigns(db: Db, workspaceId: string, asOf: CalendarDay) {
  return await db
    .selectFrom('campaign as ca')
    .select(['ca.slug', 'ca.name'])
    .where('ca.workspace_id', '=', workspaceId)
    .where('ca.id', 'in', (eb) =>
      eb
        .selectFrom('collaboration_review as r')
        .innerJoin('collaboration as c', (join) => join.onRef('c.workspace_id', '=', 'r.workspace_id').onRef('c.id', '=', 'r.collaboration_id'))
        .select('c.campaign_id')
        .where('r.workspace_id', '=', workspaceId)
        .where('r.as_of', '=', asOf),
    )
    .orderBy('ca.starts_on', 'desc')
    .orderBy('ca.slug')
    .limit(200)
    .execute();
}

interface GroupRow {
  key: string; collaborations: number; collaboration_id: string | null; kol_id: string | null; kol_name: string | null; handle: string | null;
  platform: Platform | null; tier: Tier | null; campaign_slug: string | null; campaign_name: string | null;
  revenue: string; cost: string; order_count: number; greys: number; fuse_step: number; verdict: VerdictKind | null; light: Light;
  outlooks: number; single_median: number | null; single_low: number | null; single_high: number | null;
  single_below_1: number | null; single_below_15: number | null; single_at_least_3: number | null;
  weight: number | null; weighted_mean: number | null; weighted_variance: number | null;
  open_proposals: number; proposal_id: string | null; coverage: number | null; policy_version: number;
  all_rows: number; all_revenue: string; all_cost: string; all_orders: string; all_weight: number | null; all_mean: number | null; all_variance: number | null;
}

/** What a reviewed collaboration `r` brings to a pool: its weight, and the mean of its ROI at close and of the square (`outlookMoments` in SQL). */
export const outlookColumns = sql`(r.detail ->> 'committedMinor')::float8 as committed,
  0.63 * r.roi_at_close + 0.185 * (r.interval_low + r.interval_high) as mean,
  0.63 * r.roi_at_close ^ 2 + 0.185 * (r.interval_low ^ 2 + r.interval_high ^ 2) as mean_square`;

/** The sums over `outlookColumns` that `poolOutlooks` takes; a line without an outlook adds to none of them. */
export const outlookSums = sql`sum(committed) filter (where mean is not null) as weight, sum(committed * mean) as weighted_mean,
  sum(committed ^ 2 * greatest(mean_square - mean ^ 2, 0)) as weighted_variance`;

/** One line for each reviewed collaboration that passes the filter. */
function lines(workspaceId: string, { asOf, filter = {} }: RoiQuestion): RawBuilder<unknown> {
  return sql`
    select r.*, ${outlookColumns}, c.kol_id, c.tier, k.name as kol_name, a.platform, a.handle,
      ca.slug as campaign_slug, ca.name as campaign_name, p.id as proposal_id, s.coverage_basis_points
    from collaboration_review r
    join collaboration c on c.workspace_id = r.workspace_id and c.id = r.collaboration_id
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
    join kol_account a on a.workspace_id = c.workspace_id and a.id = c.account_id
    join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
    left join scorecard s on s.workspace_id = r.workspace_id and s.collaboration_id = r.collaboration_id and s.as_of = r.as_of
    left join proposal p on p.workspace_id = r.workspace_id and p.collaboration_id = r.collaboration_id and p.status = 'open'
    where r.workspace_id = ${workspaceId} and r.as_of = ${asOf}::date
      ${andAmong(sql`ca.slug`, filter.campaignSlugs)} ${andAmong(sql`c.kol_id::text`, filter.kolIds)} ${andAmong(sql`c.id::text`, filter.collaborationIds)}
      ${andAmong(sql`c.tier`, filter.tiers)} ${andAmong(sql`r.light`, filter.lights)}`;
}

const KEYS: Record<RoiGrouping, RawBuilder<unknown>> = {
  collaboration: sql`collaboration_id::text`, kol: sql`kol_id::text`, tier: sql`tier`, campaign: sql`campaign_slug`,
};

/** What all rows of a group have in common, null otherwise. */
const common = (column: RawBuilder<unknown>) => sql`case when min(${column}) = max(${column}) then min(${column}) end`;

function grouped(by: RoiGrouping): RawBuilder<unknown> {
  return sql`
    select ${KEYS[by]} as key, count(*) as collaborations, ${common(sql`collaboration_id::text`)} as collaboration_id, ${common(sql`kol_id::text`)} as kol_id,
      ${common(sql`kol_name`)} as kol_name, ${common(sql`handle`)} as handle, ${common(sql`platform`)} as platform, ${common(sql`tier`)} as tier,
      ${common(sql`campaign_slug`)} as campaign_slug, ${common(sql`campaign_name`)} as campaign_name,
      sum(revenue_minor) as revenue, sum(cost_minor) as cost, sum(orders) as order_count, count(*) filter (where light = 'grey') as greys, min(light) as light,
      max(array_position(${arrayLiteral(FUSE_STATES)}::text[], fuse)) as fuse_step, ${common(sql`verdict`)} as verdict,
      count(roi_at_close) as outlooks, min(roi_at_close) as single_median, min(interval_low) as single_low, min(interval_high) as single_high,
      min(probability_below_1) as single_below_1, min(probability_below_15) as single_below_15, min(probability_at_least_3) as single_at_least_3,
      ${outlookSums},
      count(proposal_id) as open_proposals, min(proposal_id::text) as proposal_id,
      (sum(coverage_basis_points * cost_minor) / nullif(sum(cost_minor) filter (where coverage_basis_points is not null), 0))::float8 as coverage,
      max(policy_version) as policy_version
    from line group by 1`;
}

/** Median of the gamma distribution of a group (Wilson-Hilferty), near enough to what is shown to order by it. */
const gammaMedian = sql`case when weighted_mean > 0 then
  weighted_mean / weight * greatest(0, 1 - weighted_variance / weighted_mean ^ 2 / 9) ^ 3 when weight > 0 then 0 end`;

const ORDERS: Record<RoiSort, RawBuilder<unknown>> = {
  name: sql`coalesce(kol_name, campaign_name, key) ${inPinyinOrder}`, tier: sql`array_position(array['top', 'mid', 'emerging'], tier)`, campaign: sql`campaign_name`,
  revenue: sql`revenue`, cost: sql`cost`, roi: sql`revenue / nullif(cost, 0)`, atClose: sql`at_close`,
  below1: sql`single_below_1`, below15: sql`single_below_15`, atLeast3: sql`single_at_least_3`, orders: sql`order_count`,
  light: sql`array_position(array['red', 'amber', 'green', 'star'], light)`, fuse: sql`fuse_step`,
};

function ordering({ sort = [], by }: RoiQuestion): RawBuilder<unknown> {
  // A group's light goes by its ROI at close.
  const keyOf = (column: RoiSort) => (column === 'light' && by !== 'collaboration' ? ORDERS.atClose : ORDERS[column]);
  const keys = sort.map(({ column, descending }) => (descending ? sql`${keyOf(column)} desc nulls last` : sql`${keyOf(column)} asc nulls last`));
  return sql.join([...keys, sql`key`]);
}

function lineOf(row: GroupRow, by: RoiGrouping, thresholds: Policy['roi']): RoiLine {
  const revenueMinor = Number(row.revenue);
  const costMinor = Number(row.cost);
  const atClose = row.outlooks === 1 ? single(row) : poolOutlooks(row.weight, row.weighted_mean, row.weighted_variance, thresholds);
  return {
    key: row.key, collaborations: row.collaborations, collaborationId: row.collaboration_id, kolId: row.kol_id, kolName: row.kol_name, handle: row.handle,
    platform: row.platform, tier: row.tier, campaignSlug: row.campaign_slug, campaignName: row.campaign_name,
    revenueMinor, costMinor, orders: Number(row.order_count), roi: roiOf(revenueMinor, costMinor).text,
    profitRoi: profitRoiText(revenueMinor, costMinor, thresholds.grossMarginBasisPoints), atClose,
    light: by === 'collaboration' ? row.light : pooledLight(atClose, row.greys === row.collaborations, thresholds),
    fuse: FUSE_STATES[row.fuse_step - 1] ?? 'closed', verdict: row.verdict,
    openProposals: row.open_proposals, proposalId: row.open_proposals === 1 ? row.proposal_id : null,
    coverageBasisPoints: row.coverage === null ? null : Math.round(row.coverage), policyVersion: row.policy_version,
  };
}

function single(row: GroupRow): RoiAtClose | null {
  const { single_median: median, single_low: low, single_high: high } = row;
  if (median === null || low === null || high === null) return null;
  return {
    median, interval90: { low, high },
    probability: { roiBelow1: row.single_below_1 ?? 0, roiBelow15: row.single_below_15 ?? 0, roiAtLeast3: row.single_at_least_3 ?? 0 },
  };
}

/** ROI at close of a pool from its sums: of the weights, of weight x mean, of weight^2 x variance. */
export function poolOutlooks(weight: number | null, mean: number | null, variance: number | null, thresholds: Policy['roi']): RoiAtClose | null {
  if (!weight || mean === null || variance === null) return null;
  return pooledRoi({ mean: mean / weight, variance: variance / weight ** 2 }, thresholds);
}
