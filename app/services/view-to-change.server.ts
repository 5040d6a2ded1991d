import type { Transaction } from 'kysely';
import { lockSavedView } from '#db/queries/saved-view.server.ts';
import type { Database } from '#db/schema.ts';
import { can } from '#app/domain/permission.ts';
import type { Role } from '#app/domain/permission.ts';
import { LIST_RIGHTS, mayChangeView, seesView } from '#app/domain/saved-view.ts';
import { findActingMember } from './acting-member.server.ts';
import type { Doing } from './doing.ts';

type LockedView = NonNullable<Awaited<ReturnType<typeof lockSavedView>>>;

export type ViewToChange = { readonly status: 'found'; readonly view: LockedView; readonly role: Role } | { readonly status: 'not-found' | 'forbidden' };

/** A view that somebody is about to change or remove, locked until the transaction ends; one that they may not see is not there for them. */
export async function findViewToChange(
  trx: Transaction<Database>, { workspaceId, viewId }: { readonly workspaceId: string; readonly viewId: string }, actor: Doing['actor'],
): Promise<ViewToChange> {
  const member = await findActingMember(trx, workspaceId, actor);
  const view = await lockSavedView(trx, workspaceId, viewId);
  if (!member || actor.id === null || !view) return { status: 'not-found' };
  const owner = { ownerId: view.owner_id, visibility: view.visibility };
  const person = { userId: actor.id, role: member.role };
  if (!seesView(owner, person) || !can(member.role, LIST_RIGHTS[view.list])) return { status: 'not-found' };
  return mayChangeView(owner, person) ? { status: 'found', view, role: member.role } : { status: 'forbidden' };
}
