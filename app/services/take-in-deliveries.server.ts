import type { Kysely, Transaction } from 'kysely';
import { inOrder, inPipelinedTransaction } from '#db/queries/pipeline.server.ts';
import { isLockTimeout, lockWorkspaceWithin } from '#db/queries/transaction.server.ts';
import type { DeliveryRecord, OutcomeRecord } from '#db/queries/webhook-delivery.server.ts';
import { insertDeliveries, updateOutcomes } from '#db/queries/webhook-delivery.server.ts';
import type { Database } from '#db/schema.ts';
import type { DeliveryOutcome } from '#app/domain/ingestion/delivery.ts';
import { orderOfFact } from '#app/domain/ingestion/delivery.ts';
import { applyDeliveries, beginOrders } from './apply-deliveries.server.ts';
import type { Delivery } from './read-delivery.server.ts';

/** What became of a delivery, or that it was known: then nothing was done. */
export type DeliveryResult = DeliveryOutcome | 'known';

/**
 * Takes in deliveries of one workspace, each event once, in one transaction: the note of each and its effect are stored together or not at all. While
 * something else holds the workspace's orders for longer than `lockWaitMs` (an import), they are stored as `waiting`, and `takeInDueDeliveries`
 * takes them in afterwards.
 * @returns a result for each, in their order
 */
export async function takeInDeliveries(
  db: Kysely<Database>, workspaceId: string, deliveries: readonly Delivery[], { now, lockWaitMs }: { now: Date; lockWaitMs: number },
): Promise<DeliveryResult[]> {
  try {
    return await inPipelinedTransaction(db, async (trx) => {
      const each = firstOfEach(deliveries);
      const records = each.map(recordOf);
      const [, fresh, begun] = await inOrder(trx, [
        async () => (deliveries.some(hasEffect) ? await lockWorkspaceWithin(trx, workspaceId, 'orders', lockWaitMs) : undefined),
        () => insertDeliveries(trx, workspaceId, records, now),
        // Nearly all of them are new, so what decides them is asked for before that is known.
        () => beginOrders(trx, workspaceId, each, now),
      ]);
      const outcomes = await applyDeliveries(trx, workspaceId, deliveries.filter(({ id }) => fresh.has(id)), now, begun);
      await noteOutcomes(trx, workspaceId, records, outcomes, now);
      const byId = new Map(outcomes.map(({ id, outcome }) => [id, outcome]));
      return deliveries.map(({ id }) => byId.get(id) ?? 'known');
    });
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    return await keepDeliveries(db, workspaceId, deliveries, { outcome: 'waiting', error: null }, now);
  }
}

/** Stores deliveries without taking them in: they wait, or nothing can be made of them as they stand. Those that have no effect are what they are. */
export async function keepDeliveries(
  db: Kysely<Database>, workspaceId: string, deliveries: readonly Delivery[], as: { readonly outcome: 'waiting' | 'unreadable'; readonly error: string | null }, now: Date,
): Promise<DeliveryResult[]> {
  const records = firstOfEach(deliveries).map((delivery) => ({ ...recordOf(delivery), ...(hasEffect(delivery) ? as : {}) }));
  const fresh = await db.transaction().execute((trx) => insertDeliveries(trx, workspaceId, records, now));
  const outcomes = new Map(records.map(({ id, outcome }) => [id, outcome]));
  return deliveries.map(({ id }) => (fresh.has(id) ? (outcomes.get(id) ?? 'known') : 'known'));
}

/** Writes what became of those for whom it is not what was noted first. */
async function noteOutcomes(trx: Transaction<Database>, workspaceId: string, records: readonly DeliveryRecord[], outcomes: readonly OutcomeRecord[], now: Date): Promise<void> {
  const noted = new Map(records.map((record) => [record.id, record]));
  const differing = outcomes.filter(({ id, outcome, error }) => noted.get(id)?.outcome !== outcome || noted.get(id)?.error !== error);
  await updateOutcomes(trx, workspaceId, differing, { again: false, now });
}

function hasEffect({ reading }: Delivery): boolean {
  return reading.status === 'ok';
}

/** One delivery of each event; the same event may be sent many times at once. */
function firstOfEach(deliveries: readonly Delivery[]): Delivery[] {
  const byEvent = new Map<string, Delivery>();
  for (const delivery of deliveries) {
    const key = `${delivery.shop}\n${delivery.topic}\n${delivery.eventId}`;
    if (!byEvent.has(key)) byEvent.set(key, delivery);
  }
  return [...byEvent.values()];
}

/** As it is noted first: most are taken in, and need no second statement to say so. */
function recordOf({ id, shop, topic, eventId, deliveryId, signedWith, payload, reading, receivedAt }: Delivery): DeliveryRecord {
  return {
    id, shop, topic, eventId, deliveryId, signedWith, payload, receivedAt,
    orderId: reading.status === 'ok' ? (orderOfFact(reading.fact)?.orderId ?? null) : null,
    outcome: reading.status === 'ok' ? 'taken_in' : reading.status,
    error: reading.status === 'ok' ? null : reading.why,
  };
}
