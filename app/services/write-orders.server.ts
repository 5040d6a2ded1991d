import type { Transaction } from 'kysely';
import { insertDirtyDays } from '#db/queries/dirty-day.server.ts';
import { copyRows } from '#db/queries/copy.server.ts';
import type { WrittenRows } from '#db/queries/copy.server.ts';
import type { OrderOrigin } from '#db/queries/order-records.server.ts';
import { inOrder } from '#db/queries/pipeline.server.ts';
import {
  deleteAttribution, insertClaims, insertCredits, insertOrders, insertTouches, remarkNewCustomers, unmarkNewCustomers, updateOrders,
} from '#db/queries/order-write.server.ts';
import type { Database } from '#db/schema.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { OrderChange, OrderFacts, OrderWrites } from './decide-orders.server.ts';
import { decideChanges, lookUpFacts, noWrites } from './decide-orders.server.ts';
import type { OrderContext } from './order-context.server.ts';

/**
 * Writes changes of known orders with everything that follows from them: net revenue, credits, touches, claims, whose first order it is,
 * and the days whose roll-ups are to be rebuilt. Set-based; needs the workspace's orders lock and `changes` free of duplicates.
 */
export async function writeOrders(trx: Transaction<Database>, context: OrderContext, changes: readonly OrderChange[], origin: OrderOrigin): Promise<void> {
  if (changes.length === 0) return;
  await writeDecided(trx, context, changes, await lookUpFacts(trx, context, [], changes), origin);
}

/** The same of changes whose facts were looked up. */
export async function writeDecided(trx: Transaction<Database>, context: OrderContext, changes: readonly OrderChange[], facts: OrderFacts, origin: OrderOrigin): Promise<void> {
  const writes = noWrites();
  decideChanges(context, changes, facts, writes);
  await storeOrders(trx, context.workspaceId, writes, origin);
}

export interface StoringOptions {
  /** Takes the days whose roll-ups are to be rebuilt, to be marked later; they are marked at once where it is missing. */
  readonly days?: Set<CalendarDay> | null;
  /** New orders and credits that are bytes already. */
  readonly written?: readonly WrittenRows[];
}

/** Writes what was decided. */
export async function storeOrders(
  trx: Transaction<Database>, workspaceId: string, writes: OrderWrites, origin: OrderOrigin, { days = null, written = [] }: StoringOptions = {},
): Promise<void> {
  const mark = async (changed: Iterable<CalendarDay>) => {
    if (days === null) await markCreditDays(trx, workspaceId, changed, origin.now);
    else for (const day of changed) days.add(day);
  };
  /** Days on which somebody's first order is another one now. */
  const [, , , , , unmarked, remarked] = await inOrder(trx, [
    () => deleteAttribution(trx, workspaceId, writes.recredited, 'credits'),
    () => deleteAttribution(trx, workspaceId, writes.reattributed, 'everything'),
    async () => (written.length === 0 ? undefined : await copyRows(trx, written)),
    () => insertOrders(trx, workspaceId, writes.created, origin),
    () => updateOrders(trx, workspaceId, writes.updated, origin.now),
    () => unmarkNewCustomers(trx, workspaceId, writes.noLongerNew),
    () => remarkMovedOrders(trx, workspaceId, writes.moved),
    () => insertCredits(trx, workspaceId, writes.credits),
    () => insertTouches(trx, workspaceId, writes.touches),
    () => insertClaims(trx, workspaceId, writes.claims),
    () => mark(writes.days),
  ]);
  await mark(new Set([...unmarked, ...remarked].filter((day) => !writes.days.has(day))));
}

/** Marks days whose roll-ups are to be rebuilt. */
export async function markCreditDays(trx: Transaction<Database>, workspaceId: string, days: Iterable<CalendarDay>, now: Date): Promise<void> {
  await insertDirtyDays(trx, workspaceId, 'credit', [...days].sort().map((day) => ({ day, id: newId(now.getTime()) })));
}

/** An order that got another buyer or another instant may make another order the first. */
async function remarkMovedOrders(trx: Transaction<Database>, workspaceId: string, moved: readonly OrderChange[]): Promise<CalendarDay[]> {
  if (moved.length === 0) return [];
  return await remarkNewCustomers(trx, workspaceId, [...buyersOf(moved)], moved.map(({ order }) => order));
}

/** Whoever placed these orders, before or after they changed. */
export function buyersOf(moved: readonly OrderChange[]): Set<string> {
  return new Set(moved.flatMap(({ order, previous }) => [order.customerHash, previous.customerHash]).filter((hash) => hash !== null));
}
