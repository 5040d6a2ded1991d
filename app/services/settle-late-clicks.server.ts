import type { Transaction } from 'kysely';
import { insertDirtyDays } from '#db/queries/dirty-day.server.ts';
import { listOrdersOfClicks } from '#db/queries/order-facts.server.ts';
import type { Database } from '#db/schema.ts';
import { addDays, dayOf } from '#app/domain/period.ts';
import { instantOfId, newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import type { OrderContext } from './order-context.server.ts';
import { writeOrders } from './write-orders.server.ts';

/**
 * For clicks that were stored after the fact, under the workspace's orders lock: marks their days, and looks again at the orders that
 * named one of them in vain.
 */
export async function settleLateClicks(trx: Transaction<Database>, context: OrderContext, clickIds: readonly string[], { now }: Doing): Promise<void> {
  const { workspaceId, rules, policy } = context;
  const days = [...new Set(clickIds.map((id) => dayOf(instantOfId(id) ?? now, rules.timeZone)))].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return;
  await insertDirtyDays(trx, workspaceId, 'click', days.map((day) => ({ day, id: newId(now.getTime()) })));
  const orders = await listOrdersOfClicks(trx, workspaceId, { clickIds, fromDay: first, toDay: addDays(last, policy.clickWindowDays + 1) });
  const changes = orders.map((order) => ({ order, previous: order, reattribute: true }));
  await writeOrders(trx, context, changes, { source: 'click', importId: null, now });
}
