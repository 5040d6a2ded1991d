import type { Transaction } from 'kysely';
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
