import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { EditKind, EditSubject, SkippedRow } from '#app/domain/edit-run.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { ImageTable } from './import-image.server.ts';
import { hashOf, keyMatches } from './import-image.server.ts';
import { restoreImages } from './import-undo.server.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export interface NewEditRun {
  readonly id: string;
  readonly kind: EditKind;
  readonly subjectKind: EditSubject;
  readonly label: string;
  readonly changed: number;
  readonly skipped: readonly SkippedRow[];
  readonly at: Date;
  readonly by: { readonly id: string | null; readonly name: string };
}

/** What is kept of the rows that were not changed: enough to read, whatever the choice was. */
const SKIPPED_KEPT = 500;

export async function insertEditRun(trx: Trx, workspaceId: string, run: NewEditRun): Promise<void> {
  await trx
    .insertInto('edit_run')
    .values({
      workspace_id: workspaceId, id: run.id, kind: run.kind, subject_kind: run.subjectKind, label: run.label, changed_count: run.changed,
      skipped: JSON.stringify(run.skipped.slice(0, SKIPPED_KEPT)), made_at: run.at, made_by: run.by.id, made_by_name: run.by.name, undone_at: null, undone_by_name: null,
    })
    .execute();
}

export type EditRunRow = NonNullable<Awaited<ReturnType<typeof findEditRun>>>;

export async function findEditRun(db: Db, workspaceId: string, runId: string) {
  return await runs(db, workspaceId).where('id', '=', runId).executeTakeFirst();
}

/** The edit, held until the transaction ends: of two who take it back at once one is told that it is done. */
export async function lockEditRun(trx: Trx, workspaceId: string, runId: string) {
  return await runs(trx, workspaceId).where('id', '=', runId).forUpdate().executeTakeFirst();
}

/** Edits of many rows and deletions, latest first. */
export async function listEditRuns(db: Db, workspaceId: string, limit = 50) {
  return await runs(db, workspaceId).where('kind', '<>', 'cell').orderBy('made_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

function runs(db: Db, workspaceId: string) {
  return db
    .selectFrom('edit_run')
    .select([
      'id', 'kind', 'subject_kind as subjectKind', 'label', 'changed_count as changed', 'skipped', 'made_at as madeAt', 'made_by as madeBy', 'made_by_name as madeByName', 'undone_at as undoneAt',
      'undone_by_name as undoneByName',
    ])
    .where('workspace_id', '=', workspaceId);
}

export async function markEditUndone(trx: Trx, workspaceId: string, runId: string, { by, now }: { readonly by: string; readonly now: Date }): Promise<void> {
  await trx.updateTable('edit_run').set({ undone_at: now, undone_by_name: by }).where('workspace_id', '=', workspaceId).where('id', '=', runId).execute();
  await trx.deleteFrom('edit_image').where('workspace_id', '=', workspaceId).where('run_id', '=', runId).execute();
}

/** Keeps what rows were before an edit, beside a hash of how it left them. @param before images by key, as `readImages` gives them */
export async function storeEditImages(trx: Trx, place: { readonly workspaceId: string; readonly runId: string }, table: ImageTable, before: ReadonlyMap<string, string>): Promise<void> {
  if (before.size === 0) return;
  await sql`
    insert into edit_image (workspace_id, run_id, table_name, key, before, left_hash)
    select ${place.workspaceId}::uuid, ${place.runId}::uuid, ${table}::text, k.key, k.before::jsonb, r.left_hash
    from unnest(${arrayLiteral([...before.keys()])}::text[], ${arrayLiteral([...before.values()])}::text[]) as k(key, before)
    cross join lateral (
      select ${hashOf(table)} as left_hash from ${sql.table(table)} t where t.workspace_id = ${place.workspaceId} and ${keyMatches(table)} limit 1
    ) r`.execute(trx);
}

/** The tables of which an edit changed rows. */
export async function listEditedTables(trx: Trx, workspaceId: string, runId: string): Promise<string[]> {
  const rows = await trx.selectFrom('edit_image').select('table_name').distinct().where('workspace_id', '=', workspaceId).where('run_id', '=', runId).orderBy('table_name').execute();
  return rows.map((row) => row.table_name);
}

/** The rows that an edit changed, by their ids as texts, locked: whether each is still as the edit left it (as an import's are judged). */
export async function lockEditedRows(trx: Trx, place: { readonly workspaceId: string; readonly runId: string }, table: ImageTable): Promise<{ key: string; isSame: boolean }[]> {
  const images = sql`select k.key, k.left_hash from edit_image k where k.workspace_id = ${place.workspaceId} and k.run_id = ${place.runId} and k.table_name = ${table}`;
  const { rows: held } = await sql<{ key: string; isSame: boolean }>`
    select k.key, k.left_hash = ${hashOf(table)} as "isSame" from (${images}) k join ${sql.table(table)} t on t.workspace_id = ${place.workspaceId} and ${keyMatches(table)}
    order by k.key for update of t`.execute(trx);
  const { rows: kept } = await sql<{ key: string }>`select k.key from (${images}) k order by k.key`.execute(trx);
  // Put together here: nothing is known yet of rows just written, and the join would be planned for one.
  const standing = new Map(held.map(({ key, isSame }) => [key, isSame]));
  return kept.map(({ key }) => ({ key, isSame: standing.get(key) ?? false }));
}

/** Gives the rows back what they held before the edit. */
export async function restoreEditedRows(trx: Trx, place: { readonly workspaceId: string; readonly runId: string }, table: ImageTable): Promise<number> {
  return await restoreImages(trx, place.workspaceId, table, sql`
    select key, before from edit_image where workspace_id = ${place.workspaceId} and run_id = ${place.runId} and table_name = ${table}`);
}

/** Forgets the images of edits that were made before an instant; the edits stay as history. */
export async function deleteEditImagesBefore(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from edit_image i using edit_run r where r.workspace_id = i.workspace_id and r.id = i.run_id and r.made_at < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0);
}
