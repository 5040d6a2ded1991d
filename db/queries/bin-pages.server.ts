import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { EditSubject } from '#app/domain/edit-run.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** More are not counted: "more than 999". */
const COUNT_LIMIT = 1000;

/** How many things of a kind lie in the bin, up to 1,000; of all kinds without one. */
export async function countBin(db: Db, workspaceId: string, kind?: EditSubject): Promise<number> {
  const which = kind === undefined ? sql`` : sql`and kind = ${kind}`;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from bin_item where workspace_id = ${workspaceId} ${which} limit ${COUNT_LIMIT}) as counted`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

export type BinListRow = Awaited<ReturnType<typeof listBin>>[number];

/** What lies in the bin, latest first. */
export async function listBin(db: Db, workspaceId: string, kind: EditSubject | null, limit = 500) {
  return await db
    .selectFrom('bin_item')
    .select(['id', 'kind', 'label', 'detail', 'deleted_at as deletedAt', 'deleted_by_name as deletedByName'])
    .where('workspace_id', '=', workspaceId)
    .$if(kind !== null, (query) => query.where('kind', '=', kind ?? 'kol'))
    .orderBy('deleted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(Math.min(limit, COUNT_LIMIT))
    .execute();
}
