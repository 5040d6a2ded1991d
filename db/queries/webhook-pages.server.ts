import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { DeliveryOutcome, SigningSecret } from '#app/domain/ingestion/delivery.ts';
import type { JsonObject } from '#app/domain/json.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { KeysetColumn, KeysetPage, KeysetQuestion } from './keyset-page.server.ts';
import { readKeysetPage } from './keyset-page.server.ts';

type Db = Kysely<Database>;

export interface DeliveryRow {
  readonly id: string;
  readonly receivedAt: Date;
  readonly shop: string;
  readonly topic: string;
  readonly orderId: string | null;
  /** Whether that order is stored, so that its page can be opened. */
  readonly hasOrder: boolean;
  readonly outcome: DeliveryOutcome;
  readonly error: string | null;
  readonly attempts: number;
}

export interface DeliveryQuestion {
  /** An order's id, a topic, or either id of a delivery, as a whole. */
  readonly search: string;
  readonly outcomes?: readonly string[] | undefined;
  readonly shops?: readonly string[] | undefined;
}

/** Ids carry the time of arrival. */
const NEWEST_FIRST: readonly KeysetColumn[] = [{ name: 'id', type: 'uuid', descending: true }];

const HAS_ORDER = sql<boolean>`exists (select from shop_order o where o.workspace_id = d.workspace_id and o.shop = d.shop and o.order_id = d.order_id)`;
/** A refund stays parked only until its order is there; from then on it counts, and nothing had to be done for that. */
const OUTCOME_NOW = sql<DeliveryOutcome>`case when d.outcome = 'parked' and ${HAS_ORDER} then 'taken_in' else d.outcome end`;

const COLUMNS = sql`
  d.id, d.received_at as "receivedAt", d.shop, d.topic, d.order_id as "orderId", ${HAS_ORDER} as "hasOrder", ${OUTCOME_NOW} as outcome, d.error, d.attempts`;

/** A page of what was delivered, latest first. */
export async function listDeliveryRows(
  db: Db, workspaceId: string, question: DeliveryQuestion, { page, limit }: { readonly page: KeysetQuestion['page']; readonly limit: number },
): Promise<KeysetPage<DeliveryRow>> {
  const rows = sql`select ${COLUMNS} from webhook_delivery d where ${conditions(workspaceId, question)}`;
  return await readKeysetPage<DeliveryRow>(db, { rows, keys: NEWEST_FIRST, page, limit });
}

/** How many rows there are, counted up to `atMost`. */
export async function countDeliveries(db: Db, workspaceId: string, question: DeliveryQuestion, atMost: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from webhook_delivery d where ${conditions(workspaceId, question)} limit ${atMost}) counted`.execute(db);
  return rows[0]?.count ?? 0;
}

function conditions(workspaceId: string, { search, outcomes, shops }: DeliveryQuestion) {
  const all = [sql`d.workspace_id = ${workspaceId}`];
  if (search !== '') all.push(sql`(d.order_id = ${search} or d.topic = ${search} or d.event_id = ${search} or d.delivery_id = ${search})`);
  if (shops !== undefined) all.push(sql`d.shop = any(${arrayLiteral(shops)}::text[])`);
  if (outcomes !== undefined) all.push(sql`${OUTCOME_NOW} = any(${arrayLiteral(outcomes)}::text[])`);
  return sql.join(all, sql` and `);
}

export interface DeliveryDetail extends DeliveryRow {
  readonly eventId: string;
  readonly deliveryId: string | null;
  readonly signedWith: SigningSecret;
  readonly payload: JsonObject | null;
  readonly processedAt: Date | null;
}

/** One delivery with what is kept of it. */
export async function findDeliveryDetail(db: Db, workspaceId: string, deliveryId: string): Promise<DeliveryDetail | undefined> {
  const { rows } = await sql<DeliveryDetail>`
    select ${COLUMNS}, d.event_id as "eventId", d.delivery_id as "deliveryId", d.signed_with as "signedWith", d.payload, d.processed_at as "processedAt"
    from webhook_delivery d where d.workspace_id = ${workspaceId} and d.id = ${deliveryId}::uuid`.execute(db);
  return rows[0];
}
