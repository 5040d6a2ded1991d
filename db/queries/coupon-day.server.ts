import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { isExcluded } from './counted-credit.server.ts';

/**
 * Rebuilds `coupon_day` of some days from the credits: what each coupon brought, and what of it is left out of ROI. A coupon's credit is the
 * same under every model, so the amounts need no model.
 */
export async function rebuildCouponDays(trx: Transaction<Database>, workspaceId: string, days: readonly CalendarDay[]): Promise<void> {
  await sql`delete from coupon_day where workspace_id = ${workspaceId} and day = any(${arrayLiteral(days)}::date[])`.execute(trx);
  await sql`
    insert into coupon_day (workspace_id, collaboration_id, day, orders, clickless_orders, new_customer_orders, excluded_orders, excluded_minor)
    select ${workspaceId}::uuid, collaboration_id, placed_day, count(*), count(*) filter (where click_id is null), count(*) filter (where is_new_customer),
      count(*) filter (where excluded), coalesce(sum(last_click_minor) filter (where excluded), 0)
    from (
      select c.collaboration_id, c.placed_day, c.last_click_minor, o.click_id, o.is_new_customer, ${isExcluded()} as excluded
      from order_credit c
      join shop_order o on o.workspace_id = c.workspace_id and o.shop = c.shop and o.order_id = c.order_id
      where c.workspace_id = ${workspaceId} and c.placed_day = any(${arrayLiteral(days)}::date[]) and o.method = 'coupon' and c.last_click_minor > 0
    ) as coupon_order
    group by collaboration_id, placed_day`.execute(trx);
}

/** What coupons brought, by collaboration and day, up to a day. */
export async function listCouponDays(db: Kysely<Database>, workspaceId: string, throughDay: CalendarDay) {
  return await db
    .selectFrom('coupon_day')
    .select(['collaboration_id as collaborationId', 'day', 'orders', 'clickless_orders as clicklessOrders', 'new_customer_orders as newCustomerOrders'])
    .where('workspace_id', '=', workspaceId)
    .where('day', '<=', throughDay)
    .orderBy('collaboration_id')
    .orderBy('day')
    .execute();
}

/** What a collaboration's coupon brought from a day on: orders, and their credited net revenue in the reporting currency. */
export async function sumCouponOrders(
  db: Kysely<Database>, workspaceId: string, { collaborationId, fromDay }: { readonly collaborationId: string; readonly fromDay: CalendarDay },
): Promise<{ orders: number; minor: number }> {
  const { rows } = await sql<{ orders: number; minor: string | null }>`
    select count(*) as orders, sum(c.last_click_minor)::text as minor
    from order_credit c join shop_order o on o.workspace_id = c.workspace_id and o.shop = c.shop and o.order_id = c.order_id
    where c.workspace_id = ${workspaceId} and c.collaboration_id = ${collaborationId}::uuid and c.placed_day >= ${fromDay}::date and o.method = 'coupon' and c.last_click_minor > 0`.execute(db);
  return { orders: rows[0]?.orders ?? 0, minor: Number(rows[0]?.minor ?? 0) };
}
