import type { Kysely, Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { findOrders, orderKeyText } from '#db/queries/order-facts.server.ts';
import { touchOrders, uuidOrNull } from '#db/queries/order-write.server.ts';
import { insertMissingShops } from '#db/queries/shop.server.ts';
import { inTransaction, lockWorkspace } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import { mergeVersions, sameEvidence, sameFacts } from '#app/domain/ingestion/order-version.ts';
import type { OrderFact } from '#app/domain/order.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import type { OrderContext } from './order-context.server.ts';
import { loadOrderContext } from './order-context.server.ts';
import type { OrderChange } from './write-orders.server.ts';
import { writeOrders } from './write-orders.server.ts';

export interface TakeInOrdersInput {
  readonly workspaceId: string;
  /** An order may carry the time of its own last change; otherwise `sourceUpdatedAt` holds for all. */
  readonly orders: readonly (OrderFact & { readonly sourceUpdatedAt?: Date | null })[];
  /** Where they came from: `api`, `shopify`, `import`, `demo` ... */
  readonly source: string;
  /** The import that brings them; kept with the orders that it creates. */
  readonly importId?: string | null;
  readonly sourceUpdatedAt?: Date | null;
  /** What `loadOrderContext` gave in the same transaction, so that an import of many parts reads it once. */
  readonly context?: OrderContext;
}

export interface TakeInOutcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** How many orders are looked up and written by one statement: bounds memory and the length of a statement. */
const PART = 5_000;

/**
 * Takes orders in, with attribution: an unknown one is created, a newer version updates, an older or equal one changes nothing.
 * All or nothing, in the caller's transaction when `db` is one (an import calls it once for each part of its file).
 * Unknown shops are made known; unknown codes, clicks and tags are no evidence. Days that changed are marked for `settleRollups`.
 */
export async function takeInOrders(db: Kysely<Database>, input: TakeInOrdersInput, doing: Doing): Promise<TakeInOutcome> {
  if (input.orders.length === 0) return { created: 0, updated: 0, unchanged: 0 };
  return await inTransaction(db, async (trx) => {
    await lockWorkspace(trx, input.workspaceId, 'orders');
    const context = input.context ?? (await loadOrderContext(trx, input.workspaceId));
    const { arrivals, repeated } = oneOfEach(input);
    await makeShopsKnown(trx, input.workspaceId, arrivals, doing);
    const total = { created: 0, updated: 0, unchanged: repeated };
    for (let from = 0; from < arrivals.length; from += PART) {
      const part = await takeInPart(trx, context, arrivals.slice(from, from + PART), input, doing);
      total.created += part.created;
      total.updated += part.updated;
      total.unchanged += part.unchanged;
    }
    return total;
  });
}

/** One arrival for each order, in the order of their keys; versions of one order that arrive together are merged first. */
function oneOfEach(input: TakeInOrdersInput): { arrivals: OrderArrival[]; repeated: number } {
  const all = input.orders.map((order): OrderArrival => ({
    // Written out, because a spread of every order of an import is a good part of its time.
    shop: order.shop, orderId: order.orderId, placedAt: order.placedAt, currency: order.currency, merchandiseMinor: order.merchandiseMinor,
    refundedMinor: order.refundedMinor, status: order.status, discountCodes: order.discountCodes, clickId: uuidOrNull(order.clickId),
    utmContent: order.utmContent, customerHash: order.customerHash, sourceUpdatedAt: order.sourceUpdatedAt ?? input.sourceUpdatedAt ?? null,
  }));
  // Files and shops mostly deliver in this order already, and then none is there twice.
  if (all.every((arrival, index) => index === 0 || comesBefore(all[index - 1], arrival))) return { arrivals: all, repeated: 0 };
  const byKey = new Map<string, OrderArrival>();
  for (const arrival of all) {
    const key = orderKeyText(arrival);
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? arrival : mergeVersions(arrival, known));
  }
  const arrivals = [...byKey.values()].sort((a, b) => (comesBefore(a, b) ? -1 : 1));
  return { arrivals, repeated: input.orders.length - arrivals.length };
}

function comesBefore(a: OrderArrival | undefined, b: OrderArrival): boolean {
  if (a === undefined) return false;
  return a.shop === b.shop ? a.orderId < b.orderId : a.shop < b.shop;
}

async function makeShopsKnown(trx: Transaction<Database>, workspaceId: string, orders: readonly OrderArrival[], { now, actor }: Doing): Promise<void> {
  const created = await insertMissingShops(trx, workspaceId, [...new Set(orders.map((order) => order.shop))], now);
  await insertAuditEntries(trx, workspaceId, created.map((slug) => (
    { id: newId(now.getTime()), at: now, actor, action: 'shop.create', subjectKind: 'shop', subjectId: slug, after: { kind: 'manual' } }
  )));
}

async function takeInPart(
  trx: Transaction<Database>, context: OrderContext, arrivals: readonly OrderArrival[], input: TakeInOrdersInput, { now }: Doing,
): Promise<TakeInOutcome> {
  const stored = await findOrders(trx, context.workspaceId, arrivals);
  const changes: OrderChange[] = [];
  const confirmed: OrderArrival[] = [];
  let created = 0;
  for (const arrival of arrivals) {
    const previous = (stored.size === 0 ? undefined : stored.get(orderKeyText(arrival))) ?? null;
    if (previous === null) {
      created += 1;
      changes.push({ order: arrival, previous, reattribute: true });
      continue;
    }
    const order = mergeVersions(arrival, previous);
    if (!sameFacts(order, previous)) changes.push({ order, previous, reattribute: !sameEvidence(order, previous) });
    else if (order.sourceUpdatedAt?.getTime() !== previous.sourceUpdatedAt?.getTime()) confirmed.push(order);
  }
  await writeOrders(trx, context, changes, { source: input.source, importId: input.importId ?? null, now });
  await touchOrders(trx, context.workspaceId, confirmed);
  return { created, updated: changes.length - created, unchanged: arrivals.length - changes.length };
}
