import type { Kysely } from 'kysely';
import { countLostDeliveries, listFailedDeliveryIds } from '#db/queries/webhook-delivery.server.ts';
import type { Database } from '#db/schema.ts';
import type { Doing } from './doing.ts';
import { MOST_REPLAYED, replayDeliveries } from './replay-deliveries.server.ts';

/**
 * Replays the oldest deliveries that could not be read or still wait, as many as one transaction takes. `unreadable` counts those
 * that still cannot be read, `lost` those among them of which no payload is kept, so that only their shop can send them again.
 */
export async function replayFailedDeliveries(
  db: Kysely<Database>, { workspaceId }: { readonly workspaceId: string }, doing: Doing,
): Promise<{ readonly replayed: number; readonly unreadable: number; readonly lost: number }> {
  const ids = await listFailedDeliveryIds(db, workspaceId, MOST_REPLAYED);
  const outcomes = await replayDeliveries(db, { workspaceId, ids }, doing);
  const lost = await countLostDeliveries(db, workspaceId);
  return { replayed: outcomes.length, unreadable: outcomes.filter(({ outcome }) => outcome === 'unreadable').length + lost, lost };
}
