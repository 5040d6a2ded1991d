import type { Kysely, Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { deleteSessionsOfUser } from '#db/queries/session.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { deleteMembership, listMemberships, lockPeople, setReviewsLegal, setUserDisabled, upsertMembership } from '#db/queries/user.server.ts';
import type { Database } from '#db/schema.ts';
import type { AuditAction } from '#app/domain/audit-action.ts';
import type { JsonObject } from '#app/domain/json.ts';
import type { Role, Seat } from '#app/domain/permission.ts';
import { can } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export type PersonChange =
  | { readonly kind: 'role'; readonly role: Role; readonly seat: Seat | null }
  | { readonly kind: 'legal'; readonly reviewsLegal: boolean }
  | { readonly kind: 'disable' }
  | { readonly kind: 'enable' };

/**
 * `own`: nobody changes their own access, so a workspace never loses its last administrator. `forbidden`: who asks is no administrator any more, as of two who change
 * each other at once the second is not.
 */
export type ChangePersonOutcome = { readonly status: 'changed' | 'removed' | 'unchanged' | 'not-found' | 'own' | 'forbidden' };

/**
 * Changes what a person may do in a workspace. Who is disabled is signed out at once; who also belongs to other workspaces is
 * removed from this one only, as their account is not this workspace's to disable.
 */
export async function changePerson(
  db: Kysely<Database>, input: { readonly workspaceId: string; readonly userId: string; readonly change: PersonChange }, doing: Doing,
): Promise<ChangePersonOutcome> {
  const { workspaceId, userId, change } = input;
  if (doing.actor.id === userId) return { status: 'own' };
  return await inTransaction(db, async (trx) => {
    const { actor } = doing;
    const people = await lockPeople(trx, workspaceId, actor.kind === 'user' && actor.id !== null ? [userId, actor.id] : [userId]);
    const person = people.find(({ id }) => id === userId);
    if (!person) return { status: 'not-found' };
    if (actor.kind === 'user' && !people.some((one) => one.id === actor.id && one.disabledAt === null && can(one.role, 'settings:manage'))) return { status: 'forbidden' };
    const note = (action: AuditAction, before: JsonObject, after: JsonObject) => audit(trx, workspaceId, userId, { action, before, after }, doing);
    switch (change.kind) {
      case 'role': {
        if (person.role === change.role && person.seat === change.seat) return { status: 'unchanged' };
        await upsertMembership(trx, { workspaceId, userId, role: change.role, seat: change.seat, now: doing.now });
        await note('person.change', { role: person.role, seat: person.seat }, { role: change.role, seat: change.seat });
        return { status: 'changed' };
      }
      case 'legal': {
        const { reviewsLegal } = change;
        if (person.reviewsLegal === reviewsLegal) return { status: 'unchanged' };
        await setReviewsLegal(trx, { workspaceId, userId, reviewsLegal });
        await note('person.change-legal', { reviewsLegal: person.reviewsLegal }, { reviewsLegal });
        return { status: 'changed' };
      }
      case 'disable': {
        if (person.disabledAt) return { status: 'unchanged' };
        await deleteSessionsOfUser(trx, workspaceId, userId);
        const belongsElsewhere = (await listMemberships(trx, userId)).length > 1;
        if (belongsElsewhere) await deleteMembership(trx, workspaceId, userId);
        else await setUserDisabled(trx, userId, doing.now);
        await note(belongsElsewhere ? 'person.remove' : 'person.disable', { email: person.email, role: person.role, seat: person.seat }, {});
        return { status: belongsElsewhere ? 'removed' : 'changed' };
      }
      case 'enable': {
        if (!person.disabledAt) return { status: 'unchanged' };
        await setUserDisabled(trx, userId, null);
        await note('person.enable', {}, { email: person.email, role: person.role, seat: person.seat });
        return { status: 'changed' };
      }
    }
  });
}

async function audit(
  trx: Transaction<Database>, workspaceId: string, userId: string, entry: { action: AuditAction; before: JsonObject; after: JsonObject }, { now, actor }: Doing,
): Promise<void> {
  await insertAuditEntries(trx, workspaceId, [{ id: newId(), at: now, actor, subjectKind: 'person', subjectId: userId, ...entry }]);
}
