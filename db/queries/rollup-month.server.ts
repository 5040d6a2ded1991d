import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import { monthOf } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Trx = Transaction<Database>;

const EVER = '-infinity';

/** The month before which all are added up; null where none is. */
export async function findRolledMonth(db: Kysely<Database>, workspaceId: string): Promise<CalendarDay | null> {
  const row = await db.selectFrom('rolled_month').select('before_month').where('workspace_id', '=', workspaceId).executeTakeFirst();
  return row?.before_month ?? null;
}

/** Whether there is anything to add up before a day: a young workspace has nothing. */
export async function hasDaysBefore(db: Kysely<Database>, workspaceId: string, day: CalendarDay): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from credit_day where workspace_id = ${workspaceId} and day < ${day}::date)
      or exists (select from click_day where workspace_id = ${workspaceId} and day < ${day}::date) as found`.execute(db);
  return rows[0]?.found ?? false;
}

/** Adds up the months from where they are added up to another, from the roll-ups by day. Needs the workspace's lock on its roll-ups. */
export async function extendRolledMonths(trx: Trx, workspaceId: string, before: CalendarDay): Promise<void> {
  const from = (await findRolledMonth(trx, workspaceId)) ?? EVER;
  if (from >= before) return;
  const spans = sql`(select ${from}::date as first_day, ${before}::date as end_day) as s`;
  await insertCreditMonths(trx, workspaceId, spans);
  await insertClickMonths(trx, workspaceId, spans);
  await trx.insertInto('rolled_month').values({ workspace_id: workspaceId, before_month: before })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet({ before_month: before })).execute();
}

/** Rebuilds the months of some days whose credits were rebuilt, where they are added up by month. */
export async function rebuildCreditMonths(trx: Trx, workspaceId: string, days: readonly CalendarDay[]): Promise<void> {
  const months = await rolledMonthsOf(trx, workspaceId, days);
  if (months.length === 0) return;
  await sql`delete from credit_month where workspace_id = ${workspaceId} and month = any(${arrayLiteral(months)}::date[])`.execute(trx);
  await insertCreditMonths(trx, workspaceId, spansOf(months));
}

/** The same of clicks. */
export async function rebuildClickMonths(trx: Trx, workspaceId: string, days: readonly CalendarDay[]): Promise<void> {
  const months = await rolledMonthsOf(trx, workspaceId, days);
  if (months.length === 0) return;
  await sql`delete from click_month where workspace_id = ${workspaceId} and month = any(${arrayLiteral(months)}::date[])`.execute(trx);
  await insertClickMonths(trx, workspaceId, spansOf(months));
}

async function rolledMonthsOf(trx: Trx, workspaceId: string, days: readonly CalendarDay[]): Promise<CalendarDay[]> {
  const before = await findRolledMonth(trx, workspaceId);
  return before === null ? [] : [...new Set(days.map(monthOf))].filter((month) => month < before).sort();
}

function spansOf(months: readonly CalendarDay[]) {
  return sql`(select month as first_day, (month + interval '1 month')::date as end_day from unnest(${arrayLiteral(months)}::date[]) as month) as s`;
}

type Spans = ReturnType<typeof spansOf>;

async function insertCreditMonths(trx: Trx, workspaceId: string, spans: Spans): Promise<void> {
  await sql`
    insert into credit_month (workspace_id, model, collaboration_id, month, orders, revenue_minor)
    select d.workspace_id, d.model, d.collaboration_id, date_trunc('month', d.day)::date as month, sum(d.orders), sum(d.revenue_minor)
    from ${spans} join credit_day d on d.workspace_id = ${workspaceId} and d.day >= s.first_day and d.day < s.end_day
    group by d.workspace_id, d.model, d.collaboration_id, month`.execute(trx);
}

async function insertClickMonths(trx: Trx, workspaceId: string, spans: Spans): Promise<void> {
  await sql`
    insert into click_month (workspace_id, collaboration_id, month, clicks, automated)
    select d.workspace_id, d.collaboration_id, date_trunc('month', d.day)::date as month, sum(d.clicks), sum(d.automated)
    from ${spans} join click_day d on d.workspace_id = ${workspaceId} and d.day >= s.first_day and d.day < s.end_day
    group by d.workspace_id, d.collaboration_id, month`.execute(trx);
}
