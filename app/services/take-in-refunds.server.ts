import type { Kysely } from 'kysely';
import { findOrders, orderKeyText } from '#db/queries/order-facts.server.ts';
import type { RefundFact } from '#db/queries/refund.server.ts';
import { insertRefunds } from '#db/queries/refund.server.ts';
import { inTransaction, lockWorkspace } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { Doing } from './doing.ts';
import { loadOrderContext } from './order-context.server.ts';
import { writeOrders } from './write-orders.server.ts';

export interface TakeInRefundsInput {
  readonly workspaceId: string;
  readonly refunds: readonly RefundFact[];
  readonly source: string;
}

export interface RefundReject {
  /** Position in the input. */
  readonly index: number;
  readonly field: 'currency';
  readonly code: 'currency_conflict';
  readonly value: string;
  readonly message: string;
}

export type TakeInRefundsOutcome =
  | { readonly status: 'stored'; readonly created: number; readonly unchanged: number; readonly parked: number }
  | { readonly status: 'rejected'; readonly rejected: readonly RefundReject[] };

/**
 * Takes refunds in: a known one changes nothing, a new one lowers its order's net revenue and every credit at the frozen
 * split and rate. A refund whose order has not come yet is kept (`parked`) and counts from the moment it does.
 * Refunds in another currency than their order are refused, and then nothing is stored.
 */
export async function takeInRefunds(db: Kysely<Database>, input: TakeInRefundsInput, { now }: Doing): Promise<TakeInRefundsOutcome> {
  if (input.refunds.length === 0) return { status: 'stored', created: 0, unchanged: 0, parked: 0 };
  return await inTransaction(db, async (trx) => {
    await lockWorkspace(trx, input.workspaceId, 'orders');
    const refunds = input.refunds.toSorted((a, b) => (refundKey(a) < refundKey(b) ? -1 : 1));
    const orders = await findOrders(trx, input.workspaceId, onePerOrder(refunds));
    const rejected = input.refunds.flatMap((refund, index): RefundReject[] => {
      const currency = orders.get(orderKeyText(refund))?.currency ?? refund.currency;
      const message = `the order is in ${currency}, its refund in ${refund.currency}`;
      return currency === refund.currency ? [] : [{ index, field: 'currency', code: 'currency_conflict', value: refund.currency, message }];
    });
    if (rejected.length > 0) return { status: 'rejected', rejected };

    const inserted = await insertRefunds(trx, input.workspaceId, refunds, now);
    const affected = new Set(inserted.map(orderKeyText));
    const changes = [...orders].flatMap(([key, order]) => (affected.has(key) ? [{ order, previous: order, reattribute: false }] : []));
    if (changes.length > 0) {
      const context = await loadOrderContext(trx, input.workspaceId);
      await writeOrders(trx, context, changes, { source: input.source, importId: null, now });
    }
    const parked = inserted.filter((refund) => !orders.has(orderKeyText(refund))).length;
    return { status: 'stored', created: inserted.length, unchanged: input.refunds.length - inserted.length, parked };
  });
}

function refundKey(refund: RefundFact): string {
  return `${orderKeyText(refund)}\n${refund.refundId}`;
}

/** The refunds' orders, each once. */
function onePerOrder(refunds: readonly RefundFact[]): RefundFact[] {
  return [...new Map(refunds.map((refund) => [orderKeyText(refund), refund])).values()];
}
