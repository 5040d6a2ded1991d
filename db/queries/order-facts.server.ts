import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { FrozenEvidence } from '#app/domain/attribution/frozen-attribution.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import type { AttributionMethod, OrderStatus } from '#app/domain/order.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { ClaimRecord } from './order-records.server.ts';
import { claimText, creditText } from './order-records.server.ts';
import { inOrder } from './pipeline.server.ts';

type Db = Kysely<Database>;

/** An order's identity inside its workspace. */
export interface OrderKey {
  readonly shop: string;
  readonly orderId: string;
}

/** One text for an order's identity; shop names cannot hold a line break. */
export function orderKeyText(key: OrderKey): string {
  return `${key.shop}\n${key.orderId}`;
}

/** An order as it is stored: the facts (`refundedMinor` is what the order itself states) and what followed from them. */
export interface StoredOrder extends OrderArrival {
  readonly placedDay: CalendarDay;
  /** What net revenue was computed with. */
  readonly effectiveRefundedMinor: number;
  readonly netMinor: number;
  readonly rate: string | null;
  readonly netReportingMinor: number | null;
  readonly method: AttributionMethod;
}

interface StoredRow {
  shop: string; order_id: string; placed_at: Date; placed_day: string; currency: string; merchandise_minor: number;
  stated_refunded_minor: number; refunded_minor: number; status: OrderStatus; discount_codes: string[]; click_id: string | null;
  utm_content: string | null; customer: string | null; net_minor: number; rate: string | null; net_reporting_minor: number | null;
  method: AttributionMethod; source_updated_at: Date | null;
}

const storedColumns = sql`o.shop, o.order_id, o.placed_at, o.placed_day, o.currency, o.merchandise_minor, o.stated_refunded_minor, o.refunded_minor,
  o.status, o.discount_codes, o.click_id, o.utm_content, encode(o.customer_hash, 'hex') as customer, o.net_minor, o.rate, o.net_reporting_minor,
  o.method, o.source_updated_at`;

function storedOrder(row: StoredRow): StoredOrder {
  return {
    shop: row.shop, orderId: row.order_id, placedAt: row.placed_at, placedDay: row.placed_day, currency: row.currency,
    merchandiseMinor: row.merchandise_minor, refundedMinor: row.stated_refunded_minor, effectiveRefundedMinor: row.refunded_minor,
    status: row.status, discountCodes: row.discount_codes, clickId: row.click_id, utmContent: row.utm_content, customerHash: row.customer,
    netMinor: row.net_minor, rate: row.rate, netReportingMinor: row.net_reporting_minor, method: row.method, sourceUpdatedAt: row.source_updated_at,
  };
}

/** Two parameters naming many orders, to be joined as `k(shop, order_id)`. */
function keyTable(keys: readonly OrderKey[]) {
  return sql`unnest(${arrayLiteral(keys.map((key) => key.shop))}::text[], ${arrayLiteral(keys.map((key) => key.orderId))}::text[]) as k(shop, order_id)`;
}

/**
 * The stored ones of the named orders, by `orderKeyText`. The lateral limit makes it one look-up a key: a join would read the whole workspace for
 * every part of an import.
 */
export async function findOrders(db: Db, workspaceId: string, keys: readonly OrderKey[]): Promise<Map<string, StoredOrder>> {
  if (keys.length === 0 || (keys.length > RANGE_FROM && !(await hasOrdersAmong(db, workspaceId, keys)))) return new Map();
  const { rows } = await sql<StoredRow>`
    select ${storedColumns} from ${keyTable(keys)}
    cross join lateral (select * from shop_order where workspace_id = ${workspaceId} and shop = k.shop and order_id = k.order_id limit 1) o`.execute(db);
  return new Map(rows.map((row) => [orderKeyText({ shop: row.shop, orderId: row.order_id }), storedOrder(row)]));
}

/** From this many keys on, asking for their range first pays: new orders mostly have numbers of their own, all of them beyond those stored. */
const RANGE_FROM = 500;

/** Whether any order is stored between the least and the greatest of the keys, in each shop: one step into the index instead of one a key. */
async function hasOrdersAmong(db: Db, workspaceId: string, keys: readonly OrderKey[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 from (select shop, min(order_id) as least, max(order_id) as greatest from ${keyTable(keys)} group by shop) r
    cross join lateral (select 1 from shop_order where workspace_id = ${workspaceId} and shop = r.shop and order_id between r.least and r.greatest limit 1) o
    limit 1`.execute(db);
  return rows.length > 0;
}

/** Whether a workspace has orders: then its days are fixed. */
export async function hasOrders(db: Db, workspaceId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from shop_order where workspace_id = ${workspaceId} limit 1`.execute(db);
  return rows.length > 0;
}

/** Orders of a period of days that follow a place in (day, shop, order id), in that order: a page of a rebuild. */
export async function listOrdersOfDays(
  db: Db, workspaceId: string, at: { fromDay: CalendarDay; toDay: CalendarDay; after: { day: CalendarDay } & OrderKey | null; limit: number },
): Promise<StoredOrder[]> {
  const { rows } = await sql<StoredRow>`
    select ${storedColumns} from shop_order o
    where o.workspace_id = ${workspaceId} and o.placed_day between ${at.fromDay}::date and ${at.toDay}::date
      ${at.after === null ? sql`` : sql`and o.placed_day >= ${at.after.day}::date and (o.placed_day, o.shop, o.order_id) > (${at.after.day}::date, ${at.after.shop}, ${at.after.orderId})`}
    order by o.placed_day, o.shop, o.order_id limit ${at.limit}`.execute(db);
  return rows.map(storedOrder);
}

/** Orders that wait for a rate, oldest first. */
export async function listOrdersWithoutRate(db: Db, workspaceId: string, currency: string, fromDay: CalendarDay, limit: number): Promise<StoredOrder[]> {
  const { rows } = await sql<StoredRow>`
    select ${storedColumns} from shop_order o
    where o.workspace_id = ${workspaceId} and o.rate is null and o.currency = ${currency} and o.placed_day >= ${fromDay}::date
    order by o.placed_day, o.shop, o.order_id limit ${limit}`.execute(db);
  return rows.map(storedOrder);
}

/** Orders of a period of days that name one of these clicks. */
export async function listOrdersOfClicks(
  db: Db, workspaceId: string, at: { clickIds: readonly string[]; fromDay: CalendarDay; toDay: CalendarDay },
): Promise<StoredOrder[]> {
  const { rows } = await sql<StoredRow>`
    select ${storedColumns} from shop_order o
    where o.workspace_id = ${workspaceId} and o.placed_day between ${at.fromDay}::date and ${at.toDay}::date
      and o.click_id = any(${arrayLiteral(at.clickIds)}::uuid[])
    order by o.shop, o.order_id`.execute(db);
  return rows.map(storedOrder);
}

/** Currencies in which orders wait for a rate. */
export async function listCurrenciesWithoutRate(db: Db, workspaceId: string): Promise<string[]> {
  const { rows } = await sql<{ currency: string }>`
    select distinct currency from shop_order where workspace_id = ${workspaceId} and rate is null order by currency`.execute(db);
  return rows.map((row) => row.currency);
}

/** What the refunds of the named orders sum to, by `orderKeyText` and currency: refunds in another currency than their order's are not its own. */
export async function sumRefunds(db: Db, workspaceId: string, keys: readonly OrderKey[]): Promise<Map<string, Map<string, number>>> {
  const sums = new Map<string, Map<string, number>>();
  if (keys.length === 0 || (keys.length > RANGE_FROM && !(await hasRefunds(db, workspaceId)))) return sums;
  const { rows } = await sql<{ shop: string; order_id: string; currency: string; total: string }>`
    select r.shop, r.order_id, r.currency, sum(r.amount_minor)::text as total from ${keyTable(keys)}
    join order_refund r on r.workspace_id = ${workspaceId} and r.shop = k.shop and r.order_id = k.order_id
    group by r.shop, r.order_id, r.currency`.execute(db);
  for (const row of rows) {
    const key = orderKeyText({ shop: row.shop, orderId: row.order_id });
    const ofOrder = sums.get(key) ?? new Map<string, number>();
    sums.set(key, ofOrder.set(row.currency, Number(row.total)));
  }
  return sums;
}

/** A workspace that was never sent a refund event spares an import 100,000 look-ups. */
export async function hasRefunds(db: Db, workspaceId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from order_refund where workspace_id = ${workspaceId} limit 1`.execute(db);
  return rows.length > 0;
}

/** What an order's credits were decided on, and what was decided. */
export interface StoredAttribution extends Pick<FrozenEvidence, 'collaborationIds' | 'touches'> {
  /** A text for each credit and each losing claim (`creditText`, `claimText`), in no order. */
  readonly results: readonly string[];
}

/** What is stored of the named orders' credits, by `orderKeyText`; orders without credits, touches or claims are missing. */
export async function findFrozenEvidence(db: Db, workspaceId: string, keys: readonly OrderKey[]): Promise<Map<string, StoredAttribution>> {
  const found = new Map<string, { collaborationIds: string[]; touches: FrozenEvidence['touches'][number][]; results: string[] }>();
  if (keys.length === 0) return found;
  const at = (row: { shop: string; order_id: string }) => {
    const key = orderKeyText({ shop: row.shop, orderId: row.order_id });
    const known = found.get(key);
    if (known) return known;
    const fresh = { collaborationIds: [], touches: [], results: [] };
    found.set(key, fresh);
    return fresh;
  };
  const [credits, touches, claims] = await inOrder(db, [
    () => sql<StoredCreditRow>`
      select c.shop, c.order_id, c.collaboration_id, c.placed_day, c.last_click_minor, c.first_click_minor, c.linear_minor, c.time_decay_minor, c.position_minor
      from ${keyTable(keys)} join order_credit c on c.workspace_id = ${workspaceId} and c.shop = k.shop and c.order_id = k.order_id
      order by c.collaboration_id`.execute(db),
    () => sql<{ shop: string; order_id: string; click_id: string; collaboration_id: string; clicked_at: Date }>`
      select t.shop, t.order_id, t.click_id, t.collaboration_id, t.clicked_at from ${keyTable(keys)}
      join order_touch t on t.workspace_id = ${workspaceId} and t.shop = k.shop and t.order_id = k.order_id
      order by t.clicked_at, t.click_id`.execute(db),
    () => sql<{ shop: string; order_id: string; collaboration_id: string; method: ClaimRecord['method'] }>`
      select l.shop, l.order_id, l.collaboration_id, l.method from ${keyTable(keys)}
      join order_claim l on l.workspace_id = ${workspaceId} and l.shop = k.shop and l.order_id = k.order_id`.execute(db),
  ]);
  for (const row of credits.rows) {
    const order = at(row);
    order.collaborationIds.push(row.collaboration_id);
    const amounts = { last_click: row.last_click_minor, first_click: row.first_click_minor, linear: row.linear_minor, time_decay: row.time_decay_minor, position: row.position_minor };
    order.results.push(creditText({ collaborationId: row.collaboration_id, placedDay: row.placed_day, amounts }));
  }
  for (const row of touches.rows) at(row).touches.push({ clickId: row.click_id, collaborationId: row.collaboration_id, clickedAt: row.clicked_at });
  for (const row of claims.rows) at(row).results.push(claimText({ collaborationId: row.collaboration_id, method: row.method }));
  return found;
}

interface StoredCreditRow {
  shop: string; order_id: string; collaboration_id: string; placed_day: CalendarDay;
  last_click_minor: number; first_click_minor: number; linear_minor: number; time_decay_minor: number; position_minor: number;
}

/** A buyer's first order. */
export interface FirstOrder extends OrderKey {
  readonly customerHash: string;
  readonly placedAt: Date;
}

/**
 * The first stored order of each of the named buyers, by hash: the one that is marked so. The buyer alone is looked for, as any index that begins
 * with the workspace looks as good to the planner while an import fills it.
 */
export async function findFirstOrders(db: Db, workspaceId: string, customerHashes: readonly string[]): Promise<Map<string, FirstOrder>> {
  if (customerHashes.length === 0) return new Map();
  const { rows } = await sql<{ hash: string; placed_at: Date; shop: string; order_id: string }>`
    select h.hash, o.placed_at, o.shop, o.order_id from unnest(${arrayLiteral(customerHashes)}::text[]) as h(hash)
    cross join lateral (
      select workspace_id, placed_at, shop, order_id from shop_order where customer_hash = decode(h.hash, 'hex') and is_new_customer offset 0
    ) o
    where o.workspace_id = ${workspaceId}`.execute(db);
  return new Map(rows.map((row) => [row.hash, { customerHash: row.hash, placedAt: row.placed_at, shop: row.shop, orderId: row.order_id }]));
}
