import type { Kysely } from 'kysely';
import { listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { PORTAL_ACTOR } from './doing.ts';
import { openWorkspaceLedger } from './post-money.server.ts';

/**
 * Posts what workspaces already hold when the ledger comes to them: costs and payments recorded by an older portal. Done at each start, after the migrations, as
 * sealing entries takes the portal's key; a workspace that has a ledger is left alone, so that nothing that was altered past the portal is taken for an opening.
 * Returns how many entries were made.
 */
export async function openLedger(db: Kysely<Database>, { now }: { readonly now: Date }): Promise<number> {
  let made = 0;
  for (const workspace of await listWorkspaces(db)) {
    made += await db.transaction().execute((trx) => openWorkspaceLedger(trx, workspace, { now, actor: PORTAL_ACTOR }));
  }
  return made;
}
