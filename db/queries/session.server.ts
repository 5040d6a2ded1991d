import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

export async function insertSession(
  db: Db,
  session: { tokenHash: Buffer; userId: string; workspaceId: string; now: Date; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_hash: session.tokenHash, user_id: session.userId, workspace_id: session.workspaceId,
      created_at: session.now, last_seen_at: session.now, expires_at: session.expiresAt,
    })
    .execute();
}

export type SessionActor = NonNullable<Awaited<ReturnType<typeof findSession>>>;

/** Who a live session belongs to, with the role as it is now: a change of role or a disabled account bites at once. */
export async function findSession(db: Db, tokenHash: Buffer, live: { now: Date; seenAfter: Date }) {
  return await db
    .selectFrom('session')
    .innerJoin('app_user', 'app_user.id', 'session.user_id')
    .innerJoin('membership', (join) =>
      join.onRef('membership.user_id', '=', 'session.user_id').onRef('membership.workspace_id', '=', 'session.workspace_id'),
    )
    .innerJoin('workspace', 'workspace.id', 'session.workspace_id')
    .select([
      'app_user.id as userId', 'app_user.name', 'app_user.email', 'membership.role', 'membership.seat', 'membership.reviews_legal as reviewsLegal', 'session.last_seen_at as lastSeenAt', 'session.stepped_up_at as steppedUpAt',
      'workspace.id as workspaceId', 'workspace.name as workspaceName', 'workspace.reporting_currency as currency',
      'workspace.time_zone as timeZone', 'workspace.is_demo as isDemo',
    ])
    .where('session.token_hash', '=', tokenHash)
    .where('session.expires_at', '>', live.now)
    .where('session.last_seen_at', '>', live.seenAfter)
    .where('app_user.disabled_at', 'is', null)
    .executeTakeFirst();
}

export async function touchSession(db: Db, tokenHash: Buffer, now: Date): Promise<void> {
  await db.updateTable('session').set({ last_seen_at: now }).where('token_hash', '=', tokenHash).execute();
}

/** Notes that a session's password was given again. */
export async function markSessionSteppedUp(db: Db, tokenHash: Buffer, now: Date): Promise<void> {
  await db.updateTable('session').set({ stepped_up_at: now }).where('token_hash', '=', tokenHash).execute();
}

export async function deleteSession(db: Db, tokenHash: Buffer): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

export async function deleteExpiredSessions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<', now).execute();
}

/** Ends every session of a person in a workspace. */
export async function deleteSessionsOfUser(db: Db, workspaceId: string, userId: string): Promise<void> {
  await db.deleteFrom('session').where('workspace_id', '=', workspaceId).where('user_id', '=', userId).execute();
}
