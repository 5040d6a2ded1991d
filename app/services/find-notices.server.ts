import type { Kysely } from 'kysely';
import type { NewNotice } from '#db/queries/notice.server.ts';
import { endNotices, upsertNotices } from '#db/queries/notice.server.ts';
import { listOpenChannels } from '#db/queries/notice-channel.server.ts';
import type { NewDelivery } from '#db/queries/notice-outbox.server.ts';
import { insertNoticeDeliveries } from '#db/queries/notice-outbox.server.ts';
import type { Workspace } from '#db/queries/workspace.server.ts';
import { listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { releaseAt } from '#app/domain/notice-schedule.ts';
import { concerns } from '#app/domain/notice.ts';
import type { Permission } from '#app/domain/permission.ts';
import { permissionsOfPerson } from '#app/domain/permission.ts';
import { dayOf } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import { log } from '#app/lib/log.server.ts';
import { findCampaignNotices } from './find-campaign-notices.server.ts';
import { findMatrixNotices } from './find-matrix-notices.server.ts';
import { findWorkNotices } from './find-work-notices.server.ts';

type Db = Kysely<Database>;

export interface FindNoticesOutcome {
  /** Found for the first time, put on their way to channels, and no longer so. */
  readonly noted: number;
  readonly addressed: number;
  readonly ended: number;
}

/**
 * Looks at all workspaces for what people should be told of. Everything is derived from what is stored, so that looking again notes nothing twice and a look
 * that was missed is made up for by the next. What another workspace's look runs into does not keep the others waiting.
 */
export async function findNotices(db: Db, { now }: { readonly now: Date }): Promise<FindNoticesOutcome> {
  const total = { noted: 0, addressed: 0, ended: 0 };
  for (const workspace of await listWorkspaces(db)) {
    try {
      const { noted, addressed, ended } = await findWorkspaceNotices(db, workspace, { now });
      total.noted += noted;
      total.addressed += addressed;
      total.ended += ended;
    } catch (error) {
      log.error({ err: error, workspaceId: workspace.id }, 'what people should be told of could not be found; it is tried again');
    }
  }
  return total;
}

/**
 * Notes what holds in a workspace, ends what does not any more, and puts what is new on its way by every channel that exists by then and wants it: a channel
 * never tells of what was known before it was made.
 */
export async function findWorkspaceNotices(db: Db, workspace: Workspace, { now }: { readonly now: Date }): Promise<FindNoticesOutcome> {
  const today = dayOf(now, workspace.timeZone);
  const found = [
    ...(await findMatrixNotices(db, workspace, today)), ...(await findCampaignNotices(db, workspace, today, now)), ...(await findWorkNotices(db, workspace, today, now)),
  ];
  // Two days of one week are one notice.
  const notices = [...new Map(found.map((one): [string, NewNotice] => [one.key, { id: newId(), kind: one.facts.kind, ...one }])).values()];
  return await db.transaction().execute(async (trx) => {
    const ended = await endNotices(trx, workspace.id, notices.map(({ key }) => key), now);
    const fresh = await upsertNotices(trx, workspace.id, notices, now);
    const noted = notices.filter(({ id }) => fresh.has(id));
    const deliveries = noted.length === 0 ? [] : addressNotices(noted, await listOpenChannels(trx, workspace.id), workspace, now);
    await insertNoticeDeliveries(trx, workspace.id, deliveries);
    return { noted: noted.length, addressed: deliveries.length, ended };
  });
}

type OpenChannel = Awaited<ReturnType<typeof listOpenChannels>>[number];

function addressNotices(noted: readonly NewNotice[], channels: readonly OpenChannel[], { timeZone }: Workspace, now: Date): NewDelivery[] {
  return channels.flatMap((channel) => {
    const quiet = channel.quietFrom === null || channel.quietUntil === null ? null : { fromMinute: channel.quietFrom, untilMinute: channel.quietUntil };
    const at = releaseAt(now, { pace: channel.pace, quiet, timeZone });
    return noted.filter((notice) => wants(channel, notice)).map((notice) => ({ channelId: channel.id, noticeId: notice.id, releaseAt: at }));
  });
}

/** A workspace's channel takes what it does not mute, but for its own pause; a person's own mail what concerns them. */
function wants(channel: OpenChannel, notice: NewNotice): boolean {
  if (notice.facts.kind === 'channel_paused' && notice.facts.channelId === channel.id) return false;
  if (channel.userId === null) return !channel.mutedKinds.includes(notice.kind);
  if (channel.role === null) return false;
  const permissions = new Set<Permission>(permissionsOfPerson({ role: channel.role, reviewsLegal: channel.reviewsLegal ?? false }));
  return concerns(notice, { permissions, seat: channel.seat, mutedKinds: channel.mutedKinds });
}
