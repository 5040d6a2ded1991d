import type { Kysely } from 'kysely';
import { deleteOldDeliveries } from '#db/queries/webhook-delivery.server.ts';
import { listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { DELIVERIES_KEPT_DAYS } from '#app/domain/ingestion/delivery.ts';
import { leastIdAt } from '#app/lib/ids.server.ts';

const DAY_MS = 86_400_000;
/** Rows of one statement, so that none holds much for long. */
const PART = 5_000;

/** Deletes deliveries that came more than 30 days ago, in parts. Returns how many. */
export async function forgetOldDeliveries(db: Kysely<Database>, { now }: { readonly now: Date }): Promise<number> {
  const beforeId = leastIdAt(now.getTime() - DELIVERIES_KEPT_DAYS * DAY_MS);
  let deleted = 0;
  for (const { id } of await listWorkspaces(db)) {
    for (let part = PART; part === PART; deleted += part) part = await deleteOldDeliveries(db, id, { beforeId, limit: PART });
  }
  return deleted;
}
