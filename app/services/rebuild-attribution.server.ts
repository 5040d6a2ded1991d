import type { Kysely } from 'kysely';
import type { OrderKey } from '#db/queries/order-facts.server.ts';
import { listOrdersOfDays } from '#db/queries/order-facts.server.ts';
import { lockWorkspace } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Doing } from './doing.ts';
import { loadOrderContext } from './order-context.server.ts';
import { writeOrders } from './write-orders.server.ts';

const PART = 5_000;

/**
 * Decides the credits of a period's orders anew from the facts: after a change of the policy (window, half-life, grace, whether
 * unpaid orders count), of a flight or of a coupon. In parts, each a transaction of its own, so that orders keep coming in; a
 * run that was cut short is simply run again. Marks the days; `settleRollups` brings the totals after. Returns how many orders were read.
 */
export async function rebuildAttribution(
  db: Kysely<Database>, workspaceId: string, period: { readonly fromDay?: CalendarDay; readonly toDay?: CalendarDay }, { now }: Doing,
): Promise<number> {
  const days = { fromDay: period.fromDay ?? '1970-01-01', toDay: period.toDay ?? '9999-12-31' };
  let after: ({ day: CalendarDay } & OrderKey) | null = null;
  let read = 0;
  for (;;) {
    const part = await db.transaction().execute(async (trx) => {
      await lockWorkspace(trx, workspaceId, 'orders');
      const context = await loadOrderContext(trx, workspaceId);
      const orders = await listOrdersOfDays(trx, workspaceId, { ...days, after, limit: PART });
      const changes = orders.map((order) => ({ order, previous: order, reattribute: true }));
      await writeOrders(trx, context, changes, { source: 'rebuild', importId: null, now });
      return orders;
    });
    read += part.length;
    const last = part.at(-1);
    if (last === undefined || part.length < PART) return read;
    after = { day: last.placedDay, shop: last.shop, orderId: last.orderId };
  }
}
