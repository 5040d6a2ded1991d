import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ConnectionKind, DeliveryOutcome, SigningSecret } from '#app/domain/ingestion/delivery.ts';
import type { JsonObject } from '#app/domain/json.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { OrderKey } from './order-facts.server.ts';

type Trx = Transaction<Database>;

/** A delivery as it is stored. */
export interface DeliveryRecord {
  readonly id: string;
  readonly shop: string;
  readonly topic: string;
  readonly eventId: string;
  readonly deliveryId: string | null;
  readonly signedWith: SigningSecret;
  readonly orderId: string | null;
  readonly payload: JsonObject | null;
  readonly outcome: DeliveryOutcome;
  readonly error: string | null;
  readonly receivedAt: Date;
}

/**
 * Notes deliveries and returns the ids of those that are to be taken in: the ones that were not known, and known ones that could not be read, which are
 * replaced. The key (shop, event, topic) decides, whoever else stores the same event at the same time. `records` holds no key twice.
 */
export async function insertDeliveries(trx: Trx, workspaceId: string, records: readonly DeliveryRecord[], now: Date): Promise<Set<string>> {
  if (records.length === 0) return new Set();
  const column = (value: (record: DeliveryRecord) => string | null) => arrayLiteral(records.map(value));
  const { rows } = await sql<{ id: string }>`
    insert into webhook_delivery (workspace_id, shop, topic, event_id, id, delivery_id, signed_with, order_id, payload, outcome, error, received_at, processed_at)
    select ${workspaceId}::uuid, d.shop, d.topic, d.event_id, d.id, d.delivery_id, d.signed_with, d.order_id, d.payload::jsonb, d.outcome, d.error, d.received_at,
      case when d.outcome = 'waiting' then null else ${now}::timestamptz end
    from unnest(${column((d) => d.shop)}::text[], ${column((d) => d.topic)}::text[], ${column((d) => d.eventId)}::text[], ${column((d) => d.id)}::uuid[],
      ${column((d) => d.deliveryId)}::text[], ${column((d) => d.signedWith)}::text[], ${column((d) => d.orderId)}::text[],
      ${column((d) => (d.payload === null ? null : JSON.stringify(d.payload)))}::text[], ${column((d) => d.outcome)}::text[], ${column((d) => d.error)}::text[],
      ${column((d) => d.receivedAt.toISOString())}::timestamptz[]
    ) as d(shop, topic, event_id, id, delivery_id, signed_with, order_id, payload, outcome, error, received_at)
    on conflict (workspace_id, shop, event_id, topic) do update set
      id = excluded.id, delivery_id = excluded.delivery_id, signed_with = excluded.signed_with, order_id = excluded.order_id, payload = excluded.payload,
      outcome = excluded.outcome, error = excluded.error, received_at = excluded.received_at, processed_at = excluded.processed_at,
      attempts = webhook_delivery.attempts + 1
    where webhook_delivery.outcome = 'unreadable'
    returning id`.execute(trx);
  return new Set(rows.map((row) => row.id));
}

export interface OutcomeRecord {
  readonly id: string;
  readonly outcome: DeliveryOutcome;
  readonly error: string | null;
}

/** Writes what became of deliveries; `again` counts another attempt at them. */
export async function updateOutcomes(trx: Trx, workspaceId: string, records: readonly OutcomeRecord[], { again, now }: { again: boolean; now: Date }): Promise<void> {
  if (records.length === 0) return;
  await sql`
    update webhook_delivery d set outcome = r.outcome, error = r.error, attempts = d.attempts + ${again ? 1 : 0}, processed_at = ${now}
    from unnest(${arrayLiteral(records.map(({ id }) => id))}::uuid[], ${arrayLiteral(records.map(({ outcome }) => outcome))}::text[],
      ${arrayLiteral(records.map(({ error }) => error))}::text[]) as r(id, outcome, error)
    where d.workspace_id = ${workspaceId} and d.id = r.id`.execute(trx);
}

/** A delivery out of the store, to be taken in again. */
export interface StoredDelivery {
  readonly id: string;
  readonly shop: string;
  readonly kind: ConnectionKind;
  readonly topic: string;
  readonly payload: JsonObject;
  readonly receivedAt: Date;
}

/** The named deliveries of which there is a payload, oldest first, locked until the transaction ends. */
export async function lockDeliveries(trx: Trx, workspaceId: string, ids: readonly string[]): Promise<StoredDelivery[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<StoredDelivery>`
    select d.id, d.shop, s.kind, d.topic, d.payload, d.received_at as "receivedAt"
    from webhook_delivery d join shop s on s.workspace_id = d.workspace_id and s.slug = d.shop
    where d.workspace_id = ${workspaceId} and d.id = any(${arrayLiteral(ids)}::uuid[]) and d.payload is not null and s.kind <> 'manual'
    order by d.id for update of d`.execute(trx);
  return rows;
}

/**
 * Deliveries that can be taken in now, oldest first: those that waited for an import to end, and parked deletions whose order has come by another way.
 * Parked refunds need nothing: they are stored, and count as soon as their order comes.
 */
export async function listDueDeliveries(db: Kysely<Database>, limit: number): Promise<{ workspaceId: string; id: string }[]> {
  const { rows } = await sql<{ workspaceId: string; id: string }>`
    select d.workspace_id as "workspaceId", d.id from webhook_delivery d
    where d.outcome = 'waiting' or (d.outcome = 'parked' and d.topic = 'order.deleted' and exists (
      select from shop_order o where o.workspace_id = d.workspace_id and o.shop = d.shop and o.order_id = d.order_id))
    order by d.workspace_id, d.id limit ${limit}`.execute(db);
  return rows;
}

export interface ToldDeletion extends OrderKey {
  readonly id: string;
  /** When it was heard of. */
  readonly deletedAt: Date;
  readonly outcome: DeliveryOutcome;
}

/** The deletions that were told of the named orders, oldest first. */
export async function listDeletions(trx: Trx, workspaceId: string, keys: readonly OrderKey[]): Promise<ToldDeletion[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<ToldDeletion>`
    select d.id, d.shop, d.order_id as "orderId", d.received_at as "deletedAt", d.outcome
    from unnest(${arrayLiteral(keys.map((key) => key.shop))}::text[], ${arrayLiteral(keys.map((key) => key.orderId))}::text[]) as k(shop, order_id)
    join webhook_delivery d on d.workspace_id = ${workspaceId} and d.shop = k.shop and d.order_id = k.order_id and d.topic = 'order.deleted'
    order by d.id`.execute(trx);
  return rows;
}

/** The ids of deliveries that failed: unreadable as they stood, or still waiting; oldest first. */
export async function listFailedDeliveryIds(db: Kysely<Database>, workspaceId: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('webhook_delivery')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('outcome', 'in', ['unreadable', 'waiting'])
    .where('payload', 'is not', null)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** How many deliveries could not be read and cannot be read again: of a body that is no JSON nothing is kept. */
export async function countLostDeliveries(db: Kysely<Database>, workspaceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('webhook_delivery')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('outcome', '=', 'unreadable')
    .where('payload', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** Deletes a part of a workspace's deliveries from before an instant; returns how many there were. Ids carry the time of arrival, so no other index is needed. */
export async function deleteOldDeliveries(db: Kysely<Database>, workspaceId: string, { beforeId, limit }: { beforeId: string; limit: number }): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from webhook_delivery where workspace_id = ${workspaceId} and id in (
      select id from webhook_delivery where workspace_id = ${workspaceId} and id < ${beforeId}::uuid order by id limit ${limit})`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
