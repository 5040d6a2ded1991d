import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { SignOffKind, SignOffStatus } from '#app/domain/finance/sign-off.ts';
import type { Database, SignOffRequestTable } from '../schema.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export type SignOffRecord = Selectable<SignOffRequestTable>;

/** Adds a request; false when one about the same thing is open already. */
export async function insertSignOff(trx: Trx, row: Insertable<SignOffRequestTable>): Promise<boolean> {
  const inserted = await trx
    .insertInto('sign_off_request')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'kind', 'subject_id']).where('status', '=', 'open').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function lockSignOff(trx: Trx, workspaceId: string, requestId: string): Promise<SignOffRecord | undefined> {
  return await trx.selectFrom('sign_off_request').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', requestId).forUpdate().executeTakeFirst();
}

/** The open request about a thing. */
export async function findOpenSignOff(db: Db, workspaceId: string, kind: SignOffKind, subjectId: string): Promise<{ readonly id: string; readonly deadlineAt: Date } | null> {
  const row = await db
    .selectFrom('sign_off_request')
    .select(['id', 'deadline_at as deadlineAt'])
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('status', '=', 'open')
    .executeTakeFirst();
  return row ?? null;
}

export type GrantedSignOff = NonNullable<Awaited<ReturnType<typeof findGrantedSignOff>>>;

/** The latest request about a thing that was approved and is not used yet; locked in a transaction, so that it is used once. */
export async function findGrantedSignOff(trx: Trx, workspaceId: string, kind: SignOffKind, subjectId: string) {
  const row = await trx
    .selectFrom('sign_off_request')
    .select(['id', 'status', 'amount_minor as amountMinor', 'currency'])
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('status', '=', 'approved')
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function setSignOffStatus(trx: Trx, workspaceId: string, requestId: string, status: SignOffStatus, now: Date): Promise<void> {
  const at = status === 'used' ? { used_at: now } : { decided_at: now };
  await trx.updateTable('sign_off_request').set({ status, ...at }).where('workspace_id', '=', workspaceId).where('id', '=', requestId).execute();
}

export async function insertVote(trx: Trx, vote: Insertable<Database['sign_off_vote']>): Promise<void> {
  await trx.insertInto('sign_off_vote').values(vote).execute();
}

export type SignOffVoteRow = Awaited<ReturnType<typeof listVotes>>[number];

/** The votes of requests, oldest first. */
export async function listVotes(db: Db, workspaceId: string, requestIds: readonly string[]) {
  if (requestIds.length === 0) return [];
  return await db
    .selectFrom('sign_off_vote')
    .select(['request_id as requestId', 'seat', 'user_id as userId', 'user_name as userName', 'decision', 'reason', 'voted_at as votedAt'])
    .where('workspace_id', '=', workspaceId)
    .where('request_id', '=', sql<string>`any(${[...requestIds]}::uuid[])`)
    .orderBy('voted_at')
    .orderBy('seat')
    .execute();
}

/** Closes open requests whose deadline has passed, in every workspace; returns them. */
export async function expireOpenSignOffs(trx: Trx, now: Date) {
  return await trx
    .updateTable('sign_off_request')
    .set({ status: 'expired', decided_at: now })
    .where('status', '=', 'open')
    .where('deadline_at', '<=', now)
    .returning(['workspace_id as workspaceId', 'id', 'kind', 'subject_id as subjectId'])
    .execute();
}

export async function insertFuseReset(trx: Trx, row: Insertable<Database['fuse_reset']>): Promise<void> {
  await trx.insertInto('fuse_reset').values(row).execute();
}

/** The latest day from which on a collaboration's fuse counts anew, of each collaboration that was reset by a day. */
export async function listFuseResets(db: Db, workspaceId: string, byDay: string) {
  return await db
    .selectFrom('fuse_reset')
    .select((eb) => ['collaboration_id as collaborationId', eb.fn.max('reset_on').as('resetOn')])
    .where('workspace_id', '=', workspaceId)
    .where('reset_on', '<=', byDay)
    .groupBy('collaboration_id')
    .execute();
}

export type SignOffRow = Awaited<ReturnType<typeof listSignOffs>>[number];

/** Requests with what they are about, the latest first; each names its collaboration's KOL and campaign, or the campaign. */
export async function listSignOffs(
  db: Db, workspaceId: string, filter: { readonly status?: SignOffStatus | undefined; readonly subjectIds?: readonly string[] | undefined; readonly id?: string | undefined } = {}, limit = 200,
) {
  return await db
    .selectFrom('sign_off_request as r')
    .leftJoin('payment as p', (join) => join.onRef('p.workspace_id', '=', 'r.workspace_id').onRef('p.id', '=', 'r.subject_id'))
    .leftJoin('collaboration as c', (join) => join.onRef('c.workspace_id', '=', 'r.workspace_id').on(sql<boolean>`c.id = coalesce(p.collaboration_id, r.subject_id)`))
    .leftJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'r.workspace_id').on(sql<boolean>`ca.id = coalesce(c.campaign_id, r.subject_id)`))
    .leftJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .select([
      'r.id', 'r.kind', 'r.status', 'r.subject_id as subjectId', 'r.amount_minor as amountMinor', 'r.currency', 'r.reason', 'r.requested_at as requestedAt',
      'r.requested_by_name as requestedByName', 'r.deadline_at as deadlineAt', 'r.decided_at as decidedAt', 'r.used_at as usedAt', 'p.stage', 'c.id as collaborationId',
      'k.id as kolId', 'k.name as kolName', 'ca.slug as campaignSlug', 'ca.name as campaignName',
    ])
    .where('r.workspace_id', '=', workspaceId)
    .$if(filter.status !== undefined, (query) => query.where('r.status', '=', filter.status ?? 'open'))
    .$if(filter.id !== undefined, (query) => query.where('r.id', '=', filter.id ?? ''))
    .$if(filter.subjectIds !== undefined, (query) => query.where('r.subject_id', '=', sql<string>`any(${[...(filter.subjectIds ?? [])]}::uuid[])`))
    .orderBy('r.requested_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(Math.min(limit, 500))
    .execute();
}
