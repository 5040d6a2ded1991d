import type { Insertable, Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ClosedMonth, Month } from '#app/domain/finance/period-lock.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { Database, PeriodCloseTable } from '../schema.ts';

type Db = Kysely<Database>;

/** The months that are closed. Stable only under `lockLedger`, which whoever closes one and whoever dates money takes first. */
export async function listClosedMonths(db: Db, workspaceId: string): Promise<ClosedMonth[]> {
  return await db
    .selectFrom('period_close')
    .select(['month', 'closed_by_name as closedByName'])
    .where('workspace_id', '=', workspaceId)
    .where('reopened_at', 'is', null)
    .orderBy('month')
    .execute();
}

/** The first month that holds a cost, payment, invoice or flight; null for a workspace without any. */
export async function findFirstMonth(db: Db, workspaceId: string): Promise<Month | null> {
  const { rows } = await sql<{ month: Month | null }>`
    select to_char(least(
      (select min(incurred_on) from cost_item where workspace_id = ${workspaceId}), (select min(paid_on) from payment where workspace_id = ${workspaceId}),
      (select min(issued_on) from invoice where workspace_id = ${workspaceId}), (select min(starts_on) from collaboration where workspace_id = ${workspaceId})
    ), 'YYYY-MM') as month`.execute(db);
  return rows[0]?.month ?? null;
}

export async function insertPeriodClose(trx: Transaction<Database>, row: Insertable<PeriodCloseTable>): Promise<void> {
  await trx.insertInto('period_close').values(row).execute();
}

/** Opens a closed month again; returns which closing that was. */
export async function markReopened(trx: Transaction<Database>, workspaceId: string, month: Month, by: { readonly id: string | null; readonly name: string; readonly reason: string; readonly now: Date }): Promise<string> {
  const { id } = await trx
    .updateTable('period_close')
    .set({ reopened_at: by.now, reopened_by: by.id, reopened_by_name: by.name, reopen_reason: by.reason })
    .where('workspace_id', '=', workspaceId)
    .where('month', '=', month)
    .where('reopened_at', 'is', null)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export type PeriodCloseRow = Awaited<ReturnType<typeof listPeriodCloses>>[number];

/** Every closing of some months, those opened again too, latest first. */
export async function listPeriodCloses(db: Db, workspaceId: string, { first, last }: { readonly first: Month; readonly last: Month }) {
  return await db
    .selectFrom('period_close')
    .select([
      'id', 'month', 'closed_at as closedAt', 'closed_by_name as closedByName', 'note', 'ledger_sequence as ledgerSequence', 'ledger_hash as ledgerHash', 'currency',
      'committed_minor as committedMinor', 'invoiced_minor as invoicedMinor', 'paid_minor as paidMinor', 'revenue_minor as revenueMinor', 'refunded_minor as refundedMinor', 'uncounted',
      'statement_rows as statementRows', 'statement_sha256 as statementSha256', 'reopened_at as reopenedAt', 'reopened_by_name as reopenedByName', 'reopen_reason as reopenReason',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('month', '>=', first)
    .where('month', '<=', last)
    .orderBy('month', 'desc')
    .orderBy('closed_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** What each collaboration was credited with in each month up to one, in the order of the months. */
export async function listMonthlyCredits(db: Db, workspaceId: string, { model, last }: { readonly model: AttributionModel; readonly last: Month }) {
  const month = sql<Month>`to_char(day, 'YYYY-MM')`;
  return await db
    .selectFrom('credit_day')
    .select((eb) => [
      'collaboration_id as collaborationId', month.as('month'), eb.cast<number>(eb.fn.sum('revenue_minor'), 'bigint').as('revenueMinor'),
      eb.cast<number>(eb.fn.sum('gross_minor'), 'bigint').as('grossMinor'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('model', '=', model)
    .where(sql<boolean>`day < (${`${last}-01`}::date + interval '1 month')`)
    .groupBy(['collaboration_id', month])
    .orderBy(month)
    .execute();
}
