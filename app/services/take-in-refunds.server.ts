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
  /** Store the good ones beside rejected ones; otherwise one that is rejected means that nothing is stored. */
  readonly partial?: boolean;
}

export interface RefundReject {
  /** Position in the input. */
  readonly index: number;
  readonly field: 'currency';
  readonly code: 'currency_conflict';
  readonly value: string;
  readonly message: string;
}

export interface TakeInRefundsOutcome {
  readonly created: number;
  readonly unchanged: number;
  /** New ones whose order has not come yet. */
  readonly parked: number;
  readonly rejected: readonly RefundReject[];
}

/**
 * Takes refunds in: a known one changes nothing, a new one lowers its order's net revenue and every credit at the frozen
 * split and rate. A refund whose order has not come yet is kept (`parked`) and counts from the moment it does.
 * Refunds in another currency than their order are rejected.
 */
export async function takeInRefunds(db: Kysely<Database>, input: TakeInRefundsInput, { now }: Doing): Promise<TakeInRefundsOutcome> {
  return await inTransaction(db, async (trx) => {
    await lockWorkspace(trx, input.workspaceId, 'orders');
    const refunds = input.refunds.toSorted((a, b) => (refundKey(a) < refundKey(b) ? -1 : 1));
    const orders = await findOrders(trx, input.workspaceId, onePerOrder(refunds));
    const rejected = input.refunds.flatMap((refund, index): RefundReject[] => {
      const currency = orders.get(orderKeyText(refund))?.currency ?? refund.currency;
      const message = `the order is in ${currency}, its refund in ${refund.currency}`;
      return currency === refund.currency ? [] : [{ index, field: 'currency', code: 'currency_conflict', value: refund.currency, message }];
    });
    if (rejected.length > 0 && input.partial !== true) return { created: 0, unchanged: 0, parked: 0, rejected };

    const conflicting = new Set(rejected.map(({ index }) => input.refunds[index]));
    const good = refunds.filter((refund) => !conflicting.has(refund));
    const inserted = await insertRefunds(trx, input.workspaceId, good, now);
    const affected = new Set(inserted.map(orderKeyText));
    const changes = [...orders].flatMap(([key, order]) => (affected.has(key) ? [{ order, previous: order, reattribute: false }] : []));
    if (changes.length > 0) {
      const context = await loadOrderContext(trx, input.workspaceId);
      await writeOrders(trx, context, changes, { source: input.source, importId: null, now });
    }
    const parked = inserted.filter((refund) => !orders.has(orderKeyText(refund))).length;
    return { created: inserted.length, unchanged: good.length - inserted.length, parked, rejected };
  });
}

function refundKey(refund: RefundFact): string {
  return `${orderKeyText(refund)}\n${refund.refundId}`;
}

/** The refunds' orders, each once. */
function onePerOrder(refunds: readonly RefundFact[]): RefundFact[] {
  return [...new Map(refunds.map((refund) => [orderKeyText(refund), refund])).values()];
}
