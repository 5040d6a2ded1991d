import type { Kysely } from 'kysely';
import { deleteSparePairs, listKolsDueForPairs, refreshContactPairs, refreshKolPairs } from '#db/queries/kol-pair.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { BIN_DAYS } from '#app/domain/recycle-bin.ts';
import { eachInTurn, workspacePlace } from './each-in-turn.server.ts';

const BATCH = 500;
const DAY_MS = 86_400_000;

/**
 * Looks for KOLs that look alike among those whose names or handles changed, a batch a transaction, so that the roster only counts pairs.
 * Returns how many KOLs were looked at.
 */
export async function findKolPairs(db: Kysely<Database>, { now }: { readonly now: Date }): Promise<{ looked: number }> {
  let looked = 0;
  await eachInTurn(await listWorkspaces(db), workspacePlace, async ({ id }) => {
    for (;;) {
      const due = await inTransaction(db, async (trx) => {
        const kolIds = await listKolsDueForPairs(trx, id, BATCH);
        await refreshKolPairs(trx, id, kolIds, now);
        return kolIds.length;
      });
      looked += due;
      if (due < BATCH) break;
    }
    await refreshContactPairs(db, id, now);
    // A pair of something in the recycle bin may come back with it.
    await deleteSparePairs(db, id, new Date(now.getTime() - (BIN_DAYS + 1) * DAY_MS));
  });
  return { looked };
}
