import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { OrderKey } from './order-facts.server.ts';

/** A refund as an event of its own; identity is (shop, order id, refund id). */
export interface RefundFact extends OrderKey {
  readonly refundId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly refundedAt: Date;
}

/** Appends refunds; those that are known stay as they were first told. Returns the identities of the new ones. */
export async function insertRefunds(
  trx: Transaction<Database>, workspaceId: string, refunds: readonly RefundFact[], now: Date,
): Promise<(OrderKey & { refundId: string })[]> {
  if (refunds.length === 0) return [];
  const column = (value: (refund: RefundFact) => string | number) => arrayLiteral(refunds.map(value));
  const { rows } = await sql<{ shop: string; order_id: string; refund_id: string }>`
    insert into order_refund (workspace_id, shop, order_id, refund_id, amount_minor, currency, refunded_at, received_at)
    select ${workspaceId}::uuid, r.*, ${now}::timestamptz
    from unnest(${column((r) => r.shop)}::text[], ${column((r) => r.orderId)}::text[], ${column((r) => r.refundId)}::text[], ${column((r) => r.amountMinor)}::bigint[],
      ${column((r) => r.currency)}::text[], ${column((r) => r.refundedAt.toISOString())}::timestamptz[]) as r(shop, order_id, refund_id, amount_minor, currency, refunded_at)
    on conflict do nothing returning shop, order_id, refund_id`.execute(trx);
  return rows.map((row) => ({ shop: row.shop, orderId: row.order_id, refundId: row.refund_id }));
}

/** One text for a refund's identity. */
export function refundKeyText({ shop, orderId, refundId }: Pick<RefundFact, 'shop' | 'orderId' | 'refundId'>): string {
  return `${shop}\n${orderId}\n${refundId}`;
}

/** Which of the named refunds are stored, by `refundKeyText`. */
export async function findRefundKeys(
  db: Kysely<Database>, workspaceId: string, keys: readonly Pick<RefundFact, 'shop' | 'orderId' | 'refundId'>[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ shop: string; orderId: string; refundId: string }>`
    select r.shop, r.order_id as "orderId", r.refund_id as "refundId"
    from unnest(${arrayLiteral(keys.map((key) => key.shop))}::text[], ${arrayLiteral(keys.map((key) => key.orderId))}::text[],
      ${arrayLiteral(keys.map((key) => key.refundId))}::text[]) as k(shop, order_id, refund_id)
    join order_refund r on r.workspace_id = ${workspaceId} and r.shop = k.shop and r.order_id = k.order_id and r.refund_id = k.refund_id`.execute(db);
  return new Set(rows.map(refundKeyText));
}
