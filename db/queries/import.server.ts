import type { Insertable, Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { Mapping } from '#app/domain/ingestion/columns.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import type { Database, ImportRunTable } from '../schema.ts';

type Db = Kysely<Database>;

const REJECTS_PER_STATEMENT = 2000;

/** Records an import and what it rejected, numbered in the order of the file. */
export async function insertImportRun(trx: Transaction<Database>, run: Insertable<ImportRunTable>, rejects: readonly Reject[]): Promise<void> {
  await trx.insertInto('import_run').values(run).execute();
  for (let from = 0; from < rejects.length; from += REJECTS_PER_STATEMENT) {
    await trx
      .insertInto('import_reject')
      .values(
        rejects.slice(from, from + REJECTS_PER_STATEMENT).map((reject, index) => ({
          workspace_id: run.workspace_id, import_id: run.id, number: from + index + 1, line: reject.line,
          column_name: reject.column, value: reject.value, code: reject.code, message: reject.message,
        })),
      )
      .execute();
  }
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
    if (error instanceof Error && 'code' in error && error.code === '55P03') return false;
    throw error;
  }
}

/** The mapping last used for files of this kind with these headings. */
export async function findImportMapping(db: Db, workspaceId: string, kind: ImportKind, signature: string): Promise<Mapping | null> {
  const row = await db
    .selectFrom('import_mapping')
    .select('mapping')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('signature', '=', signature)
    .executeTakeFirst();
  return row?.mapping ?? null;
}

export async function upsertImportMapping(
  trx: Transaction<Database>, entry: { workspaceId: string; kind: ImportKind; signature: string; mapping: Mapping; now: Date },
): Promise<void> {
  const mapping = JSON.stringify(entry.mapping);
  await trx
    .insertInto('import_mapping')
    .values({ workspace_id: entry.workspaceId, kind: entry.kind, signature: entry.signature, mapping, updated_at: entry.now })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'kind', 'signature']).doUpdateSet({ mapping, updated_at: entry.now }))
    .execute();
}

/** The imports of a workspace, newest first. */
export async function listImportRuns(db: Db, workspaceId: string, limit = 100) {
  return await db
    .selectFrom('import_run')
    .select([
      'id', 'kind', 'file_name as fileName', 'format', 'status', 'created_count as created', 'updated_count as updated',
      'unchanged_count as unchanged', 'rejected_count as rejected', 'actor_name as actorName', 'started_at as startedAt', 'finished_at as finishedAt',
    ])
    .where('workspace_id', '=', workspaceId)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(Math.min(limit, 500))
    .execute();
}

export type ImportRunRow = Awaited<ReturnType<typeof listImportRuns>>[number];

export async function findImportRun(db: Db, workspaceId: string, importId: string): Promise<ImportRunRow | undefined> {
  return await db
    .selectFrom('import_run')
    .select([
      'id', 'kind', 'file_name as fileName', 'format', 'status', 'created_count as created', 'updated_count as updated',
      'unchanged_count as unchanged', 'rejected_count as rejected', 'actor_name as actorName', 'started_at as startedAt', 'finished_at as finishedAt',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .executeTakeFirst();
}

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
