import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { log } from '#app/lib/log.server.ts';
import type { Delivery } from '#app/services/read-delivery.server.ts';
import type { DeliveryResult } from '#app/services/take-in-deliveries.server.ts';
import { keepDeliveries, takeInDeliveries } from '#app/services/take-in-deliveries.server.ts';
import type { GroupCommit } from '../redirect/group-commit.ts';
import { createGroupCommit } from '../redirect/group-commit.ts';

/** Where deliveries go. */
export interface DeliverySink {
  /** Resolves when the delivery survives a power cut, taken in or waiting. @throws NotStored when it is not known to */
  append(delivery: Delivery): Promise<DeliveryResult>;
  /** Resolves when every delivery taken in has been stored or given up. */
  settled(): Promise<void>;
}

interface Entry {
  readonly delivery: Delivery;
  result: DeliveryResult;
}

/** Long enough for another batch to end, short enough that a sender who waits for an import hears from us within a second. */
const LOCK_WAIT_MS = 250;
/** Once the orders were found busy, deliveries are put aside at once for a while. */
const BUSY_MS = 2_000;
const LOCK_WAIT_BUSY_MS = 10;
const PATIENCE_MS = 4_000;

/** Stores deliveries in PostgreSQL, many to a commit; each workspace has its own queue, so that an import in one holds up no other. */
export function createDeliverySink(db: Kysely<Database>): DeliverySink {
  const queues = new Map<string, GroupCommit<Entry>>();

  function queueOf(workspaceId: string): GroupCommit<Entry> {
    const known = queues.get(workspaceId);
    if (known) return known;
    let busyUntil = 0;
    const write = async (entries: readonly Entry[]): Promise<void> => {
      const deliveries = entries.map(({ delivery }) => delivery);
      const now = new Date();
      const lockWaitMs = now.getTime() < busyUntil ? LOCK_WAIT_BUSY_MS : LOCK_WAIT_MS;
      const results = await takeInDeliveries(db, workspaceId, deliveries, { now, lockWaitMs }).catch(async (error: unknown) => {
        // Alone and refused for what it says: kept as it is, for people to look at.
        if (entries.length > 1 || !isFaultOfDelivery(error)) throw error;
        log.error({ err: error, deliveryId: deliveries[0]?.id }, 'a delivery could not be taken in; it is kept');
        return await keepDeliveries(db, workspaceId, deliveries, { outcome: 'unreadable', error: 'it could not be stored as it stands' }, now);
      });
      if (results.includes('waiting')) busyUntil = now.getTime() + BUSY_MS;
      entries.forEach((entry, place) => (entry.result = results[place] ?? 'known'));
    };
    const queue = createGroupCommit<Entry>({
      write,
      isFaultOfRow: isFaultOfDelivery,
      onFailure: (error, entries) => log.warn({ err: error, deliveries: entries }, 'a batch of deliveries was not stored; it is tried again'),
      // One after the other: two at once would only wait for each other's lock.
      lanes: 1,
      maxRows: 500,
      maxQueued: 5_000,
      patienceMs: PATIENCE_MS,
    });
    queues.set(workspaceId, queue);
    return queue;
  }

  return {
    append: async (delivery) => {
      const entry: Entry = { delivery, result: 'known' };
      await queueOf(delivery.workspaceId).append(entry);
      return entry.result;
    },
    settled: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.settled()));
    },
  };
}

/** What the delivery itself brought about: SQLSTATE classes 22 and 23, or a value beyond what the domain takes. */
function isFaultOfDelivery(error: unknown): boolean {
  if (error instanceof RangeError || error instanceof TypeError) return true;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);
}
