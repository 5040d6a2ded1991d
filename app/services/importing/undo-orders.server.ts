import type { Transaction } from 'kysely';
import { insertDirtyDays } from '#db/queries/dirty-day.server.ts';
import { deleteMadeOrders, listMovedBuyers, listTouchedDays, restoreOrders } from '#db/queries/import-undo-orders.server.ts';
import { remarkNewCustomers } from '#db/queries/order-write.server.ts';
import type { Database } from '#db/schema.ts';
import { newId } from '#app/lib/ids.server.ts';

/**
 * Takes back an import of orders: those it made go with their credits, the others get their facts, credits, touches and claims of before. Where
 * the others were decided anew since (a rate, a policy, a coupon), they are marked to be decided once more. Needs the orders lock.
 */
export async function undoOrders(
  { trx, workspaceId, importId, appliedAt }: { readonly trx: Transaction<Database>; readonly workspaceId: string; readonly importId: string; readonly appliedAt: Date },
): Promise<{ deleted: number; restored: number }> {
  const place = { workspaceId, importId };
  const touched = await listTouchedDays(trx, { ...place, appliedAt });
  const moved = await listMovedBuyers(trx, place);
  const { deleted, days } = await deleteMadeOrders(trx, place);
  const restored = await restoreOrders(trx, place);
  const remarked = moved.orders.length === 0 ? [] : await remarkNewCustomers(trx, workspaceId, moved.hashes, moved.orders);
  const credit = [...new Set([...touched.credit, ...days, ...remarked])].sort();
  await insertDirtyDays(trx, workspaceId, 'credit', credit.map((day) => ({ day, id: newId() })));
  const { redecided } = touched;
  if (redecided) await insertDirtyDays(trx, workspaceId, 'attribution', [redecided.from, redecided.to].map((day) => ({ day, id: newId() })));
  return { deleted, restored };
}
