import type { Kysely } from 'kysely';
import { listDueDeliveries } from '#db/queries/webhook-delivery.server.ts';
import type { Database } from '#db/schema.ts';
import { groupBy } from '#app/domain/group.ts';
import { log } from '#app/lib/log.server.ts';
import { MOST_REPLAYED, takeInKept } from './replay-deliveries.server.ts';

/**
 * Takes in what waited for an import to end; an import that still runs is waited for. One workspace's failure does not hold up the others. Returns how many
 * deliveries were taken on.
 */
export async function takeInDueDeliveries(db: Kysely<Database>, { now }: { readonly now: Date }): Promise<number> {
  const due = await listDueDeliveries(db, MOST_REPLAYED);
  let taken = 0;
  for (const [workspaceId, deliveries] of groupBy(due, (delivery) => delivery.workspaceId)) {
    try {
      taken += (await takeInKept(db, workspaceId, deliveries.map(({ id }) => id), now)).length;
    } catch (error) {
      log.error({ err: error, workspaceId, deliveries: deliveries.length }, 'deliveries that waited were not taken in; they go on waiting');
    }
  }
  return taken;
}
