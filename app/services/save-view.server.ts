import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { countSavedViews, dropDefaultsOfOthers, insertSavedView, updateSavedView } from '#db/queries/saved-view.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { can } from '#app/domain/permission.ts';
import type { ViewList, ViewVisibility } from '#app/domain/saved-view.ts';
import { LIST_RIGHTS, MAX_VIEWS_PER_LIST, mayShareViews } from '#app/domain/saved-view.ts';
import { newId } from '#app/lib/ids.server.ts';
import { findActingMember } from './acting-member.server.ts';
import type { Doing } from './doing.ts';
import { findViewToChange } from './view-to-change.server.ts';

export interface NewView {
  readonly workspaceId: string;
  readonly list: ViewList;
  readonly name: string;
  readonly visibility: ViewVisibility;
  /** As `viewQuerySchema` leaves it. */
  readonly query: string;
}

export type CreateViewOutcome =
  | { readonly status: 'created'; readonly viewId: string }
  | { readonly status: 'forbidden' | 'not-shared' }
  /** The person has as many views of the list as are of use. */
  | { readonly status: 'too-many'; readonly most: number };

/** Keeps a question under a name, the person's own. */
export async function createView(db: Kysely<Database>, { workspaceId, list, name, visibility, query }: NewView, { now, actor }: Doing): Promise<CreateViewOutcome> {
  return await inTransaction(db, async (trx) => {
    const member = await findActingMember(trx, workspaceId, actor);
    if (!member || actor.id === null || !can(member.role, LIST_RIGHTS[list])) return { status: 'forbidden' };
    if (visibility !== 'private' && !mayShareViews(member.role)) return { status: 'not-shared' };
    const { own, nextPosition } = await countSavedViews(trx, workspaceId, list, { userId: actor.id });
    if (own >= MAX_VIEWS_PER_LIST) return { status: 'too-many', most: MAX_VIEWS_PER_LIST };
    const viewId = newId();
    await insertSavedView(trx, {
      workspace_id: workspaceId, id: viewId, list, name, owner_id: actor.id, visibility, query, position: nextPosition, created_at: now, updated_at: now, version: 1,
    });
    await insertAuditEntries(trx, workspaceId, [{ id: newId(), at: now, actor, action: 'view.create', subjectKind: 'view', subjectId: viewId, after: { list, name, visibility, query } }]);
    return { status: 'created', viewId };
  });
}

export interface ViewChange {
  readonly workspaceId: string;
  readonly viewId: string;
  /** The version that the person saw. */
  readonly version: number;
  /** What is left out stays as it is. */
  readonly name?: string | undefined;
  readonly visibility?: ViewVisibility | undefined;
  readonly query?: string | undefined;
}

export type ChangeViewOutcome =
  | { readonly status: 'changed'; readonly list: ViewList; readonly query: string }
  | { readonly status: 'not-found' | 'forbidden' | 'not-shared' }
  /** Somebody changed it meanwhile: nothing was written. */
  | { readonly status: 'stale'; readonly version: number };

/** Saves over a view, renames it or shares it. Only its owner makes it private, as nobody else would see it then. */
export async function changeView(db: Kysely<Database>, change: ViewChange, { now, actor }: Doing): Promise<ChangeViewOutcome> {
  const { workspaceId, viewId } = change;
  return await inTransaction(db, async (trx) => {
    const found = await findViewToChange(trx, { workspaceId, viewId }, actor);
    if (found.status !== 'found') return { status: found.status };
    const { view, role } = found;
    if (view.version !== change.version) return { status: 'stale', version: view.version };
    const after = { name: change.name ?? view.name, visibility: change.visibility ?? view.visibility, query: change.query ?? view.query };
    if (after.visibility === 'private' && view.owner_id !== actor.id) return { status: 'forbidden' };
    if (after.visibility !== 'private' && after.visibility !== view.visibility && !mayShareViews(role)) return { status: 'not-shared' };
    await updateSavedView(trx, workspaceId, viewId, { ...after, version: view.version + 1, now });
    if (after.visibility === 'private') await dropDefaultsOfOthers(trx, workspaceId, viewId, view.owner_id);
    const before = { name: view.name, visibility: view.visibility, query: view.query };
    await insertAuditEntries(trx, workspaceId, [{ id: newId(), at: now, actor, action: 'view.change', subjectKind: 'view', subjectId: viewId, before, after }]);
    return { status: 'changed', list: view.list, query: after.query };
  });
}
