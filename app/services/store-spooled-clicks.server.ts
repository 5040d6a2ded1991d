import type { Kysely } from 'kysely';
import type { ClickRow } from '#db/queries/click-line.server.ts';
import { insertClicks } from '#db/queries/click-intake.server.ts';
import { lockWorkspace } from '#db/queries/transaction.server.ts';
import { findWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { Doing } from './doing.ts';
import { loadOrderContext } from './order-context.server.ts';
import { settleLateClicks } from './settle-late-clicks.server.ts';

/** Clicks a transaction: it holds up orders of the workspace meanwhile, so it is kept short. */
const PART = 500;

/**
 * Stores clicks that were answered while the database was away, each once however often this is repeated. All of them are settled, also those that
 * are there already: the statement that was thought lost may have stored them after an order had asked for them in vain.
 * Returns how many were new. Clicks of a workspace that was removed meanwhile go with it.
 * @throws the first failure, after every other workspace has had its turn: one brand's trouble holds up no other
 */
export async function storeSpooledClicks(db: Kysely<Database>, clicks: readonly ClickRow[], doing: Doing): Promise<number> {
  const ofWorkspace = new Map<string, ClickRow[]>(clicks.map((click) => [click.workspaceId, []]));
  for (const click of clicks) ofWorkspace.get(click.workspaceId)?.push(click);
  let created = 0;
  const failures: unknown[] = [];
  for (const [workspaceId, mine] of ofWorkspace) {
    try {
      created += await storeOfWorkspace(db, workspaceId, mine, doing);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return created;
}

async function storeOfWorkspace(db: Kysely<Database>, workspaceId: string, clicks: readonly ClickRow[], doing: Doing): Promise<number> {
  if (!(await findWorkspace(db, workspaceId))) return 0;
  let created = 0;
  for (let start = 0; start < clicks.length; start += PART) created += await storePart(db, workspaceId, clicks.slice(start, start + PART), doing);
  return created;
}

async function storePart(db: Kysely<Database>, workspaceId: string, clicks: readonly ClickRow[], doing: Doing): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    await lockWorkspace(trx, workspaceId, 'orders');
    const created = await insertClicks(trx, clicks);
    await settleLateClicks(trx, await loadOrderContext(trx, workspaceId), clicks.map(({ id }) => id), doing);
    return created.length;
  });
}
