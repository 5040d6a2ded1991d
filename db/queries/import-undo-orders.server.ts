import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import { hashOfDecision, keyMatches } from './import-image.server.ts';
import { restoreRows } from './import-undo.server.ts';
import type { OrderKey } from './order-facts.server.ts';

type Trx = Transaction<Database>;

interface Place {
  readonly workspaceId: string;
  readonly importId: string;
}

/** The images of orders that the import changed, as `k`. */
const images = ({ workspaceId, importId }: Place) => sql`(
  select key, before, left_hash from import_image where workspace_id = ${workspaceId} and import_id = ${importId} and table_name = 'shop_order' and before is not null) k`;

export interface TouchedDays {
  /** Days whose totals change. */
  readonly credit: readonly CalendarDay[];
  /** First and last day of orders that may have been decided anew since, so that what they are given back may be out of date; null where none was. */
  readonly redecided: { readonly from: CalendarDay; readonly to: CalendarDay } | null;
}

/** The days that undoing an import of orders touches. To be asked for before it is done. */
export async function listTouchedDays(trx: Trx, place: Place & { readonly appliedAt: Date }): Promise<TouchedDays> {
  const { workspaceId, importId } = place;
  const { rows } = await sql<{ day: string }>`
    select placed_day as day from shop_order where workspace_id = ${workspaceId} and import_id = ${importId} and method <> 'none'
    union select (k.before ->> 'placed_day')::date from ${images(place)}
    union select t.placed_day from ${images(place)} join shop_order t on t.workspace_id = ${workspaceId} and ${keyMatches('shop_order')}
    order by 1`.execute(trx);
  const redecided = await sql<{ from: string | null; to: string | null }>`
    select min(least(t.placed_day, (k.before ->> 'placed_day')::date)) as "from", max(greatest(t.placed_day, (k.before ->> 'placed_day')::date)) as "to"
    from ${images(place)} join shop_order t on t.workspace_id = ${workspaceId} and ${keyMatches('shop_order')}
    where split_part(k.left_hash, ':', 2) <> ${hashOfDecision}
      or exists (select 1 from collaboration where workspace_id = ${workspaceId} and updated_at > ${place.appliedAt})
      or exists (select 1 from policy_version where workspace_id = ${workspaceId} and published_at > ${place.appliedAt})`.execute(trx);
  const [span] = redecided.rows;
  return { credit: rows.map((row) => row.day), redecided: span?.from && span.to ? { from: span.from, to: span.to } : null };
}

/** Deletes the orders that the import made, with their credits, touches and claims. Returns how many, and the days on which another order is now its buyer's first. */
export async function deleteMadeOrders(trx: Trx, { workspaceId, importId }: Place): Promise<{ deleted: number; days: CalendarDay[] }> {
  const days = await passMarksOn(trx, { workspaceId, importId });
  for (const table of ['order_credit', 'order_touch', 'order_claim'] as const) {
    await sql`
      delete from ${sql.table(table)} x using shop_order o
      where o.workspace_id = ${workspaceId} and o.import_id = ${importId} and x.workspace_id = o.workspace_id and x.shop = o.shop and x.order_id = o.order_id`.execute(trx);
  }
  const result = await sql`delete from shop_order where workspace_id = ${workspaceId} and import_id = ${importId}`.execute(trx);
  return { deleted: Number(result.numAffectedRows ?? 0), days };
}

/** Makes the next order of each buyer whose first order goes the first one. */
async function passMarksOn(trx: Trx, { workspaceId, importId }: Place): Promise<CalendarDay[]> {
  const { rows } = await sql<{ day: string }>`
    update shop_order o set is_new_customer = true from (
      select distinct on (n.customer_hash) n.shop, n.order_id from shop_order n
      where n.workspace_id = ${workspaceId} and not n.is_new_customer and n.import_id is distinct from ${importId}
        and n.customer_hash in (select customer_hash from shop_order where workspace_id = ${workspaceId} and import_id = ${importId} and is_new_customer)
      order by n.customer_hash, n.placed_at, n.shop, n.order_id
    ) first
    where o.workspace_id = ${workspaceId} and o.shop = first.shop and o.order_id = first.order_id
    returning o.placed_day as day`.execute(trx);
  return [...new Set(rows.map((row) => row.day))];
}

export interface MovedBuyers {
  /** Buyers, before or now, of orders whose buyer or instant the import changed. */
  readonly hashes: readonly string[];
  readonly orders: readonly OrderKey[];
}

/** The orders whose giving back may make another order its buyer's first. To be asked for before it is done. */
export async function listMovedBuyers(trx: Trx, place: Place): Promise<MovedBuyers> {
  const { rows } = await sql<{ shop: string; orderId: string; before: string | null; now: string | null }>`
    select t.shop, t.order_id as "orderId", substring(k.before ->> 'customer_hash' from 3) as before, encode(t.customer_hash, 'hex') as now
    from ${images(place)} join shop_order t on t.workspace_id = ${place.workspaceId} and ${keyMatches('shop_order')}
    where ((k.before ->> 'placed_at')::timestamptz, (k.before ->> 'customer_hash')::bytea) is distinct from (t.placed_at, t.customer_hash)`.execute(trx);
  return { hashes: [...new Set(rows.flatMap((row) => [row.before, row.now]))].filter((hash) => hash !== null), orders: rows.map(({ shop, orderId }) => ({ shop, orderId })) };
}

const PARTS = [['order_credit', 'credits'], ['order_touch', 'touches'], ['order_claim', 'claims']] as const;

/** Gives the orders that the import changed everything they were before, credits, touches and claims included. Returns how many. */
export async function restoreOrders(trx: Trx, place: Place): Promise<number> {
  const { workspaceId, importId } = place;
  for (const [table] of PARTS) {
    await sql`
      delete from ${sql.table(table)} x using ${images(place)}
      where x.workspace_id = ${workspaceId} and x.shop = split_part(k.key, E'\n', 1) and x.order_id = split_part(k.key, E'\n', 2)`.execute(trx);
  }
  const restored = await restoreRows(trx, workspaceId, importId, 'shop_order');
  for (const [table, part] of PARTS) {
    await sql`
      insert into ${sql.table(table)} select x.* from ${images(place)} cross join lateral jsonb_populate_recordset(null::${sql.table(table)}, k.before -> ${part}::text) x`.execute(trx);
  }
  return restored;
}
