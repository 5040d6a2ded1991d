import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { OrderKey } from './order-facts.server.ts';
import type { ClaimRecord, CreditRecord, OrderOrigin, OrderRecord, TouchRecord } from './order-records.server.ts';
import { uuidOrNull } from './order-records.server.ts';
import { inOrder } from './pipeline.server.ts';

type Trx = Transaction<Database>;

/** The columns that insert and update share, as arrays in one order. */
function recordTable(records: readonly OrderRecord[]) {
  const column = (value: (record: OrderRecord) => string | number | boolean | null) => arrayLiteral(records.map(value));
  return sql`unnest(
    ${column((r) => r.order.shop)}::text[], ${column((r) => r.order.orderId)}::text[],
    ${column((r) => r.order.placedAt.toISOString())}::timestamptz[], ${column((r) => r.derived.placedDay)}::date[], ${column((r) => r.order.currency)}::text[],
    ${column((r) => r.order.merchandiseMinor)}::bigint[], ${column((r) => r.order.refundedMinor)}::bigint[], ${column((r) => r.derived.refundedMinor)}::bigint[],
    ${column((r) => r.order.status)}::text[], ${column((r) => (r.order.discountCodes.length === 0 ? null : arrayLiteral(r.order.discountCodes)))}::text[],
    ${column((r) => uuidOrNull(r.order.clickId))}::uuid[], ${column((r) => r.order.utmContent)}::text[], ${column((r) => r.order.customerHash)}::text[],
    ${column((r) => r.isNewCustomer)}::boolean[], ${column((r) => r.derived.netMinor)}::bigint[], ${column((r) => r.derived.rate)}::numeric[],
    ${column((r) => r.derived.netReportingMinor)}::bigint[], ${column((r) => r.method)}::text[], ${column((r) => r.order.sourceUpdatedAt?.toISOString() ?? null)}::timestamptz[]
  ) as r(shop, order_id, placed_at, placed_day, currency, merchandise_minor, stated_refunded_minor, refunded_minor, status, discount_codes, click_id,
    utm_content, customer, is_new_customer, net_minor, rate, net_reporting_minor, method, source_updated_at)`;
}

const codesOf = sql`coalesce(r.discount_codes::text[], '{}')`;

/** @throws a unique violation when one of them exists: callers read under the workspace's lock first */
export async function insertOrders(trx: Trx, workspaceId: string, records: readonly OrderRecord[], origin: OrderOrigin): Promise<void> {
  if (records.length === 0) return;
  await sql`
    insert into shop_order (workspace_id, shop, order_id, placed_at, placed_day, currency, merchandise_minor, stated_refunded_minor, refunded_minor,
      status, discount_codes, click_id, utm_content, customer_hash, is_new_customer, net_minor, rate, net_reporting_minor, method,
      source, source_updated_at, import_id, received_at)
    select ${workspaceId}::uuid, r.shop, r.order_id, r.placed_at, r.placed_day, r.currency, r.merchandise_minor, r.stated_refunded_minor, r.refunded_minor,
      r.status, ${codesOf}, r.click_id, r.utm_content, decode(r.customer, 'hex'), r.is_new_customer, r.net_minor, r.rate, r.net_reporting_minor, r.method,
      ${origin.source}::text, r.source_updated_at, ${origin.importId}::uuid, ${origin.now}::timestamptz
    from ${recordTable(records)}`.execute(trx);
}

/** Replaces what may change of known orders. Where an order came from first, and the import that made it, stay; being decided anew is no change. */
export async function updateOrders(trx: Trx, workspaceId: string, records: readonly OrderRecord[], now: Date): Promise<void> {
  if (records.length === 0) return;
  await sql`
    update shop_order o set placed_at = r.placed_at, placed_day = r.placed_day, currency = r.currency, merchandise_minor = r.merchandise_minor,
      stated_refunded_minor = r.stated_refunded_minor, refunded_minor = r.refunded_minor, status = r.status, discount_codes = ${codesOf},
      click_id = r.click_id, utm_content = r.utm_content, customer_hash = decode(r.customer, 'hex'), net_minor = r.net_minor, rate = r.rate,
      net_reporting_minor = r.net_reporting_minor, method = r.method, source_updated_at = r.source_updated_at,
      changed_at = case when (o.placed_at, o.currency, o.merchandise_minor, o.stated_refunded_minor, o.refunded_minor, o.status, o.discount_codes, o.click_id,
        o.utm_content, o.customer_hash, o.source_updated_at) is distinct from (r.placed_at, r.currency, r.merchandise_minor, r.stated_refunded_minor,
        r.refunded_minor, r.status, ${codesOf}, r.click_id, r.utm_content, decode(r.customer, 'hex'), r.source_updated_at) then ${now} else o.changed_at end
    from ${recordTable(records)}
    where o.workspace_id = ${workspaceId} and o.shop = r.shop and o.order_id = r.order_id`.execute(trx);
}

/** Notes that a newer version of these orders said nothing new, so that an older one that comes later does not win. */
export async function touchOrders(trx: Trx, workspaceId: string, orders: readonly OrderArrival[]): Promise<void> {
  if (orders.length === 0) return;
  await sql`
    update shop_order o set source_updated_at = r.updated_at, changed_at = r.updated_at
    from unnest(${arrayLiteral(orders.map((o) => o.shop))}::text[], ${arrayLiteral(orders.map((o) => o.orderId))}::text[],
      ${arrayLiteral(orders.map((o) => o.sourceUpdatedAt?.toISOString() ?? null))}::timestamptz[]) as r(shop, order_id, updated_at)
    where o.workspace_id = ${workspaceId} and o.shop = r.shop and o.order_id = r.order_id`.execute(trx);
}

/** Takes away the credits of orders that are about to get new ones and, unless they are frozen, the touches and claims too. */
export async function deleteAttribution(trx: Trx, workspaceId: string, keys: readonly OrderKey[], what: 'credits' | 'everything'): Promise<void> {
  if (keys.length === 0) return;
  const shops = arrayLiteral(keys.map((key) => key.shop));
  const ids = arrayLiteral(keys.map((key) => key.orderId));
  const tables = what === 'credits' ? (['order_credit'] as const) : (['order_credit', 'order_touch', 'order_claim'] as const);
  await inOrder(trx, tables.map((table) => async () => await sql`
    delete from ${sql.table(table)} x using unnest(${shops}::text[], ${ids}::text[]) as k(shop, order_id)
    where x.workspace_id = ${workspaceId} and x.shop = k.shop and x.order_id = k.order_id`.execute(trx)));
}

export async function insertCredits(trx: Trx, workspaceId: string, credits: readonly CreditRecord[]): Promise<void> {
  if (credits.length === 0) return;
  const column = (value: (credit: CreditRecord) => string | number) => arrayLiteral(credits.map(value));
  await sql`
    insert into order_credit (workspace_id, shop, order_id, collaboration_id, placed_day,
      last_click_minor, first_click_minor, linear_minor, time_decay_minor, position_minor)
    select ${workspaceId}::uuid, * from unnest(${column((c) => c.shop)}::text[], ${column((c) => c.orderId)}::text[], ${column((c) => c.collaborationId)}::uuid[],
      ${column((c) => c.placedDay)}::date[], ${column((c) => c.amounts.last_click)}::bigint[], ${column((c) => c.amounts.first_click)}::bigint[],
      ${column((c) => c.amounts.linear)}::bigint[], ${column((c) => c.amounts.time_decay)}::bigint[], ${column((c) => c.amounts.position)}::bigint[])`.execute(trx);
}

export async function insertTouches(trx: Trx, workspaceId: string, touches: readonly TouchRecord[]): Promise<void> {
  if (touches.length === 0) return;
  const column = (value: (touch: TouchRecord) => string) => arrayLiteral(touches.map(value));
  await sql`
    insert into order_touch (workspace_id, shop, order_id, click_id, collaboration_id, clicked_at)
    select ${workspaceId}::uuid, * from unnest(${column((t) => t.shop)}::text[], ${column((t) => t.orderId)}::text[], ${column((t) => t.clickId)}::uuid[],
      ${column((t) => t.collaborationId)}::uuid[], ${column((t) => t.clickedAt.toISOString())}::timestamptz[])`.execute(trx);
}

/** Losing claims; a collaboration that claims an order twice in the same way claims it once. */
export async function insertClaims(trx: Trx, workspaceId: string, claims: readonly ClaimRecord[]): Promise<void> {
  if (claims.length === 0) return;
  const column = (value: (claim: ClaimRecord) => string) => arrayLiteral(claims.map(value));
  await sql`
    insert into order_claim (workspace_id, shop, order_id, collaboration_id, method)
    select distinct ${workspaceId}::uuid, c.* from unnest(${column((c) => c.shop)}::text[], ${column((c) => c.orderId)}::text[], ${column((c) => c.collaborationId)}::uuid[],
      ${column((c) => c.method)}::text[]) as c(shop, order_id, collaboration_id, method)`.execute(trx);
}

/** Orders that are no longer their buyer's first: an earlier one has come in. Returns their days. */
export async function unmarkNewCustomers(trx: Trx, workspaceId: string, keys: readonly OrderKey[]): Promise<CalendarDay[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ placed_day: string }>`
    update shop_order o set is_new_customer = false
    from unnest(${arrayLiteral(keys.map((key) => key.shop))}::text[], ${arrayLiteral(keys.map((key) => key.orderId))}::text[]) as k(shop, order_id)
    where o.workspace_id = ${workspaceId} and o.shop = k.shop and o.order_id = k.order_id and o.is_new_customer
    returning o.placed_day`.execute(trx);
  return rows.map((row) => row.placed_day);
}

/** Says anew which order of each named buyer is the first, and that orders without a buyer say nothing. Returns the days on which that changed. */
export async function remarkNewCustomers(trx: Trx, workspaceId: string, customerHashes: readonly string[], orders: readonly OrderKey[]): Promise<CalendarDay[]> {
  const { rows } = await sql<{ placed_day: string }>`
    with buyer as (select decode(h, 'hex') as hash from unnest(${arrayLiteral(customerHashes)}::text[]) as h),
    named as (
      select o.shop, o.order_id, o.placed_at, o.customer_hash, o.is_new_customer
      from unnest(${arrayLiteral(orders.map((key) => key.shop))}::text[], ${arrayLiteral(orders.map((key) => key.orderId))}::text[]) as k(shop, order_id)
      join shop_order o on o.workspace_id = ${workspaceId} and o.shop = k.shop and o.order_id = k.order_id
    ),
    placed as (
      -- Each mark has an index of its own, led by the buyer; an order that has just got its buyer has no mark yet and is named.
      select o.* from buyer cross join lateral (
        select workspace_id, shop, order_id, placed_at, customer_hash from shop_order where customer_hash = buyer.hash and is_new_customer offset 0
      ) o where o.workspace_id = ${workspaceId}
      union select o.* from buyer cross join lateral (
        select workspace_id, shop, order_id, placed_at, customer_hash from shop_order where customer_hash = buyer.hash and not is_new_customer offset 0
      ) o where o.workspace_id = ${workspaceId}
      union select ${workspaceId}::uuid, shop, order_id, placed_at, customer_hash from named where customer_hash is not null
    )
    update shop_order o set is_new_customer = s.is_first
    from (
      select shop, order_id, row_number() over (partition by customer_hash order by placed_at, shop, order_id) = 1 as is_first from placed
      union all select shop, order_id, null from named where customer_hash is null
    ) s
    where o.workspace_id = ${workspaceId} and o.shop = s.shop and o.order_id = s.order_id and o.is_new_customer is distinct from s.is_first
    returning o.placed_day`.execute(trx);
  return rows.map((row) => row.placed_day);
}
