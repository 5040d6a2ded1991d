import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '#db/schema.ts';
import { groupBy } from '#app/domain/group.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

/** How many rejected rows of a file are kept to be corrected; the rest are counted. */
export const KEPT_REJECT_ROWS = 10_000;

/** The file that rows were rejected from: its container, its separator, every row above its data. */
export interface RejectFile {
  readonly container: 'csv' | 'xlsx';
  readonly delimiter: string;
  readonly headerRows: readonly (readonly string[])[];
  /** All rejected rows, kept or not. */
  readonly rowCount: number;
}

/** A row as the file has it, with the line it starts on. */
export interface RejectRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const ROWS_PER_STATEMENT = 1000;

/**
 * Replaces the rows that were rejected. Rows that a person edited or skipped stay as they were kept first: the next check reads the file
 * through them. Once the import is applied, edited rows that were taken go too.
 */
export async function replaceRejectRows(
  trx: Trx, { workspaceId, importId, isApplied }: { readonly workspaceId: string; readonly importId: string; readonly isApplied: boolean }, file: RejectFile, rows: readonly RejectRow[],
): Promise<void> {
  const header_rows = JSON.stringify(file.headerRows);
  await trx
    .insertInto('import_reject_file')
    .values({ workspace_id: workspaceId, import_id: importId, container: file.container, delimiter: file.delimiter, header_rows, row_count: file.rowCount })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'import_id']).doUpdateSet({ container: file.container, delimiter: file.delimiter, header_rows, row_count: file.rowCount }))
    .execute();
  await trx
    .deleteFrom('import_reject_row')
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('is_skipped', '=', false)
    .where((eb) => eb.or([eb('edited_cells', 'is', null), eb.and([eb.val(isApplied), eb('line', '<>', sql<number>`all(${rows.map((row) => row.line)}::integer[])`)])]))
    .execute();
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const part = rows.slice(from, from + ROWS_PER_STATEMENT);
    await sql`
      insert into import_reject_row (workspace_id, import_id, line, cells)
      select ${workspaceId}::uuid, ${importId}::uuid, r.line, r.cells::jsonb
      from unnest(${arrayLiteral(part.map((row) => row.line))}::integer[], ${arrayLiteral(part.map((row) => JSON.stringify(row.cells)))}::text[]) as r(line, cells)
      on conflict (workspace_id, import_id, line) do nothing`.execute(trx);
  }
}

/** What people made of rows: to be laid over the file when it is read again. */
export async function listRowEdits(db: Db, workspaceId: string, importId: string) {
  return await db
    .selectFrom('import_reject_row')
    .select(['line', 'cells', 'edited_cells as editedCells', 'is_skipped as isSkipped'])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where((eb) => eb.or([eb('edited_cells', 'is not', null), eb('is_skipped', '=', true)]))
    .orderBy('line')
    .execute();
}

/** Gives a kept row other cells, or its own again (null). Whether there is such a row. */
export async function setRowCells(trx: Trx, workspaceId: string, importId: string, line: number, cells: readonly string[] | null): Promise<boolean> {
  const result = await trx
    .updateTable('import_reject_row')
    .set({ edited_cells: cells && JSON.stringify(cells), is_skipped: false })
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('line', '=', line)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Leaves kept rows out of the import, or takes them in again; all kept rows where no lines are named. Returns how many. */
export async function setRowsSkipped(trx: Trx, workspaceId: string, importId: string, lines: readonly number[] | null, isSkipped: boolean): Promise<number> {
  const result = await trx
    .updateTable('import_reject_row')
    .set({ is_skipped: isSkipped })
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .$if(lines !== null, (query) => query.where('line', '=', sql<number>`any(${[...(lines ?? [])]}::integer[])`))
    .where('is_skipped', '<>', isSkipped)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

export async function findRejectFile(db: Db, workspaceId: string, importId: string) {
  return await db
    .selectFrom('import_reject_file')
    .select(['container', 'delimiter', 'header_rows as headerRows', 'row_count as rowCount'])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .executeTakeFirst();
}

/** A kept row with everything that is wrong with it. One without a problem belongs to an order of which another row has it. */
export interface RejectRowDetail {
  readonly line: number;
  readonly cells: string[];
  readonly editedCells: string[] | null;
  readonly isSkipped: boolean;
  readonly problems: { readonly column: string; readonly value: string; readonly code: string; readonly message: string }[];
}

/** Kept rows after a line, in the order of the file. The problems of all of them are read at once: a planner without statistics would read all of the import's for each. */
export async function listRejectRows(db: Db, workspaceId: string, importId: string, page: { readonly afterLine: number; readonly limit: number }): Promise<RejectRowDetail[]> {
  const rows = await db
    .selectFrom('import_reject_row')
    .select(['line', 'cells', 'edited_cells as editedCells', 'is_skipped as isSkipped'])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('line', '>', page.afterLine)
    .orderBy('line')
    .limit(Math.min(page.limit, 2000))
    .execute();
  const problems = await db
    .selectFrom('import_reject')
    .select(['line', 'column_name as column', 'value', 'code', 'message'])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('line', '>=', rows[0]?.line ?? 0)
    .where('line', '<=', rows.at(-1)?.line ?? 0)
    .orderBy('number')
    .execute();
  const byLine = groupBy(problems, ({ line }) => line);
  return rows.map((row) => ({ ...row, problems: (byLine.get(row.line) ?? []).map(({ column, value, code, message }) => ({ column, value, code, message })) }));
}
