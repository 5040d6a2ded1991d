import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { deleteSavedView } from '#db/queries/saved-view.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { ViewList } from '#app/domain/saved-view.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import { findViewToChange } from './view-to-change.server.ts';

export type RemoveViewOutcome = { readonly status: 'removed'; readonly list: ViewList } | { readonly status: 'not-found' | 'forbidden' };

/** Removes a view; the rows that it showed stay, and whoever opened the list with it begins with the whole list again. */
export async function removeView(
  db: Kysely<Database>, { workspaceId, viewId }: { readonly workspaceId: string; readonly viewId: string }, { now, actor }: Doing,
): Promise<RemoveViewOutcome> {
  return await inTransaction(db, async (trx) => {
    const found = await findViewToChange(trx, { workspaceId, viewId }, actor);
    if (found.status !== 'found') return { status: found.status };
    const { view } = found;
    await deleteSavedView(trx, workspaceId, viewId);
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: now, actor, action: 'view.remove', subjectKind: 'view', subjectId: viewId, before: { list: view.list, name: view.name, visibility: view.visibility, query: view.query },
    }]);
    return { status: 'removed', list: view.list };
  });
}
