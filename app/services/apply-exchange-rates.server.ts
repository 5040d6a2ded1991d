import type { Kysely } from 'kysely';
import { listCurrenciesWithoutRate, listOrdersWithoutRate } from '#db/queries/order-facts.server.ts';
import { inTransaction, lockWorkspace } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { Doing } from './doing.ts';
import { loadOrderContext } from './order-context.server.ts';
import { writeOrders } from './write-orders.server.ts';

const PART = 5_000;

/**
 * Counts the orders that waited for a rate and now have one: to be called after a rate was given. Orders captured at an earlier
 * rate keep it. All or nothing; returns how many orders count from now on.
 */
export async function applyExchangeRates(db: Kysely<Database>, workspaceId: string, { now }: Doing): Promise<number> {
  return await inTransaction(db, async (trx) => {
    await lockWorkspace(trx, workspaceId, 'orders');
    const context = await loadOrderContext(trx, workspaceId);
    let counted = 0;
    for (const currency of await listCurrenciesWithoutRate(trx, workspaceId)) {
      const rates = context.rules.rates.filter((rate) => rate.currency === currency);
      const fromDay = rates.map((rate) => rate.validFrom).sort()[0];
      // Every order from the first rated day on gets a rate here, so each page starts anew until none is left.
      for (let more = fromDay !== undefined; more; ) {
        const waiting = fromDay === undefined ? [] : await listOrdersWithoutRate(trx, workspaceId, currency, fromDay, PART);
        const changes = waiting.map((order) => ({ order, previous: order, reattribute: true }));
        await writeOrders(trx, context, changes, { source: 'exchange-rate', importId: null, now });
        counted += changes.length;
        more = waiting.length === PART;
      }
    }
    return counted;
  });
}
