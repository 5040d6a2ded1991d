import type { Transaction } from 'kysely';
import type { FirstOrder, StoredOrder } from '#db/queries/order-facts.server.ts';
import { findFirstOrders, findOrders, sumRefunds } from '#db/queries/order-facts.server.ts';
import { inOrder } from '#db/queries/pipeline.server.ts';
import { lockKnownShops } from '#db/queries/shop.server.ts';
import type { Database } from '#db/schema.ts';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import { oneOfEach } from './one-of-each.ts';
import type { OrderContext } from './order-context.server.ts';
import type { FoundEvidence } from './order-evidence.server.ts';
import { findEvidence } from './order-evidence.server.ts';

/** Everything that may decide some arriving orders, looked up before it is known which of them are new: one way to the server instead of six. */
export interface LookedUpPart {
  /** The orders that it is known of; an order that versions of it were merged into is another. */
  readonly arrivals: ReadonlySet<OrderArrival>;
  readonly knownShops: readonly string[];
  readonly stored: ReadonlyMap<string, StoredOrder>;
  readonly refunds: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly firsts: ReadonlyMap<string, FirstOrder>;
  readonly evidence: ReadonlyMap<OrderArrival, FoundEvidence>;
}

/** @param context on its way, perhaps: only orders that name a click wait for it */
export async function lookUpPart(
  trx: Transaction<Database>, workspaceId: string, context: Promise<OrderContext>, orders: readonly OrderArrival[],
): Promise<LookedUpPart> {
  const { arrivals } = oneOfEach(orders);
  const shops = [...new Set(arrivals.map(({ shop }) => shop))];
  const buyers = [...new Set(arrivals.flatMap(({ customerHash }) => customerHash ?? []))];
  const [knownShops, stored, refunds, firsts, evidence] = await inOrder(trx, [
    () => lockKnownShops(trx, workspaceId, shops),
    () => findOrders(trx, workspaceId, arrivals),
    () => sumRefunds(trx, workspaceId, arrivals),
    () => findFirstOrders(trx, workspaceId, buyers),
    () => findEvidence(trx, workspaceId, context, arrivals),
  ]);
  return { arrivals: new Set(arrivals), knownShops, stored, refunds, firsts, evidence };
}
