import type { Kysely } from 'kysely';
import { deleteOldMessages } from '#db/queries/notice-outbox.server.ts';
import { deleteOldNotices } from '#db/queries/notice.server.ts';
import { listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';

const DAY_MS = 86_400_000;
/** What is over is remembered for half a year, what was sent for a quarter. */
const NOTICES_KEPT_DAYS = 180;
const MESSAGES_KEPT_DAYS = 90;

/** Deletes notices that have been over for long, and messages that wait for nothing. Returns how many. */
export async function forgetOldNotices(db: Kysely<Database>, { now }: { readonly now: Date }): Promise<number> {
  let deleted = 0;
  for (const { id } of await listWorkspaces(db)) {
    deleted += await deleteOldMessages(db, id, new Date(now.getTime() - MESSAGES_KEPT_DAYS * DAY_MS));
    deleted += await deleteOldNotices(db, id, new Date(now.getTime() - NOTICES_KEPT_DAYS * DAY_MS));
  }
  return deleted;
}
