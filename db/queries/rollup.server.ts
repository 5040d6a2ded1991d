import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Automation } from '#app/domain/attribution/counted-clicks.ts';
import type { Touch } from '#app/domain/attribution/touches.ts';
import type { AttributionMethod, OrderStatus } from '#app/domain/order.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { isExcluded } from './counted-credit.server.ts';
import { rebuildCouponDays } from './coupon-day.server.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

/** A credited order with refunds, with what its credit was divided over. */
export interface RefundedOrder {
  readonly shop: string;
  readonly orderId: string;
  readonly placedAt: Date;
  readonly currency: string;
  readonly merchandiseMinor: number;
  readonly status: OrderStatus;
  readonly rate: string | null;
  readonly method: AttributionMethod;
  readonly collaborationIds: readonly string[];
  readonly touches: readonly Touch[];
}

interface RefundedRow {
  shop: string; order_id: string; placed_at: Date; currency: string; merchandise_minor: number; status: OrderStatus; rate: string | null;
  method: AttributionMethod; collaboration_ids: string[]; touches: [string, string, number][] | null;
}

/** The credited orders of some days that were refunded in part or whole: the few whose gross is not their credit. */
export async function listRefundedOrders(db: Db, workspaceId: string, days: readonly CalendarDay[]): Promise<RefundedOrder[]> {
  const { rows } = await sql<RefundedRow>`
    select o.shop, o.order_id, o.placed_at, o.currency, o.merchandise_minor, o.status, o.rate, o.method,
      (select array_agg(c.collaboration_id::text order by c.collaboration_id) from order_credit c
        where c.workspace_id = o.workspace_id and c.shop = o.shop and c.order_id = o.order_id) as collaboration_ids,
      (select jsonb_agg(jsonb_build_array(t.click_id, t.collaboration_id, (extract(epoch from t.clicked_at) * 1000)::bigint) order by t.clicked_at, t.click_id)
        from order_touch t where t.workspace_id = o.workspace_id and t.shop = o.shop and t.order_id = o.order_id) as touches
    from shop_order o
    where o.workspace_id = ${workspaceId} and o.placed_day = any(${arrayLiteral(days)}::date[]) and o.refunded_minor > 0 and o.method <> 'none'
      and o.net_reporting_minor is not null
    order by o.placed_day, o.shop, o.order_id`.execute(db);
  return rows.map((row) => ({
    shop: row.shop, orderId: row.order_id, placedAt: row.placed_at, currency: row.currency, merchandiseMinor: row.merchandise_minor,
    status: row.status, rate: row.rate, method: row.method, collaborationIds: row.collaboration_ids,
    touches: (row.touches ?? []).map(([clickId, collaborationId, clickedMs]) => ({ clickId, collaborationId, clickedAt: new Date(clickedMs) })),
  }));
}

/** A collaboration's share of a refunded order before its refunds. */
export interface GrossShare {
  readonly shop: string;
  readonly orderId: string;
  readonly collaborationId: string;
  readonly amounts: Readonly<Record<AttributionModel, number>>;
}

/**
 * Rebuilds `credit_day` of some days from the credits that count, and `coupon_day` from all of them. For orders without refunds the gross is the credit
 * itself; `grossShares` holds it for the others. `orders` are those with a positive credit, `refunded_orders` those with a positive gross and a refund, new and known customers are among `orders`.
 */
export async function rebuildCreditDays(trx: Trx, workspaceId: string, days: readonly CalendarDay[], grossShares: readonly GrossShare[]): Promise<void> {
  if (days.length === 0) return;
  const column = (value: (share: GrossShare) => string | number) => arrayLiteral(grossShares.map(value));
  await sql`delete from credit_day where workspace_id = ${workspaceId} and day = any(${arrayLiteral(days)}::date[])`.execute(trx);
  await sql`
    insert into credit_day (workspace_id, model, collaboration_id, day, orders, refunded_orders, new_customer_orders, known_customer_orders, revenue_minor, gross_minor,
      coupon_orders, utm_orders)
    select ${workspaceId}::uuid, m.model, c.collaboration_id, c.placed_day,
      count(*) filter (where m.credit > 0), count(*) filter (where m.gross > 0 and o.refunded_minor > 0),
      count(*) filter (where m.credit > 0 and o.is_new_customer), count(*) filter (where m.credit > 0 and not o.is_new_customer),
      sum(m.credit), sum(m.gross), count(*) filter (where m.credit > 0 and o.method = 'coupon'), count(*) filter (where m.credit > 0 and o.method = 'utm')
    from order_credit c
    join shop_order o on o.workspace_id = c.workspace_id and o.shop = c.shop and o.order_id = c.order_id
    left join unnest(${column((s) => s.shop)}::text[], ${column((s) => s.orderId)}::text[], ${column((s) => s.collaborationId)}::uuid[],
      ${column((s) => s.amounts.last_click)}::bigint[], ${column((s) => s.amounts.first_click)}::bigint[], ${column((s) => s.amounts.linear)}::bigint[],
      ${column((s) => s.amounts.time_decay)}::bigint[], ${column((s) => s.amounts.position)}::bigint[]
    ) as g(shop, order_id, collaboration_id, last_click, first_click, linear, time_decay, position)
      on o.refunded_minor > 0 and g.shop = c.shop and g.order_id = c.order_id and g.collaboration_id = c.collaboration_id
    cross join lateral (values
      ('last_click', c.last_click_minor, coalesce(g.last_click, c.last_click_minor)),
      ('first_click', c.first_click_minor, coalesce(g.first_click, c.first_click_minor)),
      ('linear', c.linear_minor, coalesce(g.linear, c.linear_minor)),
      ('time_decay', c.time_decay_minor, coalesce(g.time_decay, c.time_decay_minor)),
      ('position', c.position_minor, coalesce(g.position, c.position_minor))
    ) as m(model, credit, gross)
    where c.workspace_id = ${workspaceId} and c.placed_day = any(${arrayLiteral(days)}::date[]) and (m.credit > 0 or m.gross > 0)
      and not ${isExcluded()}
    group by m.model, c.collaboration_id, c.placed_day`.execute(trx);
  await rebuildCouponDays(trx, workspaceId, days);
}

/** A calendar day with the instants at which it begins and ends in the workspace's zone. */
export interface DaySpan {
  readonly day: CalendarDay;
  readonly startAt: Date;
  readonly endAt: Date;
}

/**
 * Rebuilds `click_day` of one day: clicks and visitors that count, by people or looking automated in a way that is `counted`, apart from them
 * the others, and how many clicks look automated in which way.
 */
export async function rebuildClickDay(trx: Trx, workspaceId: string, span: DaySpan, counted: readonly Automation[]): Promise<void> {
  const counts = sql`(automation is null or automation = any(${arrayLiteral(counted)}::text[]))`;
  await sql`delete from click_day where workspace_id = ${workspaceId} and day = ${span.day}::date`.execute(trx);
  await sql`
    insert into click_day (workspace_id, collaboration_id, day, clicks, visitors, automated, crawlers, previews, prefetches, heads)
    select ${workspaceId}::uuid, collaboration_id, ${span.day}::date, count(*) filter (where ${counts}),
      count(distinct visitor_id) filter (where ${counts}), count(*) filter (where not ${counts}),
      count(*) filter (where automation = 'crawler'), count(*) filter (where automation = 'preview'),
      count(*) filter (where automation = 'prefetch'), count(*) filter (where automation = 'head')
    from click
    where workspace_id = ${workspaceId} and clicked_at >= ${span.startAt} and clicked_at < ${span.endAt}
    group by collaboration_id`.execute(trx);
}

/** Whether a day's roll-up holds as many clicks as there are. Clicks are only ever added, so equal counts mean equal clicks. */
export async function clickDayIsComplete(db: Db, workspaceId: string, span: DaySpan): Promise<boolean> {
  const { rows } = await sql<{ complete: boolean }>`
    select (select count(*) from click where workspace_id = ${workspaceId} and clicked_at >= ${span.startAt} and clicked_at < ${span.endAt})
      = (select coalesce(sum(clicks + automated), 0) from click_day where workspace_id = ${workspaceId} and day = ${span.day}::date) as complete`.execute(db);
  return rows[0]?.complete ?? false;
}

/** Every day that has credits or a roll-up of credits. */
export async function listCreditedDays(db: Db, workspaceId: string): Promise<CalendarDay[]> {
  const { rows } = await sql<{ day: string }>`
    select placed_day as day from order_credit where workspace_id = ${workspaceId}
    union select day from credit_day where workspace_id = ${workspaceId}
    union select day from coupon_day where workspace_id = ${workspaceId} order by day`.execute(db);
  return rows.map((row) => row.day);
}

/** Every calendar day of the workspace's zone that has clicks or a roll-up of clicks. */
export async function listClickedDays(db: Db, workspaceId: string, timeZone: string): Promise<CalendarDay[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct (clicked_at at time zone ${timeZone})::date as day from click where workspace_id = ${workspaceId}
    union select day from click_day where workspace_id = ${workspaceId} order by day`.execute(db);
  return rows.map((row) => row.day);
}
