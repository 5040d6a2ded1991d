import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Touch } from '#app/domain/attribution/touches.ts';
import type { DerivedOrder } from '#app/domain/ingestion/derive-order.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import type { AttributionMethod } from '#app/domain/order.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { copyRows, copyText, NO_VALUE } from './copy.server.ts';
import type { OrderKey } from './order-facts.server.ts';

type Trx = Transaction<Database>;

/** An order with all that follows from it, ready to be written. */
export interface OrderRecord {
  readonly order: OrderArrival;
  readonly derived: DerivedOrder;
  readonly method: AttributionMethod;
  /** Null when the source names no buyer. Read for new orders only. */
  readonly isNewCustomer: boolean | null;
}

export interface OrderOrigin {
  readonly source: string;
  readonly importId: string | null;
  readonly now: Date;
}

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
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A click id that is no UUID was not given out here; it is no evidence. */
export function uuidOrNull(text: string | null): string | null {
  return text !== null && UUID.test(text) ? text.toLowerCase() : null;
}

/** From this many rows on, COPY pays for finding the connection. */
const COPY_FROM = 500;

const COPY_ORDERS = `copy shop_order (workspace_id, shop, order_id, placed_at, placed_day, currency, merchandise_minor, stated_refunded_minor, refunded_minor,
  status, discount_codes, click_id, utm_content, customer_hash, is_new_customer, net_minor, rate, net_reporting_minor, method,
  source_updated_at, source, import_id, received_at) from stdin`;

/** @throws a unique violation when one of them exists: callers read under the workspace's lock first */
export async function insertOrders(trx: Trx, workspaceId: string, records: readonly OrderRecord[], origin: OrderOrigin): Promise<void> {
  if (records.length === 0) return;
  const tail = [origin.source, origin.importId, origin.now.toISOString()].map(copyText).join('\t'); // the same for all rows
  const line = ({ order, derived, method, isNewCustomer }: OrderRecord): string =>
    `${workspaceId}\t${copyText(order.shop)}\t${copyText(order.orderId)}\t${order.placedAt.toISOString()}\t${derived.placedDay}\t${order.currency}\t${
      order.merchandiseMinor}\t${order.refundedMinor}\t${derived.refundedMinor}\t${order.status}\t${
      order.discountCodes.length === 0 ? '{}' : copyText(arrayLiteral(order.discountCodes))}\t${uuidOrNull(order.clickId) ?? NO_VALUE}\t${
      copyText(order.utmContent)}\t${order.customerHash === null ? NO_VALUE : `\\\\x${order.customerHash}`}\t${isNewCustomer ?? NO_VALUE}\t${derived.netMinor}\t${
      derived.rate ?? NO_VALUE}\t${derived.netReportingMinor ?? NO_VALUE}\t${method}\t${order.sourceUpdatedAt?.toISOString() ?? NO_VALUE}\t${tail}`;
  const copied = records.length >= COPY_FROM && (await copyRows(trx, COPY_ORDERS, records, line));
  if (copied) return;
  await sql`
    insert into shop_order (workspace_id, shop, order_id, placed_at, placed_day, currency, merchandise_minor, stated_refunded_minor, refunded_minor,
      status, discount_codes, click_id, utm_content, customer_hash, is_new_customer, net_minor, rate, net_reporting_minor, method,
      source, source_updated_at, import_id, received_at)
    select ${workspaceId}::uuid, r.shop, r.order_id, r.placed_at, r.placed_day, r.currency, r.merchandise_minor, r.stated_refunded_minor, r.refunded_minor,
      r.status, ${codesOf}, r.click_id, r.utm_content, decode(r.customer, 'hex'), r.is_new_customer, r.net_minor, r.rate, r.net_reporting_minor, r.method,
      ${origin.source}::text, r.source_updated_at, ${origin.importId}::uuid, ${origin.now}::timestamptz
    from ${recordTable(records)}`.execute(trx);
}

/** Replaces what may change of known orders. Where an order came from first, and the import that made it, stay. */
export async function updateOrders(trx: Trx, workspaceId: string, records: readonly OrderRecord[]): Promise<void> {
  if (records.length === 0) return;
  await sql`
    update shop_order o set placed_at = r.placed_at, placed_day = r.placed_day, currency = r.currency, merchandise_minor = r.merchandise_minor,
      stated_refunded_minor = r.stated_refunded_minor, refunded_minor = r.refunded_minor, status = r.status, discount_codes = ${codesOf},
      click_id = r.click_id, utm_content = r.utm_content, customer_hash = decode(r.customer, 'hex'), net_minor = r.net_minor, rate = r.rate,
      net_reporting_minor = r.net_reporting_minor, method = r.method, source_updated_at = r.source_updated_at
    from ${recordTable(records)}
    where o.workspace_id = ${workspaceId} and o.shop = r.shop and o.order_id = r.order_id`.execute(trx);
}

/** Notes that a newer version of these orders said nothing new, so that an older one that comes later does not win. */
export async function touchOrders(trx: Trx, workspaceId: string, orders: readonly OrderArrival[]): Promise<void> {
  if (orders.length === 0) return;
  await sql`
    update shop_order o set source_updated_at = r.updated_at
    from unnest(${arrayLiteral(orders.map((o) => o.shop))}::text[], ${arrayLiteral(orders.map((o) => o.orderId))}::text[],
      ${arrayLiteral(orders.map((o) => o.sourceUpdatedAt?.toISOString() ?? null))}::timestamptz[]) as r(shop, order_id, updated_at)
    where o.workspace_id = ${workspaceId} and o.shop = r.shop and o.order_id = r.order_id`.execute(trx);
}

export interface CreditRecord extends OrderKey {
  readonly collaborationId: string;
  readonly placedDay: CalendarDay;
  readonly amounts: Readonly<Record<AttributionModel, number>>;
}

export interface TouchRecord extends OrderKey, Touch {}

export interface ClaimRecord extends OrderKey {
  readonly collaborationId: string;
  readonly method: Exclude<AttributionMethod, 'none'>;
}

/** Takes away the credits of orders that are about to get new ones and, unless they are frozen, the touches and claims too. */
export async function deleteAttribution(trx: Trx, workspaceId: string, keys: readonly OrderKey[], what: 'credits' | 'everything'): Promise<void> {
  if (keys.length === 0) return;
  const shops = arrayLiteral(keys.map((key) => key.shop));
  const ids = arrayLiteral(keys.map((key) => key.orderId));
  for (const table of what === 'credits' ? (['order_credit'] as const) : (['order_credit', 'order_touch', 'order_claim'] as const)) {
    await sql`
      delete from ${sql.table(table)} x using unnest(${shops}::text[], ${ids}::text[]) as k(shop, order_id)
      where x.workspace_id = ${workspaceId} and x.shop = k.shop and x.order_id = k.order_id`.execute(trx);
  }
}

const COPY_CREDITS = `copy order_credit (workspace_id, shop, order_id, collaboration_id, placed_day,
  last_click_minor, first_click_minor, linear_minor, time_decay_minor, position_minor) from stdin`;

export async function insertCredits(trx: Trx, workspaceId: string, credits: readonly CreditRecord[]): Promise<void> {
  if (credits.length === 0) return;
  const copied = credits.length >= COPY_FROM && (await copyRows(trx, COPY_CREDITS, credits, (credit) =>
    `${workspaceId}\t${copyText(credit.shop)}\t${copyText(credit.orderId)}\t${credit.collaborationId}\t${credit.placedDay}\t${
      credit.amounts.last_click}\t${credit.amounts.first_click}\t${credit.amounts.linear}\t${credit.amounts.time_decay}\t${credit.amounts.position}`));
  if (copied) return;
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
    update shop_order o set is_new_customer = s.is_first
    from (
      select shop, order_id, row_number() over (partition by customer_hash order by placed_at, shop, order_id) = 1 as is_first
      from shop_order where workspace_id = ${workspaceId}
        and customer_hash in (select decode(h, 'hex') from unnest(${arrayLiteral(customerHashes)}::text[]) as h)
      union all
      select o2.shop, o2.order_id, null from unnest(${arrayLiteral(orders.map((key) => key.shop))}::text[], ${arrayLiteral(orders.map((key) => key.orderId))}::text[]) as k(shop, order_id)
      join shop_order o2 on o2.workspace_id = ${workspaceId} and o2.shop = k.shop and o2.order_id = k.order_id and o2.customer_hash is null
    ) s
    where o.workspace_id = ${workspaceId} and o.shop = s.shop and o.order_id = s.order_id and o.is_new_customer is distinct from s.is_first
    returning o.placed_day`.execute(trx);
  return rows.map((row) => row.placed_day);
}
