import type { Kysely } from 'kysely';
import { FILE_KEPT_HOURS, UNUSED_CHECK_KEPT_DAYS } from '#app/domain/ingestion/import-run.ts';
import type { Database } from '../schema.ts';

const HOUR_MS = 3_600_000;

/** Imports whose file nobody came back for: those that are not with the worker let go of it. Their ids. */
export async function releaseOldImportFiles(db: Kysely<Database>, now: Date): Promise<string[]> {
  const rows = await db
    .updateTable('import_run')
    .set({ has_file: false })
    .where('has_file', '=', true)
    .where('status', 'not in', ['queued', 'running'])
    .where('started_at', '<', new Date(now.getTime() - FILE_KEPT_HOURS * HOUR_MS))
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Which of these imports still hold their file. */
export async function listImportsWithFile(db: Kysely<Database>, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('import_run').select('id').where('has_file', '=', true).where('id', 'in', ids).execute();
  return rows.map(({ id }) => id);
}

/** Forgets checks that led to nothing, with their rejects; how many. */
export async function deleteUnusedChecks(db: Kysely<Database>, now: Date): Promise<number> {
  const before = new Date(now.getTime() - UNUSED_CHECK_KEPT_DAYS * 24 * HOUR_MS);
  const { numDeletedRows } = await db
    .deleteFrom('import_run')
    .where('status', 'in', ['previewed', 'cancelled', 'failed'])
    .where('has_file', '=', false)
    .where('started_at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
