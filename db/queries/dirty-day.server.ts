import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

export type DirtyKind = 'click' | 'credit' | 'review' | 'attribution';

/** Marks days whose roll-up must be rebuilt; ids are given by the caller, one for each day. */
export async function insertDirtyDays(
  db: Kysely<Database>, workspaceId: string, kind: DirtyKind, marks: readonly { readonly day: CalendarDay; readonly id: string }[],
): Promise<void> {
  if (marks.length === 0) return;
  await sql`
    insert into dirty_day (workspace_id, kind, day, id)
    select ${workspaceId}::uuid, ${kind}::text, * from unnest(${arrayLiteral(marks.map((mark) => mark.day))}::date[], ${arrayLiteral(marks.map((mark) => mark.id))}::uuid[])`.execute(db);
}

/** Marks every day whose clicks have been counted. */
export async function markClickedDays(db: Kysely<Database>, workspaceId: string): Promise<void> {
  await sql`
    insert into dirty_day (workspace_id, kind, day, id)
    select workspace_id, 'click', day, gen_random_uuid() from click_day where workspace_id = ${workspaceId} group by workspace_id, day`.execute(db);
}

/** Takes the marks away and returns their days; a mark made after this statement stays for the next time. */
export async function takeDirtyDays(trx: Transaction<Database>, workspaceId: string, kind: DirtyKind): Promise<CalendarDay[]> {
  const { rows } = await sql<{ day: string }>`
    delete from dirty_day where workspace_id = ${workspaceId} and kind = ${kind} returning day`.execute(trx);
  return [...new Set(rows.map((row) => row.day))].sort();
}

export async function hasDirtyDays(db: Kysely<Database>, workspaceId: string, kind: DirtyKind): Promise<boolean> {
  const { rows } = await sql`select 1 from dirty_day where workspace_id = ${workspaceId} and kind = ${kind} limit 1`.execute(db);
  return rows.length > 0;
}

/** Whether clicks or orders that came in are not yet in the sums by day. */
export async function areRollupsPending(db: Kysely<Database>, workspaceId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from dirty_day where workspace_id = ${workspaceId} and kind in ('click', 'credit', 'attribution') limit 1`.execute(db);
  return rows.length > 0;
}

/** Says that a review would now find something else: orders, costs, content or thresholds have changed. */
export async function markReviewDue(db: Kysely<Database>, workspaceId: string, mark: { readonly day: CalendarDay; readonly id: string }): Promise<void> {
  await insertDirtyDays(db, workspaceId, 'review', [mark]);
}

/** The marks of a kind as they stand, for work of several transactions: it deletes them when it is done, and is done again if it was cut short. */
export async function listDirtyMarks(db: Kysely<Database>, workspaceId: string, kind: DirtyKind) {
  return await db.selectFrom('dirty_day').select(['day', 'id']).where('workspace_id', '=', workspaceId).where('kind', '=', kind).orderBy('day').execute();
}

export async function deleteDirtyMarks(db: Kysely<Database>, workspaceId: string, kind: DirtyKind, ids: readonly string[]): Promise<void> {
  await sql`delete from dirty_day where workspace_id = ${workspaceId} and kind = ${kind} and id = any(${[...ids]}::uuid[])`.execute(db);
}
