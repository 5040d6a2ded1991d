import type { Insertable, Kysely, RawBuilder, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { DisputedFigure, DisputeRemedy, DisputeStatus } from '#app/domain/dispute.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database, DisputeTable } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { KeysetPage, KeysetQuestion } from './keyset-page.server.ts';
import { readKeysetPage } from './keyset-page.server.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

/** Keeps a new dispute; false where one about that figure is open. */
export async function insertDispute(trx: Trx, row: Insertable<DisputeTable>): Promise<boolean> {
  const inserted = await trx
    .insertInto('dispute')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'collaboration_id', 'figure']).where('status', '=', 'open').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The dispute about a figure that is open. */
export async function findOpenDispute(db: Db, workspaceId: string, of: { readonly collaborationId: string; readonly figure: DisputedFigure }): Promise<string | null> {
  const row = await db
    .selectFrom('dispute').select('id').where('workspace_id', '=', workspaceId).where('collaboration_id', '=', of.collaborationId).where('figure', '=', of.figure).where('status', '=', 'open').executeTakeFirst();
  return row?.id ?? null;
}

/** A dispute, held until the transaction ends. */
export async function lockDispute(trx: Trx, workspaceId: string, disputeId: string) {
  return await trx
    .selectFrom('dispute')
    .select(['id', 'collaboration_id as collaborationId', 'figure', 'status', 'opened_by as openedBy'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', disputeId)
    .forUpdate()
    .executeTakeFirst();
}

/** Ends a dispute. */
export async function endDispute(
  trx: Trx, workspaceId: string, disputeId: string,
  end: { readonly status: Exclude<DisputeStatus, 'open'>; readonly at: Date; readonly byName: string; readonly answer: string | null; readonly remedy: DisputeRemedy | null },
): Promise<void> {
  await trx
    .updateTable('dispute')
    .set({ status: end.status, answered_at: end.at, answered_by_name: end.byName, answer: end.answer, remedy: end.remedy })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', disputeId)
    .execute();
}

export async function insertDisputeComment(
  trx: Trx, workspaceId: string, comment: { readonly id: string; readonly disputeId: string; readonly at: Date; readonly by: { readonly id: string | null; readonly name: string }; readonly words: string },
): Promise<void> {
  const { id, disputeId, at, by, words } = comment;
  await trx.insertInto('dispute_comment').values({ workspace_id: workspaceId, id, dispute_id: disputeId, said_at: at, said_by: by.id, said_by_name: by.name, words }).execute();
}

/** What was said of a dispute, in its order. */
export async function listDisputeComments(db: Db, workspaceId: string, disputeId: string) {
  return await db
    .selectFrom('dispute_comment')
    .select(['id', 'said_at as saidAt', 'said_by_name as saidByName', 'words'])
    .where('workspace_id', '=', workspaceId)
    .where('dispute_id', '=', disputeId)
    .orderBy('said_at')
    .orderBy('id')
    .execute();
}

export interface DisputeRow {
  readonly id: string;
  readonly collaborationId: string;
  readonly kolName: string;
  readonly campaignName: string;
  readonly campaignSlug: string;
  readonly asOf: CalendarDay;
  readonly figure: DisputedFigure;
  readonly shownValue: number | null;
  readonly reason: string;
  readonly evidenceUrl: string | null;
  readonly status: DisputeStatus;
  readonly openedAt: Date;
  readonly openedBy: string | null;
  readonly openedByName: string;
  readonly dueAt: Date;
  readonly answeredAt: Date | null;
  readonly answeredByName: string | null;
  readonly answer: string | null;
  readonly remedy: DisputeRemedy | null;
  readonly comments: number;
}

const rowsOf = (where: RawBuilder<unknown>) => sql`
  select d.id, d.collaboration_id as "collaborationId", k.name as "kolName", ca.name as "campaignName", ca.slug as "campaignSlug", d.as_of as "asOf", d.figure, d.shown_value as "shownValue",
    d.reason, d.evidence_url as "evidenceUrl", d.status, d.opened_at as "openedAt", d.opened_by as "openedBy", d.opened_by_name as "openedByName", d.due_at as "dueAt",
    d.answered_at as "answeredAt", d.answered_by_name as "answeredByName", d.answer, d.remedy,
    (select count(*) from dispute_comment t where t.workspace_id = d.workspace_id and t.dispute_id = d.id)::int as comments
  from dispute d
  join collaboration c on c.workspace_id = d.workspace_id and c.id = d.collaboration_id
  join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
  join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
  where ${where}`;

/** Disputes in some states, latest first. */
export async function listDisputeRows(db: Db, workspaceId: string, statuses: readonly DisputeStatus[], { page, limit }: Pick<KeysetQuestion, 'page' | 'limit'>): Promise<KeysetPage<DisputeRow>> {
  const rows = rowsOf(sql`d.workspace_id = ${workspaceId} and d.status = any(${arrayLiteral(statuses)}::text[])`);
  return await readKeysetPage<DisputeRow>(db, { rows, keys: [{ name: 'openedAt', type: 'timestamptz', descending: true }, { name: 'id', type: 'uuid', descending: true }], page, limit });
}

export async function findDisputeRow(db: Db, workspaceId: string, disputeId: string): Promise<DisputeRow | undefined> {
  const { rows } = await sql<DisputeRow>`${rowsOf(sql`d.workspace_id = ${workspaceId} and d.id = ${disputeId}`)}`.execute(db);
  return rows[0];
}

/** The disputes about a collaboration's cards, latest first. */
export async function listDisputesOf(db: Db, workspaceId: string, collaborationId: string, limit = 50): Promise<DisputeRow[]> {
  const { rows } = await sql<DisputeRow>`${rowsOf(sql`d.workspace_id = ${workspaceId} and d.collaboration_id = ${collaborationId}`)} order by d.opened_at desc, d.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Every dispute that is open, the one due first before the others: what people are told of. */
export async function listOpenDisputes(db: Db, workspaceId: string, limit = 500): Promise<DisputeRow[]> {
  const { rows } = await sql<DisputeRow>`${rowsOf(sql`d.workspace_id = ${workspaceId} and d.status = 'open'`)} order by d.due_at, d.id limit ${limit}`.execute(db);
  return rows;
}

export async function countDisputes(db: Db, workspaceId: string, statuses: readonly DisputeStatus[]): Promise<number> {
  const row = await db.selectFrom('dispute').select((eb) => eb.fn.countAll<number>().as('count')).where('workspace_id', '=', workspaceId).where('status', 'in', [...statuses]).executeTakeFirst();
  return Number(row?.count ?? 0);
}
