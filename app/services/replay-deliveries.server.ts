import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { inTransaction, lockWorkspace } from '#db/queries/transaction.server.ts';
import type { OutcomeRecord, StoredDelivery } from '#db/queries/webhook-delivery.server.ts';
import { lockDeliveries, updateOutcomes } from '#db/queries/webhook-delivery.server.ts';
import type { Database } from '#db/schema.ts';
import { newId } from '#app/lib/ids.server.ts';
import { applyDeliveries } from './apply-deliveries.server.ts';
import type { Doing } from './doing.ts';
import { readKept } from './read-delivery.server.ts';

/** Most deliveries of one transaction: bounds how long the orders are held. */
export const MOST_REPLAYED = 500;

/**
 * Takes kept deliveries in again, as this version reads them. What was taken in before changes nothing: orders and refunds have identities, and older
 * versions never replace newer ones. Returns an outcome for each delivery of which a payload is kept; others are left out.
 * @throws RangeError for more than MOST_REPLAYED at once
 */
export async function replayDeliveries(
  db: Kysely<Database>, { workspaceId, ids }: { readonly workspaceId: string; readonly ids: readonly string[] }, { now, actor }: Doing,
): Promise<OutcomeRecord[]> {
  return await inTransaction(db, async (trx) => {
    const outcomes = await takeInKept(trx, workspaceId, ids, now);
    await insertAuditEntries(trx, workspaceId, outcomes.map(({ id, outcome }) => (
      { id: newId(now.getTime()), at: now, actor, action: 'webhook.replay', subjectKind: 'webhook_delivery', subjectId: id, after: { outcome } }
    )));
    return outcomes;
  });
}

/** The same without a note in the audit log: for what the portal does by itself. */
export async function takeInKept(db: Kysely<Database>, workspaceId: string, ids: readonly string[], now: Date): Promise<OutcomeRecord[]> {
  if (ids.length > MOST_REPLAYED) throw new RangeError(`at most ${MOST_REPLAYED} deliveries at once, not ${ids.length}`);
  return await inTransaction(db, async (trx) => {
    await lockWorkspace(trx, workspaceId, 'orders');
    const kept = await lockDeliveries(trx, workspaceId, ids);
    const outcomes = await applyDeliveries(trx, workspaceId, kept.map(readAgain), now);
    const asked = new Set(kept.map(({ id }) => id));
    await updateOutcomes(trx, workspaceId, outcomes.filter(({ id }) => asked.has(id)), { again: true, now });
    await updateOutcomes(trx, workspaceId, outcomes.filter(({ id }) => !asked.has(id)), { again: false, now });
    return outcomes.filter(({ id }) => asked.has(id));
  });
}

function readAgain(stored: StoredDelivery) {
  return { id: stored.id, shop: stored.shop, kind: stored.kind, reading: readKept(stored.kind, stored) };
}
