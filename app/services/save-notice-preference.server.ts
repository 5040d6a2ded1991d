import type { Kysely } from 'kysely';
import { findPersonalChannel, insertChannel, lockChannel, updateChannel } from '#db/queries/notice-channel.server.ts';
import { setMutedKinds } from '#db/queries/notice.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { ChannelPace } from '#app/domain/notice-channel.ts';
import type { QuietHours } from '#app/domain/notice-schedule.ts';
import type { NoticeKind } from '#app/domain/notice.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import { wake } from './save-notice-channel.server.ts';

export interface NoticePreference {
  readonly workspaceId: string;
  readonly userId: string;
  readonly mutedKinds: readonly NoticeKind[];
  readonly mail: boolean;
  readonly language: 'zh-CN' | 'en';
  readonly pace: ChannelPace;
  readonly quiet: QuietHours | null;
}

/** What a person wants to hear of, and whether by mail as well. A matter of their own: it stands in no audit log. Their mail is a channel like others, with their rights. */
export async function saveNoticePreference(db: Kysely<Database>, input: NoticePreference, { now, actor }: Doing): Promise<void> {
  const { workspaceId, userId } = input;
  const terms = {
    muted_kinds: [...input.mutedKinds], language: input.language, pace: input.pace, quiet_from: input.quiet?.fromMinute ?? null, quiet_until: input.quiet?.untilMinute ?? null, updated_at: now,
  };
  await inTransaction(db, async (trx) => {
    await setMutedKinds(trx, workspaceId, userId, input.mutedKinds, now);
    const known = await findPersonalChannel(trx, workspaceId, userId);
    if (!known && !input.mail) return;
    if (!known) {
      await insertChannel(trx, {
        workspace_id: workspaceId, id: newId(), kind: 'mail', user_id: userId, name: actor.name, address_sealed: null, address_hint: '', secret_sealed: null, ...terms,
        paused_at: null, pause_problem: null, silent_until: null, created_at: now, created_by_name: actor.name,
      });
      return;
    }
    await lockChannel(trx, workspaceId, known.id);
    if (input.mail) await wake(trx, { workspaceId, channelId: known.id }, now);
    await updateChannel(trx, workspaceId, known.id, { ...terms, is_on: input.mail });
  });
}
