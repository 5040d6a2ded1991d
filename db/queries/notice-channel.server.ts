import type { Insertable, Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { SendProblem } from '#app/domain/notice-channel.ts';
import type { Database, MailServerTable, NoticeChannelTable } from '../schema.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

const SHOWN = [
  'c.id', 'c.kind', 'c.name', 'c.address_hint as addressHint', 'c.language', 'c.muted_kinds as mutedKinds', 'c.shows_costs as showsCosts', 'c.pace', 'c.quiet_from as quietFrom',
  'c.quiet_until as quietUntil', 'c.is_on as isOn', 'c.paused_at as pausedAt', 'c.pause_problem as pauseProblem', 'c.failures', 'c.version',
] as const;

export type ChannelRow = Awaited<ReturnType<typeof listChannelRows>>[number];

/** The channels of a workspace as its administrators see them: never an address or a secret. */
export async function listChannelRows(db: Db, workspaceId: string) {
  return await db
    .selectFrom('notice_channel as c')
    .select(SHOWN)
    .select((eb) => [
      sql<boolean>`c.secret_sealed is not null`.as('hasSecret'),
      eb.selectFrom('notice_message as m').select('m.sent_at').whereRef('m.workspace_id', '=', 'c.workspace_id').whereRef('m.channel_id', '=', 'c.id').where('m.state', '=', 'sent')
        .orderBy('m.tried_at', 'desc').limit(1).as('lastSentAt'),
    ])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.user_id', 'is', null)
    .orderBy('c.created_at')
    .limit(200)
    .execute();
}

/** A person's own mail, where they asked for it. */
export async function findPersonalChannel(db: Db, workspaceId: string, userId: string) {
  return await db.selectFrom('notice_channel as c').select(SHOWN).where('c.workspace_id', '=', workspaceId).where('c.user_id', '=', userId).executeTakeFirst();
}

export async function lockChannel(trx: Trx, workspaceId: string, channelId: string) {
  return await trx.selectFrom('notice_channel').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', channelId).forUpdate().executeTakeFirst();
}

/** Whatever is needed to decide which channels a notice leaves by: those that are on, with the rights of whose own mail it is. */
export async function listOpenChannels(db: Db, workspaceId: string) {
  return await db
    .selectFrom('notice_channel as c')
    .leftJoin('membership as m', (join) => join.onRef('m.workspace_id', '=', 'c.workspace_id').onRef('m.user_id', '=', 'c.user_id'))
    .leftJoin('app_user as u', 'u.id', 'c.user_id')
    .select([
      'c.id', 'c.user_id as userId', 'c.muted_kinds as mutedKinds', 'c.pace', 'c.quiet_from as quietFrom', 'c.quiet_until as quietUntil', 'm.role', 'm.seat', 'm.reviews_legal as reviewsLegal',
    ])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.is_on', '=', true)
    .where((eb) => eb.or([eb('c.user_id', 'is', null), eb.and([eb('m.role', 'is not', null), eb('u.disabled_at', 'is', null)])]))
    .execute();
}

export type SendingChannel = NonNullable<Awaited<ReturnType<typeof findSendingChannel>>>;

/** A channel with all that sending takes: sealed address and secret, and of a person's own mail who they are now. */
export async function findSendingChannel(db: Db, workspaceId: string, channelId: string) {
  return await db
    .selectFrom('notice_channel as c')
    .leftJoin('membership as m', (join) => join.onRef('m.workspace_id', '=', 'c.workspace_id').onRef('m.user_id', '=', 'c.user_id'))
    .leftJoin('app_user as u', 'u.id', 'c.user_id')
    .select([
      'c.workspace_id as workspaceId', 'c.id', 'c.kind', 'c.name', 'c.user_id as userId', 'c.address_sealed as addressSealed', 'c.secret_sealed as secretSealed', 'c.language',
      'c.shows_costs as showsCosts', 'c.pace', 'c.is_on as isOn', 'c.paused_at as pausedAt', 'c.failures', 'm.role', 'm.seat', 'm.reviews_legal as reviewsLegal', 'u.email', 'u.disabled_at as disabledAt',
    ])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.id', '=', channelId)
    .executeTakeFirst();
}

export async function insertChannel(trx: Trx, row: Insertable<NoticeChannelTable>): Promise<void> {
  await trx.insertInto('notice_channel').values(row).execute();
}

/** Changes a channel; the caller holds its lock. */
export async function updateChannel(
  trx: Trx, workspaceId: string, channelId: string,
  change: Partial<Omit<Insertable<NoticeChannelTable>, 'workspace_id' | 'id' | 'kind' | 'user_id' | 'version'>>,
): Promise<void> {
  await trx.updateTable('notice_channel').set(change).set((eb) => ({ version: eb('version', '+', 1) })).where('workspace_id', '=', workspaceId).where('id', '=', channelId).execute();
}

export async function deleteChannel(trx: Trx, workspaceId: string, channelId: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('notice_channel').where('workspace_id', '=', workspaceId).where('id', '=', channelId).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What the last try said of a channel; null leaves the silence as it is. */
export interface ChannelHealth {
  readonly failures: number;
  readonly silentUntil: Date | null;
  readonly paused: { readonly at: Date; readonly problem: SendProblem } | null;
}

export async function setChannelHealth(db: Db, workspaceId: string, channelId: string, health: ChannelHealth): Promise<void> {
  await db
    .updateTable('notice_channel')
    .set({ failures: health.failures, silent_until: health.silentUntil, ...(health.paused && { paused_at: health.paused.at, pause_problem: health.paused.problem }) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', channelId)
    .execute();
}

export async function findMailServer(db: Db, workspaceId: string) {
  return await db
    .selectFrom('mail_server')
    .select([
      'host', 'port', 'security', 'user_name as userName', 'password_sealed as passwordSealed', 'sender_address as senderAddress', 'sender_name as senderName', 'updated_at as updatedAt',
      'updated_by_name as updatedByName',
    ])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
}

export async function upsertMailServer(trx: Trx, row: Insertable<MailServerTable>): Promise<void> {
  const { workspace_id: _workspace, ...change } = row;
  await trx.insertInto('mail_server').values(row).onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(change)).execute();
}

export async function deleteMailServer(trx: Trx, workspaceId: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('mail_server').where('workspace_id', '=', workspaceId).executeTakeFirst();
  return numDeletedRows > 0n;
}
