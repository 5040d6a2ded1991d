import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ChannelKind, MessageState, SendProblem } from '#app/domain/notice-channel.ts';
import type { NoticeFacts } from '#app/domain/notice-facts.ts';
import type { Seat } from '#app/domain/permission.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export interface NewDelivery {
  readonly channelId: string;
  readonly noticeId: string;
  readonly releaseAt: Date;
}

/** Puts notices on their way, in the transaction that noted them; each by a channel once. */
export async function insertNoticeDeliveries(trx: Trx, workspaceId: string, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  await sql`
    insert into notice_delivery (workspace_id, channel_id, notice_id, release_at)
    select ${workspaceId}::uuid, * from unnest(
      ${arrayLiteral(deliveries.map((one) => one.channelId))}::uuid[], ${arrayLiteral(deliveries.map((one) => one.noticeId))}::uuid[],
      ${arrayLiteral(deliveries.map((one) => one.releaseAt.toISOString()))}::timestamptz[])
    on conflict do nothing`.execute(trx);
}

/** Channels of all workspaces that have something to do now: notices to be gathered, or messages to be tried. */
export async function listBusyChannels(db: Db, now: Date, limit: number): Promise<{ workspaceId: string; channelId: string }[]> {
  const { rows } = await sql<{ workspaceId: string; channelId: string }>`
    select c.workspace_id as "workspaceId", c.id as "channelId" from notice_channel c
    where c.is_on and c.paused_at is null and (c.silent_until is null or c.silent_until <= ${now}) and (
      exists (select from notice_delivery d where d.workspace_id = c.workspace_id and d.channel_id = c.id and d.message_id is null and d.withdrawn_at is null and d.release_at <= ${now})
      or exists (select from notice_message m where m.workspace_id = c.workspace_id and m.channel_id = c.id and m.state = 'waiting' and m.next_try_at <= ${now}))
    order by c.workspace_id, c.id limit ${limit}`.execute(db);
  return rows;
}

/** Takes back what was over before it could go out, and what has waited since before an instant. Returns how many. */
export async function withdrawDeliveries(trx: Trx, workspaceId: string, channelId: string, { now, staleBefore }: { readonly now: Date; readonly staleBefore: Date }): Promise<number> {
  const { numAffectedRows } = await sql`
    update notice_delivery d set withdrawn_at = ${now} from notice n
    where d.workspace_id = ${workspaceId} and d.channel_id = ${channelId} and d.message_id is null and d.withdrawn_at is null and d.release_at <= ${now}
      and n.workspace_id = d.workspace_id and n.id = d.notice_id and (n.over_at is not null or d.release_at < ${staleBefore})`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** What waits for a message, in the order in which it was noted. */
export async function listReleased(trx: Trx, workspaceId: string, channelId: string, now: Date): Promise<string[]> {
  const rows = await trx
    .selectFrom('notice_delivery as d')
    .innerJoin('notice as n', (join) => join.onRef('n.workspace_id', '=', 'd.workspace_id').onRef('n.id', '=', 'd.notice_id'))
    .select('d.notice_id as noticeId')
    .where('d.workspace_id', '=', workspaceId)
    .where('d.channel_id', '=', channelId)
    .where('d.message_id', 'is', null)
    .where('d.withdrawn_at', 'is', null)
    .where('d.release_at', '<=', now)
    .orderBy('n.noted_at')
    .orderBy('n.id')
    .limit(1_000)
    .execute();
  return rows.map(({ noticeId }) => noticeId);
}

export interface NewMessage {
  readonly id: string;
  readonly noticeIds: readonly string[];
}

/** Makes messages of what waited. */
export async function insertMessages(trx: Trx, workspaceId: string, channelId: string, messages: readonly NewMessage[], now: Date): Promise<void> {
  if (messages.length === 0) return;
  await trx
    .insertInto('notice_message')
    .values(messages.map((one) => ({
      workspace_id: workspaceId, id: one.id, channel_id: channelId, notices: one.noticeIds.length, state: 'waiting' as const, next_try_at: now, tried_at: null, sent_at: null,
      last_problem: null, created_at: now,
    })))
    .execute();
  const pairs = messages.flatMap((one) => one.noticeIds.map((noticeId) => ({ noticeId, messageId: one.id })));
  await sql`
    update notice_delivery d set message_id = p.message_id
    from unnest(${arrayLiteral(pairs.map((pair) => pair.noticeId))}::uuid[], ${arrayLiteral(pairs.map((pair) => pair.messageId))}::uuid[]) as p(notice_id, message_id)
    where d.workspace_id = ${workspaceId} and d.channel_id = ${channelId} and d.notice_id = p.notice_id and d.message_id is null`.execute(trx);
}

export async function listDueMessages(db: Db, workspaceId: string, channelId: string, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('notice_message')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('channel_id', '=', channelId)
    .where('state', '=', 'waiting')
    .where('next_try_at', '<=', now)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** When a channel's messages were last tried, those after an instant. */
export async function listTries(db: Db, workspaceId: string, channelId: string, after: Date): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select tried_at as at from notice_message where workspace_id = ${workspaceId} and channel_id = ${channelId} and tried_at > ${after}`.execute(db);
  return rows.map(({ at }) => at);
}

/** Takes a message for a try, unless somebody else has: until the lease ends nobody else tries it. Returns how often it was tried with this one; null when it is taken. */
export async function beginTry(db: Db, workspaceId: string, messageId: string, { now, leaseUntil }: { readonly now: Date; readonly leaseUntil: Date }): Promise<number | null> {
  const row = await db
    .updateTable('notice_message')
    .set((eb) => ({ tries: eb('tries', '+', 1), tried_at: now, next_try_at: leaseUntil }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', messageId)
    .where('state', '=', 'waiting')
    .where('next_try_at', '<=', now)
    .returning('tries')
    .executeTakeFirst();
  return row?.tries ?? null;
}

export interface MessageNotice {
  readonly id: string;
  readonly facts: NoticeFacts;
  readonly happenedAt: Date;
  readonly seats: Seat[] | null;
}

/** The notices of a message, the first noted first. */
export async function listMessageNotices(db: Db, workspaceId: string, messageId: string): Promise<MessageNotice[]> {
  return await db
    .selectFrom('notice_delivery as d')
    .innerJoin('notice as n', (join) => join.onRef('n.workspace_id', '=', 'd.workspace_id').onRef('n.id', '=', 'd.notice_id'))
    .select(['n.id', 'n.facts', 'n.happened_at as happenedAt', 'n.seats'])
    .where('d.workspace_id', '=', workspaceId)
    .where('d.message_id', '=', messageId)
    .orderBy('n.noted_at')
    .orderBy('n.id')
    .execute();
}

/** What became of a try. */
export type TryResult =
  | { readonly state: 'sent'; readonly at: Date }
  | { readonly state: 'waiting'; readonly problem: SendProblem; readonly nextTryAt: Date }
  | { readonly state: 'failed'; readonly problem: SendProblem };

export async function endTry(db: Db, workspaceId: string, messageId: string, result: TryResult): Promise<void> {
  const change = {
    state: result.state,
    ...(result.state === 'sent' ? { sent_at: result.at, last_problem: null } : { last_problem: result.problem }),
    ...(result.state === 'waiting' ? { next_try_at: result.nextTryAt } : {}),
  };
  await db.updateTable('notice_message').set(change).where('workspace_id', '=', workspaceId).where('id', '=', messageId).where('state', '=', 'waiting').execute();
}

/** Notes a try by hand, which counts towards the channel's limits like any other. */
export async function insertTestMessage(db: Db, workspaceId: string, { id, channelId, problem, at }: { readonly id: string; readonly channelId: string; readonly problem: SendProblem | null; readonly at: Date }): Promise<void> {
  await db
    .insertInto('notice_message')
    .values({
      workspace_id: workspaceId, id, channel_id: channelId, is_test: true, notices: 0, state: problem === null ? 'sent' : 'failed', tries: 1, next_try_at: at, tried_at: at,
      sent_at: problem === null ? at : null, last_problem: problem, created_at: at,
    })
    .execute();
}

export interface MessageRow {
  readonly id: string;
  readonly channelName: string;
  readonly channelKind: ChannelKind;
  readonly isTest: boolean;
  readonly notices: number;
  readonly state: MessageState;
  readonly tries: number;
  readonly triedAt: Date | null;
  readonly nextTryAt: Date;
  readonly problem: SendProblem | null;
  readonly createdAt: Date;
}

/** What the workspace's channels sent or tried to, latest first; people's own mail is their own. */
export async function listMessageRows(db: Db, workspaceId: string, limit: number): Promise<MessageRow[]> {
  return await db
    .selectFrom('notice_message as m')
    .innerJoin('notice_channel as c', (join) => join.onRef('c.workspace_id', '=', 'm.workspace_id').onRef('c.id', '=', 'm.channel_id'))
    .select([
      'm.id', 'c.name as channelName', 'c.kind as channelKind', 'm.is_test as isTest', 'm.notices', 'm.state', 'm.tries', 'm.tried_at as triedAt', 'm.next_try_at as nextTryAt',
      'm.last_problem as problem', 'm.created_at as createdAt',
    ])
    .where('m.workspace_id', '=', workspaceId)
    .where('c.user_id', 'is', null)
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute();
}

/** Puts a message that was given up in line again. False for one that was not, or a test. */
export async function retryMessage(trx: Trx, workspaceId: string, messageId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('notice_message')
    .set({ state: 'waiting', tries: 0, next_try_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', messageId)
    .where('is_test', '=', false)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lets what a channel could not send be tried at once, but for what somebody may be trying just now. */
export async function releaseWaiting(trx: Trx, workspaceId: string, channelId: string, { now, triedBefore }: { readonly now: Date; readonly triedBefore: Date }): Promise<void> {
  await trx
    .updateTable('notice_message')
    .set({ tries: 0, next_try_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('channel_id', '=', channelId)
    .where('state', '=', 'waiting')
    .where('tried_at', '<', triedBefore)
    .execute();
}

export interface ChannelQueue {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly state: 'on' | 'off' | 'paused';
  /** Notices that wait for a message, and messages that wait for a try. */
  readonly notices: number;
  readonly messages: number;
}

/** What waits for each channel of a workspace, people's own mail under the name of whose it is. */
export async function listChannelQueues(db: Db, workspaceId: string): Promise<ChannelQueue[]> {
  const { rows } = await sql<ChannelQueue>`
    select c.id, c.name, c.kind, case when not c.is_on then 'off' when c.paused_at is not null then 'paused' else 'on' end as state,
      (select count(*)::integer from notice_delivery d where d.workspace_id = c.workspace_id and d.channel_id = c.id and d.message_id is null and d.withdrawn_at is null) as notices,
      (select count(*)::integer from notice_message m where m.workspace_id = c.workspace_id and m.channel_id = c.id and m.state = 'waiting') as messages
    from notice_channel c where c.workspace_id = ${workspaceId} order by c.created_at, c.id limit 1000`.execute(db);
  return rows;
}

/** Deletes messages made before an instant that wait for nothing. Returns how many. */
export async function deleteOldMessages(db: Db, workspaceId: string, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('notice_message').where('workspace_id', '=', workspaceId).where('state', '<>', 'waiting').where('created_at', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}
