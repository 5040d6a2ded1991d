import type { Kysely } from 'kysely';
import { deleteBinItemsBefore } from '#db/queries/bin.server.ts';
import { deleteEditImagesBefore } from '#db/queries/edit-run.server.ts';
import type { Database } from '#db/schema.ts';
import { binSweepBefore } from '#app/domain/recycle-bin.ts';

const DAY_MS = 86_400_000;

/** Removes for good what has lain in the recycle bin for 30 days, and forgets what rows were before edits that can no longer be taken back. */
export async function sweepBin(db: Kysely<Database>, { now }: { readonly now: Date }): Promise<{ readonly removed: number; readonly images: number }> {
  return { removed: await deleteBinItemsBefore(db, binSweepBefore(now)), images: await deleteEditImagesBefore(db, new Date(now.getTime() - DAY_MS)) };
}
