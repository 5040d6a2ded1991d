import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** The state of a source for people to see; the key stays where it is. */
export async function findContentSource(db: Db, workspaceId: string, kind: 'youtube') {
  return await db
    .selectFrom('content_source')
    .select([
      'is_on as isOn', 'connected_at as connectedAt', 'last_run_at as lastRunAt', 'last_asked as lastAsked', 'last_captured as lastCaptured',
      'last_problem as lastProblem', 'paused_until as pausedUntil', 'quota_day as quotaDay', 'quota_used as quotaUsed',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .executeTakeFirst();
}

export type ContentSourceKey = NonNullable<Awaited<ReturnType<typeof findContentSourceKey>>>;

/** A source with its sealed key and what its next question depends on. */
export async function findContentSourceKey(db: Db, workspaceId: string, kind: 'youtube') {
  return await sourceKeys(db).where('workspace_id', '=', workspaceId).where('kind', '=', kind).executeTakeFirst();
}

/** The sources of all workspaces that may be asked now. */
export async function listSourcesToAsk(db: Db, kind: 'youtube', now: Date) {
  return await sourceKeys(db)
    .where('kind', '=', kind)
    .where('is_on', '=', true)
    .where((eb) => eb.or([eb('paused_until', 'is', null), eb('paused_until', '<=', now)]))
    .orderBy('workspace_id')
    .execute();
}

function sourceKeys(db: Db) {
  return db.selectFrom('content_source').select(['workspace_id as workspaceId', 'key_sealed as keySealed', 'failures', 'quota_day as quotaDay', 'quota_used as quotaUsed']);
}

/** Stores a source's key. A new key starts without the troubles and the used quota of the one before. */
export async function upsertContentSource(trx: Transaction<Database>, source: { workspaceId: string; kind: 'youtube'; keySealed: string; now: Date }): Promise<void> {
  const fresh = { key_sealed: source.keySealed, is_on: true, connected_at: source.now, last_problem: null, failures: 0, paused_until: null, quota_day: null, quota_used: 0 };
  await trx
    .insertInto('content_source')
    .values({ workspace_id: source.workspaceId, kind: source.kind, ...fresh, last_run_at: null })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'kind']).doUpdateSet(fresh))
    .execute();
}

/** Switches a source on or off; false when there is none. */
export async function setContentSourceOn(trx: Transaction<Database>, workspaceId: string, kind: 'youtube', isOn: boolean): Promise<boolean> {
  const updated = await trx
    .updateTable('content_source').set({ is_on: isOn })
    .where('workspace_id', '=', workspaceId).where('kind', '=', kind).returning('kind').executeTakeFirst();
  return updated !== undefined;
}

/** Forgets a source and its key; false when there was none. */
export async function deleteContentSource(trx: Transaction<Database>, workspaceId: string, kind: 'youtube'): Promise<boolean> {
  const deleted = await trx.deleteFrom('content_source').where('workspace_id', '=', workspaceId).where('kind', '=', kind).returning('kind').executeTakeFirst();
  return deleted !== undefined;
}

/** Notes a question: its unit of the quota of its day, and whether it was answered. Units of another day are forgotten. */
export async function noteQuestion(
  db: Db, workspaceId: string, kind: 'youtube', question: { day: CalendarDay; problem: string | null; pausedUntil: Date | null; failures: number },
): Promise<void> {
  await db
    .updateTable('content_source')
    .set({
      quota_day: question.day, quota_used: sql<number>`case when quota_day = ${question.day}::date then quota_used else 0 end + 1`,
      last_problem: question.problem, paused_until: question.pausedUntil, failures: question.failures,
    })
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .execute();
}

/** Notes that asking stops until the next day of the quota, without a question. */
export async function pauseSource(db: Db, workspaceId: string, kind: 'youtube', pause: { problem: string; until: Date }): Promise<void> {
  await db
    .updateTable('content_source').set({ last_problem: pause.problem, paused_until: pause.until })
    .where('workspace_id', '=', workspaceId).where('kind', '=', kind).execute();
}

/** Notes a run, and what it asked for and took where anything was due. */
export async function noteRun(db: Db, workspaceId: string, kind: 'youtube', run: { at: Date; asked: number; captured: number }): Promise<void> {
  await db
    .updateTable('content_source').set({ last_run_at: run.at, ...(run.asked > 0 ? { last_asked: run.asked, last_captured: run.captured } : {}) })
    .where('workspace_id', '=', workspaceId).where('kind', '=', kind).execute();
}
