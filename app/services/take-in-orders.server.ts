import type { Kysely } from 'kysely';
import { uuidOrNull } from '#db/queries/order-records.server.ts';
import { inPipelinedTransaction } from '#db/queries/pipeline.server.ts';
import type { Database } from '#db/schema.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import type { OrderFact } from '#app/domain/order.ts';
import type { Doing } from './doing.ts';
import { oneOfEach } from './one-of-each.ts';
import { OrderIntake } from './order-intake.server.ts';

export interface TakeInOrdersInput {
  readonly workspaceId: string;
  /** An order may carry the time of its own last change; otherwise `sourceUpdatedAt` holds for all. */
  readonly orders: readonly (OrderFact & { readonly sourceUpdatedAt?: Date | null })[];
  /** Where they came from: `api`, `shopify`, `demo` ... */
  readonly source: string;
  readonly sourceUpdatedAt?: Date | null;
}

export interface TakeInOutcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** How many orders are looked up and written by one statement: bounds memory and the length of a statement. */
const PART = 1_000;

/**
 * Takes orders in, with attribution: an unknown one is created, a newer version updates, an older or equal one changes nothing.
 * All or nothing, in the caller's transaction when `db` is one. Unknown shops are made known; unknown codes, clicks and tags are no
 * evidence. Days that changed are marked for `settleRollups`.
 */
export async function takeInOrders(db: Kysely<Database>, input: TakeInOrdersInput, doing: Doing): Promise<TakeInOutcome> {
  if (input.orders.length === 0) return { created: 0, updated: 0, unchanged: 0 };
  return await inPipelinedTransaction(db, async (trx) => {
    // No order may come in two parts.
    const { arrivals, repeated } = arrivalsOf(input);
    const parts = Array.from({ length: Math.ceil(arrivals.length / PART) }, (_, part) => arrivals.slice(part * PART, (part + 1) * PART));
    const intake = await OrderIntake.begin(trx, { workspaceId: input.workspaceId, source: input.source, importId: null }, doing, parts[0]);
    const total = { created: 0, updated: 0, unchanged: repeated };
    for (const orders of parts) {
      const part = await intake.take(orders);
      total.created += part.created.length;
      total.updated += part.updated;
      total.unchanged += part.unchanged;
    }
    await intake.finish();
    return total;
  });
}

/** One arrival for each order of an input. */
export function arrivalsOf({ orders, sourceUpdatedAt = null }: TakeInOrdersInput): ReturnType<typeof oneOfEach> {
  return oneOfEach(orders.map((order) => arrivalOf(order, order.sourceUpdatedAt ?? sourceUpdatedAt)));
}

function arrivalOf(order: OrderFact, sourceUpdatedAt: Date | null): OrderArrival {
  return { ...order, clickId: uuidOrNull(order.clickId), sourceUpdatedAt };
}
