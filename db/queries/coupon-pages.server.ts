import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { CouponFinding } from '#app/domain/attribution/coupon-leak.ts';
import type { CouponState } from '#app/domain/attribution/coupon-state.ts';
import { likePattern } from '#app/domain/like-pattern.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import { andAmong } from './condition.server.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export const COUPON_SORTS = ['name', 'coupon', 'state', 'orders', 'clickless', 'fromDay', 'excluded'] as const;
export type CouponSort = (typeof COUPON_SORTS)[number];

export interface CouponQuestion {
  /** The day of the review whose findings are shown. */
  readonly asOf: CalendarDay;
  readonly search: string;
  readonly states?: readonly string[] | undefined;
  readonly campaignSlugs?: readonly string[] | undefined;
  readonly sort: readonly { readonly column: CouponSort; readonly descending: boolean }[];
  readonly page: { readonly offset: number; readonly limit: number };
}

/** A collaboration's coupon: what it brought, what the review says of it, and what is left out of ROI. */
export interface CouponRow {
  readonly collaborationId: string;
  readonly kolName: string;
  readonly campaignName: string;
  readonly coupon: string;
  readonly state: CouponState;
  readonly finding: CouponFinding | null;
  readonly orders: number;
  readonly clicklessOrders: number;
  readonly excludedOrders: number;
  readonly excludedMinor: number;
  readonly allRows: number;
}

const ORDERS: Record<CouponSort, RawBuilder<unknown>> = {
  name: sql`"kolName" ${inPinyinOrder}`, coupon: sql`coupon`, state: sql`array_position(array['excluded', 'suspected', 'clear', 'too_few'], state)`, orders: sql`orders`,
  clickless: sql`"clicklessOrders"`, fromDay: sql`finding ->> 'fromDay'`, excluded: sql`"excludedMinor"`,
};

/** The coupons of the reviewed collaborations. */
export async function listCouponRows(db: Db, workspaceId: string, question: CouponQuestion): Promise<CouponRow[]> {
  const keys = question.sort.map(({ column, descending }) => (descending ? sql`${ORDERS[column]} desc nulls last` : sql`${ORDERS[column]} asc nulls last`));
  const { rows } = await sql<CouponRow>`
    select *, count(*) over () as "allRows" from (
      select r.collaboration_id as "collaborationId", k.name as "kolName", ca.name as "campaignName", c.coupon, nullif(r.detail -> 'coupon', 'null') as finding, ${STATE} as state,
        coalesce(d.orders, 0) as orders, coalesce(d.clickless, 0) as "clicklessOrders", coalesce(d.excluded, 0) as "excludedOrders", coalesce(d.minor, 0)::bigint as "excludedMinor"
      from collaboration_review r
      join collaboration c on c.workspace_id = r.workspace_id and c.id = r.collaboration_id
      join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
      join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
      left join (
        select collaboration_id, sum(orders)::integer as orders, sum(clickless_orders)::integer as clickless, sum(excluded_orders)::integer as excluded, sum(excluded_minor) as minor
        from coupon_day where workspace_id = ${workspaceId} and day <= ${question.asOf}::date group by 1
      ) d on d.collaboration_id = c.id
      where r.workspace_id = ${workspaceId} and r.as_of = ${question.asOf}::date ${andAmong(sql`ca.slug`, question.campaignSlugs)} ${searched(question.search)}
    ) as coupon_row
    where true ${andAmong(sql`state`, question.states)}
    order by ${sql.join([...keys, sql`orders desc`, sql`"collaborationId"`])} limit ${question.page.limit} offset ${question.page.offset}`.execute(db);
  return rows;
}

/** What an exclusion in force comes before what the review says. */
const STATE = sql`case when exists (
    select 1 from credit_exclusion x where x.workspace_id = r.workspace_id and x.collaboration_id = r.collaboration_id and x.lifted_at is null
  ) then 'excluded' else coalesce(r.detail -> 'coupon' ->> 'status', 'too_few') end`;

function searched(text: string): RawBuilder<unknown> {
  if (text === '') return sql``;
  const pattern = likePattern(text);
  return sql`and (k.name ilike ${pattern} or c.coupon ilike ${pattern})`;
}

/** Coupons of a campaign that a review suspects and that nobody has decided on since: what was left out and put back was looked at. */
export async function countSuspectedCoupons(db: Db, workspaceId: string, at: { readonly campaignId: string; readonly asOf: CalendarDay }): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from collaboration_review r
    join collaboration c on c.workspace_id = r.workspace_id and c.id = r.collaboration_id
    where r.workspace_id = ${workspaceId} and r.as_of = ${at.asOf}::date and c.campaign_id = ${at.campaignId}::uuid and r.detail -> 'coupon' ->> 'status' = 'suspected'
      and not exists (select 1 from credit_exclusion x where x.workspace_id = r.workspace_id and x.collaboration_id = r.collaboration_id)`.execute(db);
  return rows[0]?.count ?? 0;
}
