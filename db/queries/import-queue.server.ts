import type { Insertable, Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ImportOptions } from '#app/domain/ingestion/import-options.ts';
import type { ImportPurpose } from '#app/domain/ingestion/import-run.ts';
import { IMPORT_STEPS, LOST_AFTER_SECONDS, MAX_ATTEMPTS } from '#app/domain/ingestion/import-run.ts';
import type { Database, ImportRunTable } from '../schema.ts';

type Db = Kysely<Database>;

interface RunKey {
  readonly workspaceId: string;
  readonly importId: string;
}

/** Puts a new import into the queue. */
export async function insertQueuedImport(
  db: Db, run: Pick<Insertable<ImportRunTable>, 'workspace_id' | 'id' | 'kind' | 'file_name' | 'user_id' | 'actor_name' | 'bytes_total'> & { readonly options: ImportOptions; readonly now: Date },
): Promise<void> {
  const { options, now, ...row } = run;
  const nothing = { created_count: 0, updated_count: 0, unchanged_count: 0, rejected_count: 0 };
  await db
    .insertInto('import_run')
    .values({ ...row, ...nothing, options: JSON.stringify(options), format: 'generic', status: 'queued', purpose: 'check', has_file: true, started_at: now, queued_at: now, finished_at: null })
    .execute();
}

/** Puts an import that waits for a person back into the queue, with what they chose; false when it does not wait (any more). */
export async function queueImport(
  db: Db, { workspaceId, importId, purpose, options, userId, actorName, now }: RunKey & { purpose: ImportPurpose; options: ImportOptions; userId: string | null; actorName: string; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('import_run')
    .set({
      status: 'queued', purpose, options: JSON.stringify(options), user_id: userId, actor_name: actorName, queued_at: now, begun_at: null, heartbeat_at: null, finished_at: null,
      bytes_done: 0, rows_done: 0, attempts: 0, cancel_requested: false, unchecked_edits: false, problem_code: null, problem_message: null,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .where('has_file', '=', true)
    .where('status', 'in', IMPORT_STEPS[purpose].from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Takes the import that has waited longest, or one whose worker is lost, and counts the attempt. Imports of one kind into one workspace
 * are done one after the other: they decide by reading what is there. Those that brought their worker down too often are left to `failLostImports`.
 */
export async function claimImport(db: Db, { now, maxBytes }: { readonly now: Date; readonly maxBytes: number | null }) {
  const lostBefore = new Date(now.getTime() - LOST_AFTER_SECONDS * 1000);
  const { rows } = await sql<ClaimedImport>`
    -- Materialized: as a subquery it may be asked once for each row of the table, and each time it takes another import.
    with chosen as materialized (
      select workspace_id, id from import_run as waiting
      where (status = 'queued' or (status = 'running' and heartbeat_at < ${lostBefore} and attempts < ${MAX_ATTEMPTS}))
        and (${maxBytes}::bigint is null or bytes_total <= ${maxBytes})
        and not exists (
          select from import_run as other
          where other.workspace_id = waiting.workspace_id and other.kind = waiting.kind and other.status = 'running' and other.id <> waiting.id and other.heartbeat_at >= ${lostBefore}
        )
      order by queued_at, id limit 1 for update skip locked
    )
    update import_run as run
    set status = 'running', begun_at = ${now}, heartbeat_at = ${now}, attempts = run.attempts + 1, bytes_done = 0, rows_done = 0
    from chosen
    where run.workspace_id = chosen.workspace_id and run.id = chosen.id
    returning run.workspace_id as "workspaceId", run.id as "importId", run.kind, run.purpose, run.file_name as "fileName", run.options, run.user_id as "userId",
      run.actor_name as "actorName", run.attempts as attempt, run.cancel_requested as "cancelRequested"`.execute(db);
  return rows[0];
}

export interface ClaimedImport extends RunKey {
  readonly kind: string;
  readonly purpose: ImportPurpose;
  readonly fileName: string;
  readonly options: ImportOptions;
  readonly userId: string | null;
  readonly actorName: string;
  readonly attempt: number;
  readonly cancelRequested: boolean;
}

/** Gives up imports whose worker was lost time after time; how many. */
export async function failLostImports(db: Db, now: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('import_run')
    .set({ status: 'failed', finished_at: now, problem_code: 'worker_lost', problem_message: `the import was begun ${MAX_ATTEMPTS} times and broke off each time` })
    .where('status', '=', 'running')
    .where('heartbeat_at', '<', new Date(now.getTime() - LOST_AFTER_SECONDS * 1000))
    .where('attempts', '>=', MAX_ATTEMPTS)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** A worker's hold on an import: the attempt that it was given. Another worker that took the import over has a higher one. */
export interface ImportHold extends RunKey {
  readonly attempt: number;
}

/** Gives a sign of life and tells how far the import is. What the worker must know: whether it goes on, is to stop, or has lost the import. */
export async function beatImport(db: Db, { workspaceId, importId, attempt }: ImportHold, at: { readonly now: Date; readonly bytes: number; readonly rows: number }): Promise<'go-on' | 'cancel' | 'lost'> {
  const run = await db
    .updateTable('import_run')
    .set({ heartbeat_at: at.now, bytes_done: at.bytes, rows_done: at.rows })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .where('status', '=', 'running')
    .where('attempts', '=', attempt)
    .returning('cancel_requested')
    .executeTakeFirst();
  if (!run) return 'lost';
  return run.cancel_requested ? 'cancel' : 'go-on';
}

/** Gives an import back without a result: into the queue, as it is nobody's fault where the attempt does not count, or for good because it was cancelled or cannot be read. */
export async function releaseImport(
  db: Db, { workspaceId, importId, attempt }: ImportHold,
  end: { readonly status: 'queued'; readonly now: Date; readonly countsAttempt: boolean } | { readonly status: 'cancelled'; readonly now: Date } | { readonly status: 'failed'; readonly now: Date; readonly code: string; readonly message: string },
): Promise<boolean> {
  const counts = { created_count: 0, updated_count: 0, unchanged_count: 0, rejected_count: 0 };
  const set = {
    queued: { status: 'queued', queued_at: end.now, heartbeat_at: null, ...(end.status === 'queued' && !end.countsAttempt ? { attempts: attempt - 1 } : {}) },
    cancelled: { status: 'cancelled', finished_at: end.now, has_file: false },
    failed: { status: 'failed', finished_at: end.now, ...counts, ...(end.status === 'failed' ? { problem_code: end.code, problem_message: end.message.slice(0, 2000) } : {}) },
  } as const;
  const { numUpdatedRows } = await db
    .updateTable('import_run')
    .set(set[end.status])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .where('status', '=', 'running')
    .where('attempts', '=', attempt)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Asks for an import to be given up: at once where nobody works on it, else its worker is told. The status afterwards; undefined when there is nothing to give up. */
export async function cancelImport(db: Db, { workspaceId, importId, now }: RunKey & { readonly now: Date }): Promise<'cancelled' | 'running' | undefined> {
  const lostBefore = new Date(now.getTime() - LOST_AFTER_SECONDS * 1000);
  const { rows } = await sql<{ status: 'cancelled' | 'running' }>`
    update import_run set cancel_requested = true,
      status = case when status = 'running' and heartbeat_at >= ${lostBefore} then status else 'cancelled' end,
      has_file = status = 'running' and heartbeat_at >= ${lostBefore},
      finished_at = case when status = 'running' and heartbeat_at >= ${lostBefore} then finished_at else ${now} end
    where workspace_id = ${workspaceId} and id = ${importId} and status in (${sql.join(IMPORT_STEPS.cancel.from)})
    returning status`.execute(db);
  return rows[0]?.status;
}

/** Holds an import that waits for a person until the transaction ends, so that it is not queued meanwhile; undefined when it does not wait. */
export async function lockWaitingImport(trx: Transaction<Database>, { workspaceId, importId }: RunKey) {
  return await trx
    .selectFrom('import_run')
    .select('look')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .where('has_file', '=', true)
    .where('status', 'in', IMPORT_STEPS.check.from)
    .forUpdate()
    .executeTakeFirst();
}

/** What the last check found does not hold any more. */
export async function noteUncheckedEdits(trx: Transaction<Database>, { workspaceId, importId }: RunKey): Promise<void> {
  await trx.updateTable('import_run').set({ unchecked_edits: true }).where('workspace_id', '=', workspaceId).where('id', '=', importId).execute();
}
