import type { Kysely } from 'kysely';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { ChannelKind } from '#app/domain/notice-channel.ts';
import type { Role, Seat } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { findWorkspaceNotices } from '#app/services/find-notices.server.ts';
import type { NewChannel } from '#app/services/save-notice-channel.server.ts';
import { addNoticeChannel } from '#app/services/save-notice-channel.server.ts';
import { NOON } from './workspace.ts';

type Db = Kysely<Database>;

const KEY = '0123456789abcdef0123456789abcdef';
/** An address of each kind, as it would be in life. */
export const CHANNEL_ADDRESSES: Readonly<Record<ChannelKind, string>> = {
  mail: 'group@brand.example',
  dingtalk: `https://oapi.dingtalk.com/robot/send?access_token=${KEY}`,
  feishu: `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}`,
  lark: `https://open.larksuite.com/open-apis/bot/v2/hook/${KEY}`,
  wecom: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`,
  slack: 'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
  webhook: 'https://alerts.brand.example/kol',
};
export const WEBHOOK_SECRET = `whsec_${Buffer.from('a secret of four and twenty bytes').toString('base64')}`;

/** A channel of the workspace, in English, that tells of everything at once. */
export async function aChannel(db: Db, wishes: Partial<NewChannel> & { readonly workspaceId: string; readonly at?: Date }): Promise<string> {
  const { at = NOON, ...terms } = wishes;
  const kind = terms.kind ?? 'dingtalk';
  return await addNoticeChannel(db, {
    kind, name: 'The group', address: CHANNEL_ADDRESSES[kind], secret: kind === 'webhook' ? WEBHOOK_SECRET : null, language: 'en', mutedKinds: [], showsCosts: false, pace: 'each', quiet: null, ...terms,
  }, { now: at, actor: PORTAL_ACTOR });
}

/** Imports that could not be read: the plainest thing to tell of. Returns their ids. */
export async function failedImports(db: Db, workspaceId: string, count: number, at: Date = NOON): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await db.insertInto('import_run').values(ids.map((id, index) => ({
    workspace_id: workspaceId, id, kind: 'orders', file_name: `orders-${index + 1}.csv`, format: 'generic', status: 'failed' as const, created_count: 0, updated_count: 0, unchanged_count: 0,
    rejected_count: 0, actor_name: 'somebody', started_at: at, finished_at: at,
  }))).execute();
  return ids;
}

/** Looks once, as the worker does. */
export async function look(db: Db, workspaceId: string, now: Date = NOON) {
  return await findWorkspaceNotices(db, await getWorkspace(db, workspaceId), { now });
}

/** A member with a role, a seat and an address of their own; returns the user's id. */
export async function aMember(db: Db, wishes: { readonly workspaceId: string; readonly role: Role; readonly seat?: Seat }): Promise<string> {
  const userId = newId();
  await db.insertInto('app_user').values({ id: userId, email: `${userId}@people.example`, name: `The ${wishes.role}`, password_hash: '-', created_at: NOON, disabled_at: null }).execute();
  await db.insertInto('membership').values({ workspace_id: wishes.workspaceId, user_id: userId, role: wishes.role, seat: wishes.seat ?? null, created_at: NOON }).execute();
  return userId;
}
