import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { deleteSavedView, lockSavedView } from '#db/queries/saved-view.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { can } from '#app/domain/permission.ts';
import type { ViewList } from '#app/domain/saved-view.ts';
import { LIST_RIGHTS, mayChangeView, seesView } from '#app/domain/saved-view.ts';
import { newId } from '#app/lib/ids.server.ts';
import { findActingMember } from './acting-member.server.ts';
import type { Doing } from './doing.ts';

export type RemoveViewOutcome = { readonly status: 'removed'; readonly list: ViewList } | { readonly status: 'not-found' | 'forbidden' };

/** Removes a view; the rows that it showed stay, and whoever opened the list with it begins with the whole list again. */
export async function removeView(
  db: Kysely<Database>, { workspaceId, viewId }: { readonly workspaceId: string; readonly viewId: string }, { now, actor }: Doing,
): Promise<RemoveViewOutcome> {
  return await inTransaction(db, async (trx) => {
    const member = await findActingMember(trx, workspaceId, actor);
    const view = await lockSavedView(trx, workspaceId, viewId);
    if (!member || actor.id === null || !view) return { status: 'not-found' };
    const owner = { ownerId: view.owner_id, visibility: view.visibility };
    const person = { userId: actor.id, role: member.role };
    if (!seesView(owner, person) || !can(member.role, LIST_RIGHTS[view.list])) return { status: 'not-found' };
    if (!mayChangeView(owner, person)) return { status: 'forbidden' };
    await deleteSavedView(trx, workspaceId, viewId);
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: now, actor, action: 'view.remove', subjectKind: 'view', subjectId: viewId, before: { list: view.list, name: view.name, visibility: view.visibility, query: view.query },
    }]);
    return { status: 'removed', list: view.list };
  });
}
