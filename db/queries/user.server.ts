import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Role, Seat } from '#app/domain/permission.ts';
import type { Database } from '../schema.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export async function findUserForSignIn(db: Db, email: string) {
  return await db
    .selectFrom('app_user')
    .select(['id', 'name', 'password_hash', 'disabled_at'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst();
}

/** The workspaces a person belongs to, oldest first. */
export async function listMemberships(db: Db, userId: string) {
  return await db
    .selectFrom('membership')
    .innerJoin('workspace', 'workspace.id', 'membership.workspace_id')
    .select(['workspace.id as workspaceId', 'workspace.name', 'membership.role', 'membership.seat'])
    .where('membership.user_id', '=', userId)
    .orderBy('workspace.created_at')
    .limit(100)
    .execute();
}

export type PersonRow = Awaited<ReturnType<typeof listPeople>>[number];

export async function listPeople(db: Db, workspaceId: string) {
  return await db
    .selectFrom('membership')
    .innerJoin('app_user', 'app_user.id', 'membership.user_id')
    .select(['app_user.id', 'app_user.name', 'app_user.email', 'membership.role', 'membership.seat', 'membership.reviews_legal as reviewsLegal', 'app_user.disabled_at'])
    .where('membership.workspace_id', '=', workspaceId)
    .orderBy(sql`app_user.name ${inPinyinOrder}`)
    .limit(500)
    .execute();
}

/** Inserts a person, or finds the one with this e-mail; returns the id and whether it is new. */
export async function insertUser(
  trx: Transaction<Database>,
  user: { id: string; email: string; name: string; passwordHash: string; now: Date },
): Promise<{ id: string; isNew: boolean }> {
  const email = user.email.trim().toLowerCase();
  const inserted = await trx
    .insertInto('app_user')
    .values({ id: user.id, email, name: user.name, password_hash: user.passwordHash, created_at: user.now, disabled_at: null })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) return { id: inserted.id, isNew: true };
  const existing = await trx.selectFrom('app_user').select('id').where('email', '=', email).executeTakeFirstOrThrow();
  return { id: existing.id, isNew: false };
}

/** Gives a person a role in a workspace, or changes it. */
export async function upsertMembership(
  trx: Transaction<Database>,
  membership: { workspaceId: string; userId: string; role: Role; seat: Seat | null; now: Date },
): Promise<void> {
  const { workspaceId, userId, role, seat, now } = membership;
  await trx
    .insertInto('membership')
    .values({ workspace_id: workspaceId, user_id: userId, role, seat, created_at: now })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet({ role, seat }))
    .execute();
}

/** Grants a person the right to approve scripts for legal, or takes it back. */
export async function setReviewsLegal(trx: Transaction<Database>, at: { readonly workspaceId: string; readonly userId: string; readonly reviewsLegal: boolean }): Promise<void> {
  await trx.updateTable('membership').set({ reviews_legal: at.reviewsLegal }).where('workspace_id', '=', at.workspaceId).where('user_id', '=', at.userId).execute();
}

/** Sign-ins since an instant that failed or are under way, by either hash. */
export async function countSignInAttempts(db: Db, hashes: { email: Buffer; address: Buffer }, since: Date) {
  const row = await db
    .selectFrom('sign_in_attempt')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('email_hash', '=', hashes.email).as('forEmail'),
      eb.fn.countAll<number>().filterWhere('address_hash', '=', hashes.address).as('forAddress'),
    ])
    .where('attempted_at', '>', since)
    .where((eb) => eb.or([eb('email_hash', '=', hashes.email), eb('address_hash', '=', hashes.address)]))
    .executeTakeFirstOrThrow();
  return row;
}

export async function insertSignInAttempt(db: Db, attempt: { id: string; email: Buffer; address: Buffer; now: Date }): Promise<void> {
  await db
    .insertInto('sign_in_attempt')
    .values({ id: attempt.id, email_hash: attempt.email, address_hash: attempt.address, attempted_at: attempt.now })
    .execute();
}

export async function deleteSignInAttempt(db: Db, attemptId: string): Promise<void> {
  await db.deleteFrom('sign_in_attempt').where('id', '=', attemptId).execute();
}

/** Forgets attempts older than an instant, and those of an e-mail that has just signed in. */
export async function deleteSignInAttempts(db: Db, what: { olderThan: Date; email: Buffer }): Promise<void> {
  await db
    .deleteFrom('sign_in_attempt')
    .where((eb) => eb.or([eb('attempted_at', '<', what.olderThan), eb('email_hash', '=', what.email)]))
    .execute();
}

/** People of a workspace, locked until the transaction ends, in the order of their ids (so that two who change each other do not wait for each other). */
export async function lockPeople(trx: Transaction<Database>, workspaceId: string, userIds: readonly string[]) {
  return await trx
    .selectFrom('membership')
    .innerJoin('app_user', 'app_user.id', 'membership.user_id')
    .select(['app_user.id', 'app_user.email', 'membership.role', 'membership.seat', 'membership.reviews_legal as reviewsLegal', 'app_user.disabled_at as disabledAt'])
    .where('membership.workspace_id', '=', workspaceId)
    .where('membership.user_id', 'in', [...userIds])
    .orderBy('membership.user_id')
    .forUpdate()
    .execute();
}

/** A person's role and seat in a workspace as they are now; none for whoever is no member or disabled. */
export async function findMember(db: Db, workspaceId: string, userId: string) {
  return await db
    .selectFrom('membership')
    .innerJoin('app_user', 'app_user.id', 'membership.user_id')
    .select(['app_user.id', 'app_user.name', 'membership.role', 'membership.seat'])
    .where('membership.workspace_id', '=', workspaceId)
    .where('membership.user_id', '=', userId)
    .where('app_user.disabled_at', 'is', null)
    .executeTakeFirst();
}

/** Disables a person's account, or with null enables it again. */
export async function setUserDisabled(trx: Transaction<Database>, userId: string, disabledAt: Date | null): Promise<void> {
  await trx.updateTable('app_user').set({ disabled_at: disabledAt }).where('id', '=', userId).execute();
}

export async function deleteMembership(trx: Transaction<Database>, workspaceId: string, userId: string): Promise<void> {
  await trx.deleteFrom('membership').where('workspace_id', '=', workspaceId).where('user_id', '=', userId).execute();
}
