import type { Insertable, Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export type ExclusionInsert = Omit<Insertable<Database['credit_exclusion']>, 'lifted_at' | 'lifted_by' | 'lifted_by_name'>;

/** Puts an exclusion in force; false when one for the coupon is in force already. */
export async function insertExclusion(trx: Trx, row: ExclusionInsert): Promise<boolean> {
  const inserted = await trx
    .insertInto('credit_exclusion')
    .values({ ...row, lifted_at: null, lifted_by: null, lifted_by_name: null })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'collaboration_id', 'coupon']).where('lifted_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The exclusions of a collaboration that are in force, locked: two people cannot both lift one. */
export async function lockExclusions(trx: Trx, workspaceId: string, collaborationId: string) {
  return await trx
    .selectFrom('credit_exclusion')
    .select(['id', 'coupon', 'from_day as fromDay', 'until_day as untilDay', 'reason'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .where('lifted_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function liftExclusions(
  trx: Trx, workspaceId: string, ids: readonly string[], lifted: { readonly at: Date; readonly by: string | null; readonly byName: string },
): Promise<void> {
  await trx
    .updateTable('credit_exclusion')
    .set({ lifted_at: lifted.at, lifted_by: lifted.by, lifted_by_name: lifted.byName })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
}

export type ExclusionRow = Awaited<ReturnType<typeof listExclusions>>[number];

/** What was ever left out of a collaboration's ROI, latest first. */
export async function listExclusions(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('credit_exclusion')
    .select([
      'id', 'coupon', 'from_day as fromDay', 'until_day as untilDay', 'reason', 'created_at as createdAt', 'created_by_name as createdByName', 'lifted_at as liftedAt',
      'lifted_by_name as liftedByName',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
}

/** How many orders, and what of their revenue, is left out of a collaboration's ROI. */
export async function sumExcluded(db: Db, workspaceId: string, collaborationId: string): Promise<{ orders: number; minor: number }> {
  const { rows } = await sql<{ orders: string | null; minor: string | null }>`
    select sum(excluded_orders)::text as orders, sum(excluded_minor)::text as minor from coupon_day
    where workspace_id = ${workspaceId} and collaboration_id = ${collaborationId}::uuid`.execute(db);
  return { orders: Number(rows[0]?.orders ?? 0), minor: Number(rows[0]?.minor ?? 0) };
}

/** The days on which a collaboration holds credits, from a day to another. */
export async function listDaysWithCredits(db: Db, workspaceId: string, at: { collaborationId: string; fromDay: CalendarDay; untilDay: CalendarDay | null }): Promise<CalendarDay[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct placed_day as day from order_credit
    where workspace_id = ${workspaceId} and collaboration_id = ${at.collaborationId}::uuid and placed_day >= ${at.fromDay}::date
      and placed_day <= ${at.untilDay ?? '9999-12-31'}::date
    order by day`.execute(db);
  return rows.map((row) => row.day);
}
