import type { Insertable, Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ImportLook } from '#app/domain/ingestion/import-options.ts';
import type { ImportKind, ImportStatus } from '#app/domain/ingestion/import-run.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import { rejectedRowCount } from '#app/domain/ingestion/rejects.ts';
import type { Database, ImportRunTable } from '../schema.ts';
import type { ImportHold } from './import-queue.server.ts';
import type { KeysetPage } from './keyset-page.server.ts';
import { readKeysetPage } from './keyset-page.server.ts';
import { isLockTimeout } from './transaction.server.ts';

type Db = Kysely<Database>;

const REJECTS_PER_STATEMENT = 2000;

/** Records an import that never waited in the queue, and what it rejected. */
export async function insertImportRun(trx: Transaction<Database>, run: Insertable<ImportRunTable>, rejects: readonly Reject[]): Promise<void> {
  await trx.insertInto('import_run').values(run).execute();
  await insertRejects(trx, run.workspace_id, run.id, rejects);
}

export interface ImportEnd {
  readonly status: Extract<ImportStatus, 'previewed' | 'applied' | 'refused'>;
  readonly format: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejects: readonly Reject[];
  readonly now: Date;
}

/** Records what came of an import that the worker holds, in place of what its last check found. False when the hold is lost, or when somebody has cancelled. */
export async function finishImportRun(trx: Transaction<Database>, { workspaceId, importId, attempt }: ImportHold, end: ImportEnd): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('import_run')
    .set({
      status: end.status, format: end.format, created_count: end.created, updated_count: end.updated, unchanged_count: end.unchanged, rejected_count: rejectedRowCount(end.rejects),
      finished_at: end.now, ...(end.status === 'applied' ? { has_file: false } : {}),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .where('status', '=', 'running')
    .where('attempts', '=', attempt)
    .where('cancel_requested', '=', false)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await trx.deleteFrom('import_reject').where('workspace_id', '=', workspaceId).where('import_id', '=', importId).execute();
  await insertRejects(trx, workspaceId, importId, end.rejects);
  return true;
}

/** Rejects are numbered in the order of the file. */
async function insertRejects(trx: Transaction<Database>, workspaceId: string, importId: string, rejects: readonly Reject[]): Promise<void> {
  for (let from = 0; from < rejects.length; from += REJECTS_PER_STATEMENT) {
    await trx
      .insertInto('import_reject')
      .values(
        rejects.slice(from, from + REJECTS_PER_STATEMENT).map((reject, index) => ({
          workspace_id: workspaceId, import_id: importId, number: from + index + 1, line: reject.line,
          column_name: reject.column, value: reject.value, code: reject.code, message: reject.message,
        })),
      )
      .execute();
  }
}

/** What the mapping step shows of the file. */
export async function updateImportLook(db: Db, { workspaceId, importId }: ImportHold, look: ImportLook): Promise<void> {
  await db.updateTable('import_run').set({ look: JSON.stringify(look) }).where('workspace_id', '=', workspaceId).where('id', '=', importId).execute();
}

/**
 * Makes imports of one kind into a workspace wait for each other until the transaction ends: each decides by reading what is there.
 * Whether the turn came in time (the connection's lock timeout); if not, the transaction has failed and must be left.
 */
export async function lockImports(trx: Transaction<Database>, workspaceId: string, kind: ImportKind): Promise<boolean> {
  try {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`kol:import:${kind}:${workspaceId}`}, 0))`.execute(trx);
    return true;
  } catch (error) {
    if (isLockTimeout(error)) return false;
    throw error;
  }
}

/** A line of the history. */
export interface ImportRunRow {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly status: ImportStatus;
  /** Checked, and not waiting for anybody: a dry run, or a check whose file is not kept any more. */
  readonly isTrial: boolean;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly actorName: string;
  readonly startedAt: Date;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
}

export interface ImportHistoryQuestion {
  /** The kinds that the person may see. */
  readonly kinds: readonly ImportKind[];
  /** The states to show; all where empty. */
  readonly statuses: readonly ImportStatus[];
  readonly page: { readonly direction: 'after' | 'before'; readonly cursor: string } | null;
  readonly limit: number;
}

/** The imports of a workspace, newest first. */
export async function listImportRuns(db: Db, workspaceId: string, { kinds, statuses, page, limit }: ImportHistoryQuestion): Promise<KeysetPage<ImportRunRow>> {
  const rows = sql`
    select id, kind, file_name as "fileName", status, status = 'previewed' and not has_file as "isTrial", created_count as created, updated_count as updated, unchanged_count as unchanged, rejected_count as rejected,
      actor_name as "actorName", started_at as "startedAt", undone_at as "undoneAt", undone_by as "undoneBy"
    from import_run
    where workspace_id = ${workspaceId} and kind = any(${[...kinds]}::text[]) and (${statuses.length === 0} or status = any(${[...statuses]}::text[]))`;
  const keys = [{ name: 'startedAt', type: 'timestamptz', descending: true }, { name: 'id', type: 'uuid', descending: true }] as const;
  return await readKeysetPage<ImportRunRow>(db, { rows, keys, page, limit });
}

export async function findImportRun(db: Db, workspaceId: string, importId: string) {
  return await db
    .selectFrom('import_run')
    .select([
      'id', 'kind', 'file_name as fileName', 'format', 'status', 'purpose', 'options', 'look', 'created_count as created', 'updated_count as updated',
      'unchanged_count as unchanged', 'rejected_count as rejected', 'actor_name as actorName', 'has_file as hasFile', 'bytes_total as bytesTotal', 'bytes_done as bytesDone',
      'rows_done as rowsDone', 'started_at as startedAt', 'queued_at as queuedAt', 'begun_at as begunAt', 'attempts', 'cancel_requested as cancelRequested',
      'unchecked_edits as hasUncheckedEdits', 'problem_code as problemCode', 'problem_message as problemMessage', 'finished_at as finishedAt', 'undone_at as undoneAt',
      'undone_by as undoneBy',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .executeTakeFirst();
}

export type ImportRunDetail = NonNullable<Awaited<ReturnType<typeof findImportRun>>>;

/** The rejects of an import in the order of the file, from `afterNumber` on. */
export async function listImportRejects(db: Db, workspaceId: string, importId: string, page: { afterNumber?: number; limit?: number } = {}) {
  return await db
    .selectFrom('import_reject')
    .select(['number', 'line', 'column_name as column', 'value', 'code', 'message'])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('number', '>', page.afterNumber ?? 0)
    .orderBy('number')
    .limit(Math.min(page.limit ?? 1000, 10_000))
    .execute();
}

/** How many cells were rejected for which reason, most first. */
export async function countImportRejects(db: Db, workspaceId: string, importId: string) {
  return await db
    .selectFrom('import_reject')
    .select(['code', ({ fn }) => fn.countAll<number>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .groupBy('code')
    .orderBy('count', 'desc')
    .orderBy('code')
    .execute();
}

const SAMPLES = 3;

/** Some of the cells that can be read two ways, to ask about. */
export async function listAmbiguousCells(db: Db, workspaceId: string, importId: string, code: 'ambiguous_date' | 'ambiguous_number'): Promise<string[]> {
  const rows = await db
    .selectFrom('import_reject')
    .select('value')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('code', '=', code)
    .groupBy('value')
    .orderBy(({ fn }) => fn.min('number'))
    .limit(SAMPLES)
    .execute();
  return rows.map(({ value }) => value);
}
