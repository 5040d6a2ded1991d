import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

interface ImportKey {
  readonly workspaceId: string;
  readonly importId: string;
}

export async function findRejectRow(db: Db, { workspaceId, importId }: ImportKey, line: number) {
  return await db
    .selectFrom('import_reject_row')
    .select(['cells', 'edited_cells as editedCells'])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('line', '=', line)
    .executeTakeFirst();
}

/** The kept rows that belong together with these, themselves included: those with the same cell in the column that tells orders apart. */
export async function listLinesOfOrders(db: Db, { workspaceId, importId }: ImportKey, lines: readonly number[], keyPlace: number | null): Promise<number[]> {
  const { rows } = await sql<{ line: number }>`
    select r.line from import_reject_row r
    where r.workspace_id = ${workspaceId} and r.import_id = ${importId} and (r.line = any(${[...lines]}::integer[]) or ${keyPlace}::integer is not null and r.cells ->> ${keyPlace}::integer in (
      select k.cells ->> ${keyPlace}::integer from import_reject_row k
      where k.workspace_id = ${workspaceId} and k.import_id = ${importId} and k.line = any(${[...lines]}::integer[]) and k.cells ->> ${keyPlace}::integer <> ''))
    order by r.line`.execute(db);
  return rows.map(({ line }) => line);
}

/** How many rows were kept, and what people decided about them. */
export async function countKeptRows(db: Db, { workspaceId, importId }: ImportKey) {
  return await db
    .selectFrom('import_reject_row')
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('kept'),
      fn.countAll<number>().filterWhere('is_skipped', '=', true).as('skipped'),
      fn.countAll<number>().filterWhere(eb.and([eb('edited_cells', 'is not', null), eb('is_skipped', '=', false)])).as('edited'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .executeTakeFirstOrThrow();
}

/** The lines at which something was rejected for this reason. */
export async function listLinesRejectedFor(db: Db, { workspaceId, importId }: ImportKey, code: string): Promise<number[]> {
  const rows = await db
    .selectFrom('import_reject')
    .select('line')
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('code', '=', code)
    .execute();
  return rows.map(({ line }) => line);
}
