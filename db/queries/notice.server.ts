import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { NoticeFacts } from '#app/domain/notice-facts.ts';
import type { NoticeKind } from '#app/domain/notice.ts';
import { NOTICE_KINDS, NOTICE_RULES, NOTICE_SEVERITIES } from '#app/domain/notice.ts';
import type { Seat } from '#app/domain/permission.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { KeysetColumn, KeysetPage, KeysetQuestion } from './keyset-page.server.ts';
import { readKeysetPage } from './keyset-page.server.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export interface NewNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly key: string;
  readonly seats: readonly Seat[] | null;
  readonly facts: NoticeFacts;
  readonly happenedAt: Date;
}

/**
 * Notes what holds now. What is known already by its key is brought up to date, and begins to hold again where it was over; that is no news. Writes only
 * rows that differ. Returns the ids of those that are new.
 */
export async function upsertNotices(trx: Trx, workspaceId: string, notices: readonly NewNotice[], notedAt: Date): Promise<Set<string>> {
  if (notices.length === 0) return new Set();
  const rows = JSON.stringify(notices.map((one) => ({ ...one, happened_at: one.happenedAt })));
  const { rows: written } = await sql<{ id: string; isNew: boolean }>`
    insert into notice (workspace_id, id, kind, key, seats, facts, happened_at, noted_at)
    select ${workspaceId}::uuid, n.id, n.kind, n.key, n.seats, n.facts, n.happened_at, ${notedAt}
    from jsonb_to_recordset(${rows}::jsonb) as n(id uuid, kind text, key text, seats text[], facts jsonb, happened_at timestamptz)
    on conflict (workspace_id, key) do update set facts = excluded.facts, seats = excluded.seats, over_at = null
      where (notice.facts, notice.seats) is distinct from (excluded.facts, excluded.seats) or notice.over_at is not null
    returning id, xmax = 0 as "isNew"`.execute(trx);
  return new Set(written.flatMap(({ id, isNew }) => (isNew ? [id] : [])));
}

/** Ends every notice whose key is not among those that hold. Returns how many. */
export async function endNotices(trx: Trx, workspaceId: string, holding: readonly string[], now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update notice set over_at = ${now} where workspace_id = ${workspaceId} and over_at is null and key <> all(${arrayLiteral(holding)}::text[])`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** Who reads, and of what. */
export interface NoticeQuestion {
  readonly userId: string;
  readonly kinds: readonly NoticeKind[];
  readonly seat: Seat | null;
}

/** For a person: of their kinds, and waiting for their seat where it waits for one. */
const forReader = ({ kinds, seat }: NoticeQuestion) => sql`n.kind = any(${arrayLiteral(kinds)}::text[]) and (n.seats is null or ${seat}::text = any(n.seats))`;

const isRead = (workspaceId: string, { userId }: NoticeQuestion) => sql<boolean>`(
  n.noted_at <= coalesce((select p.read_until from notice_preference p where p.workspace_id = ${workspaceId} and p.user_id = ${userId}), '-infinity')
  or exists (select from notice_receipt r where r.workspace_id = ${workspaceId} and r.user_id = ${userId} and r.notice_id = n.id))`;

/** What the bell shows at the most: from there on it says "and more". */
export const MOST_UNREAD = 99;

/** How many notices that still hold a person has not read, counted up to one more than the bell shows. */
export async function countUnreadNotices(db: Db, workspaceId: string, question: NoticeQuestion): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (
      select from notice n where n.workspace_id = ${workspaceId} and n.over_at is null and ${forReader(question)} and not ${isRead(workspaceId, question)} limit ${MOST_UNREAD + 1}
    ) as unread`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface NoticeRow {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly facts: NoticeFacts;
  readonly happenedAt: Date;
  readonly notedAt: Date;
  readonly overAt: Date | null;
  readonly isRead: boolean;
}

const NEWEST_FIRST: readonly KeysetColumn[] = [{ name: 'notedAt', type: 'timestamptz', descending: true }, { name: 'id', type: 'uuid', descending: true }];
const PRESSING_FIRST: readonly KeysetColumn[] = [
  { name: 'rank', type: 'bigint', descending: false }, { name: 'happenedAt', type: 'timestamptz', descending: true }, { name: 'id', type: 'uuid', descending: true },
];

/** 0 for the most pressing, as the domain ranks the kinds. */
const RANK = sql`array_position(${arrayLiteral(NOTICE_SEVERITIES)}::text[], case ${sql.join(
  NOTICE_SEVERITIES.map((severity) => sql`when n.kind = any(${arrayLiteral(NOTICE_KINDS.filter((kind) => NOTICE_RULES[kind].severity === severity))}::text[]) then ${severity}`), sql` `,
)} end)`;

/** A person's notices: those that hold or the unread ones of them, the most pressing first, or all that ever did, latest first. */
export async function listNoticeRows(
  db: Db, workspaceId: string, question: NoticeQuestion & { readonly show: 'unread' | 'open' | 'all' }, { page, limit }: { readonly page: KeysetQuestion['page']; readonly limit: number },
): Promise<KeysetPage<NoticeRow>> {
  const shown = question.show === 'all' ? sql`` : question.show === 'open' ? sql`and n.over_at is null` : sql`and n.over_at is null and not ${isRead(workspaceId, question)}`;
  const rows = sql`
    select n.id, n.kind, n.facts, n.happened_at as "happenedAt", n.noted_at as "notedAt", n.over_at as "overAt", ${isRead(workspaceId, question)} as "isRead", ${RANK} as rank
    from notice n where n.workspace_id = ${workspaceId} and ${forReader(question)} ${shown}`;
  return await readKeysetPage<NoticeRow>(db, { rows, keys: question.show === 'all' ? NEWEST_FIRST : PRESSING_FIRST, page, limit });
}

/** Notes that a person has read notices; once, however often it is said. */
export async function insertReceipts(db: Db, workspaceId: string, userId: string, noticeIds: readonly string[], now: Date): Promise<void> {
  if (noticeIds.length === 0) return;
  await sql`
    insert into notice_receipt (workspace_id, user_id, notice_id, read_at)
    select workspace_id, ${userId}, id, ${now} from notice where workspace_id = ${workspaceId} and id = any(${arrayLiteral(noticeIds)}::uuid[])
    on conflict do nothing`.execute(db);
}

export async function findNoticePreference(db: Db, workspaceId: string, userId: string) {
  return await db
    .selectFrom('notice_preference')
    .select(['muted_kinds as mutedKinds', 'read_until as readUntil'])
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

/** Everything noted until now is read; single receipts are then no longer needed. */
export async function setReadUntil(trx: Trx, workspaceId: string, userId: string, until: Date): Promise<void> {
  await trx
    .insertInto('notice_preference')
    .values({ workspace_id: workspaceId, user_id: userId, read_until: until, updated_at: until })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet({ read_until: until, updated_at: until }))
    .execute();
  await trx.deleteFrom('notice_receipt').where('workspace_id', '=', workspaceId).where('user_id', '=', userId).execute();
}

export async function setMutedKinds(trx: Trx, workspaceId: string, userId: string, mutedKinds: readonly NoticeKind[], now: Date): Promise<void> {
  await trx
    .insertInto('notice_preference')
    .values({ workspace_id: workspaceId, user_id: userId, muted_kinds: [...mutedKinds], read_until: null, updated_at: now })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet({ muted_kinds: [...mutedKinds], updated_at: now }))
    .execute();
}

/** Deletes notices that have been over for long. Returns how many. */
export async function deleteOldNotices(db: Db, workspaceId: string, overBefore: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('notice').where('workspace_id', '=', workspaceId).where('over_at', '<', overBefore).executeTakeFirst();
  return Number(numDeletedRows);
}
