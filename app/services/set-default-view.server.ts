import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { deleteDefaultViews, listDefaultViews, lockSavedView, upsertDefaultViews } from '#db/queries/saved-view.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { Role } from '#app/domain/permission.ts';
import { can, ROLES } from '#app/domain/permission.ts';
import type { ViewList } from '#app/domain/saved-view.ts';
import { LIST_RIGHTS, maySetRoleDefaults, seesView } from '#app/domain/saved-view.ts';
import { newId } from '#app/lib/ids.server.ts';
import { findActingMember } from './acting-member.server.ts';
import type { Doing } from './doing.ts';

export interface DefaultView {
  readonly workspaceId: string;
  readonly list: ViewList;
  /** Null for the whole list. */
  readonly viewId: string | null;
}

export type SetDefaultViewOutcome = { readonly status: 'set' } | { readonly status: 'not-found' | 'forbidden' };

/** The view that a list opens with for the person who asks. The whole list is a choice too: it goes before what the role begins with. */
export async function setOwnDefaultView(db: Kysely<Database>, { workspaceId, list, viewId }: DefaultView, { now, actor }: Doing): Promise<SetDefaultViewOutcome> {
  return await inTransaction(db, async (trx) => {
    const member = await findActingMember(trx, workspaceId, actor);
    if (!member || actor.id === null || !can(member.role, LIST_RIGHTS[list])) return { status: 'forbidden' };
    const view = viewId === null ? null : await lockSavedView(trx, workspaceId, viewId);
    if (view === undefined || (view && (view.list !== list || !seesView({ ownerId: view.owner_id, visibility: view.visibility }, { userId: actor.id, role: member.role })))) return { status: 'not-found' };
    await upsertDefaultViews(trx, { workspaceId, list, viewId }, [actor.id]);
    await insertAuditEntries(trx, workspaceId, [{ id: newId(), at: now, actor, action: 'view.open-with', subjectKind: 'view', subjectId: viewId ?? list, after: { list, person: actor.name } }]);
    return { status: 'set' };
  });
}

/** The roles whose people begin with a shared view unless they chose another: exactly those named, of the roles that may read the list. */
export async function setRoleDefaultView(
  db: Kysely<Database>, { workspaceId, viewId, roles }: { readonly workspaceId: string; readonly viewId: string; readonly roles: readonly Role[] }, { now, actor }: Doing,
): Promise<SetDefaultViewOutcome> {
  return await inTransaction(db, async (trx) => {
    const member = await findActingMember(trx, workspaceId, actor);
    const view = await lockSavedView(trx, workspaceId, viewId);
    if (!member || !view || view.visibility === 'private' || !can(member.role, LIST_RIGHTS[view.list])) return { status: 'not-found' };
    if (!maySetRoleDefaults(member.role)) return { status: 'forbidden' };
    const present = await listDefaultViews(trx, workspaceId, view.list, ROLES);
    const before = ROLES.filter((role) => present.get(role) === viewId);
    const after = roles.filter((role) => can(role, LIST_RIGHTS[view.list]));
    await upsertDefaultViews(trx, { workspaceId, list: view.list, viewId }, after);
    await deleteDefaultViews(trx, { workspaceId, list: view.list }, before.filter((role) => !after.includes(role)));
    await insertAuditEntries(trx, workspaceId, [{ id: newId(), at: now, actor, action: 'view.roles', subjectKind: 'view', subjectId: viewId, before: { roles: before }, after: { roles: after } }]);
    return { status: 'set' };
  });
}
