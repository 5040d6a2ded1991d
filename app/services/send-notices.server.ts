import type { Kysely } from 'kysely';
import type { SendingChannel } from '#db/queries/notice-channel.server.ts';
import { findSendingChannel, lockChannel, setChannelHealth } from '#db/queries/notice-channel.server.ts';
import {
  beginTry, endTry, insertMessages, listBusyChannels, listDueMessages, listMessageNotices, listReleased, listTries, withdrawDeliveries,
} from '#db/queries/notice-outbox.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { CHANNEL_LIMITS, remedyOf, silenceMs } from '#app/domain/notice-channel.ts';
import { bundle, FAILURES_TO_PAUSE, MOST_TRIES, nextSendAt, pauseAfter, STALE_AFTER_MS, TRY_LEASE_MS } from '#app/domain/notice-schedule.ts';
import type { NoticeReader } from '#app/domain/notice.ts';
import { concerns } from '#app/domain/notice.ts';
import { permissionsOfPerson } from '#app/domain/permission.ts';
import type { SendOutcome } from '#app/integrations/notice-message.ts';
import { failedWith } from '#app/integrations/notice-message.ts';
import { newId } from '#app/lib/ids.server.ts';
import { log } from '#app/lib/log.server.ts';
import { portalOrigin } from '#app/lib/public-origin.server.ts';
import { composeNotices } from './compose-notices.server.ts';
import { transmitMessage } from './transmit-message.server.ts';

type Db = Kysely<Database>;

/** So many channels are served at a time, so that one that does not answer holds up few others. */
const MOST_CHANNELS = 64;
const AT_ONCE = 8;
const MOST_MESSAGES = 100;

export interface SendNoticesOutcome {
  readonly sent: number;
  readonly failed: number;
  readonly withdrawn: number;
}

/**
 * Sends what waits, in all workspaces: at least once, each try under the message's own id. Somebody who dies between sending and noting it leaves the message to be sent once
 * more after the lease, with the same id. Nothing is lost: a message is waiting, sent, or recorded as failed with its reason.
 * @param clock sending takes time, so every try asks anew
 */
export async function sendNotices(db: Db, { clock }: { readonly clock: () => Date }): Promise<SendNoticesOutcome> {
  const total = { sent: 0, failed: 0, withdrawn: 0 };
  const busy = await listBusyChannels(db, clock(), MOST_CHANNELS);
  for (let start = 0; start < busy.length; start += AT_ONCE) {
    const outcomes = await Promise.all(busy.slice(start, start + AT_ONCE).map((one) => serveChannel(db, one, clock)));
    for (const one of outcomes) {
      total.sent += one.sent;
      total.failed += one.failed;
      total.withdrawn += one.withdrawn;
    }
  }
  return total;
}

async function serveChannel(db: Db, at: { readonly workspaceId: string; readonly channelId: string }, clock: () => Date): Promise<SendNoticesOutcome> {
  try {
    const withdrawn = await bundleReleased(db, at, clock());
    return { ...(await tryDue(db, at, clock)), withdrawn };
  } catch (error) {
    log.error({ err: error, workspaceId: at.workspaceId, channelId: at.channelId }, 'a channel could not be served; it is tried again');
    return { sent: 0, failed: 0, withdrawn: 0 };
  }
}

/** Makes messages of what may go out now: one each, or digests of many. Returns how many notices were withdrawn instead. */
async function bundleReleased(db: Db, { workspaceId, channelId }: { readonly workspaceId: string; readonly channelId: string }, now: Date): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    // Two workers that gathered at once would put a notice into two messages.
    const channel = await lockChannel(trx, workspaceId, channelId);
    if (!channel || !channel.is_on || channel.paused_at !== null) return 0;
    const withdrawn = await withdrawDeliveries(trx, workspaceId, channelId, { now, staleBefore: new Date(now.getTime() - STALE_AFTER_MS) });
    const groups = bundle(await listReleased(trx, workspaceId, channelId, now), channel.pace, CHANNEL_LIMITS[channel.kind]);
    await insertMessages(trx, workspaceId, channelId, groups.map((noticeIds) => ({ id: newId(), noticeIds })), now);
    return withdrawn;
  });
}

/** Tries what is due, as much as the channel's limits allow; after a failure the channel rests until its next turn. */
async function tryDue(db: Db, { workspaceId, channelId }: { readonly workspaceId: string; readonly channelId: string }, clock: () => Date): Promise<Omit<SendNoticesOutcome, 'withdrawn'>> {
  const counts = { sent: 0, failed: 0 };
  const due = await listDueMessages(db, workspaceId, channelId, clock(), MOST_MESSAGES);
  for (const messageId of due) {
    const channel = await findSendingChannel(db, workspaceId, channelId);
    if (!channel || !channel.isOn || channel.pausedAt !== null) break;
    const now = clock();
    const tries = await takeTry(db, channel, messageId, now);
    if (tries === 'full') break;
    if (tries === 'taken') continue;
    const outcome = await tryMessage(db, channel, messageId, now);
    await noteOutcome(db, channel, { messageId, tries, outcome }, clock());
    if (outcome.status === 'failed') {
      counts.failed += 1;
      break;
    }
    counts.sent += 1;
  }
  return counts;
}

/** Takes a message for a try, where the other side takes one more; under the channel's lock, so that two workers do not both see the last room. Returns how often it was tried with this one. */
async function takeTry(db: Db, channel: SendingChannel, messageId: string, now: Date): Promise<number | 'full' | 'taken'> {
  return await db.transaction().execute(async (trx) => {
    await lockChannel(trx, channel.workspaceId, channel.id);
    if (!(await mayTry(trx, channel, now))) return 'full';
    return (await beginTry(trx, channel.workspaceId, messageId, { now, leaseUntil: new Date(now.getTime() + TRY_LEASE_MS) })) ?? 'taken';
  });
}

/** Whether the other side takes one more now. */
export async function mayTry(db: Db, channel: Pick<SendingChannel, 'workspaceId' | 'id' | 'kind'>, now: Date): Promise<boolean> {
  const limits = CHANNEL_LIMITS[channel.kind];
  const longestMs = Math.max(...limits.map(({ windowMs }) => windowMs));
  const tries = await listTries(db, channel.workspaceId, channel.id, new Date(now.getTime() - longestMs));
  return nextSendAt(tries, limits, now).getTime() <= now.getTime();
}

async function tryMessage(db: Db, channel: SendingChannel, messageId: string, now: Date): Promise<SendOutcome> {
  const { timeZone } = await getWorkspace(db, channel.workspaceId);
  const reader = readerOf(channel);
  if (reader === 'gone') return failedWith('recipient');
  const notices = (await listMessageNotices(db, channel.workspaceId, messageId)).filter(({ facts: { kind }, seats }) => reader === null || concerns({ kind, seats }, reader));
  if (notices.length === 0) return failedWith('rejected');
  const seesCosts = reader === null ? channel.showsCosts : reader.permissions.has('costs:read');
  const message = composeNotices(notices, { messageId, locale: channel.language, seesCosts, timeZone, origin: portalOrigin() });
  return await transmitMessage(db, channel, message, now);
}

/** Whose own mail it is, with what they may see now, whatever it was when the notice was noted; null for a channel of the workspace. */
function readerOf(channel: SendingChannel): NoticeReader | 'gone' | null {
  if (channel.userId === null) return null;
  if (channel.role === null || channel.disabledAt !== null) return 'gone';
  return { permissions: new Set(permissionsOfPerson({ role: channel.role, reviewsLegal: channel.reviewsLegal ?? false })), seat: channel.seat, mutedKinds: [] };
}

interface Tried {
  readonly messageId: string;
  /** With this one. */
  readonly tries: number;
  readonly outcome: SendOutcome;
}

async function noteOutcome(db: Db, channel: SendingChannel, { messageId, tries, outcome }: Tried, now: Date): Promise<void> {
  const { workspaceId, id } = channel;
  if (outcome.status === 'sent') {
    await endTry(db, workspaceId, messageId, { state: 'sent', at: now });
    if (channel.failures > 0) await setChannelHealth(db, workspaceId, id, { failures: 0, silentUntil: null, paused: null });
    return;
  }
  const { problem } = outcome;
  const remedy = remedyOf(problem);
  const failures = problem === 'rate-limited' ? channel.failures : channel.failures + 1;
  const paused = remedy === 'repair' || failures >= FAILURES_TO_PAUSE ? { at: now, problem } : null;
  const silentUntil = problem === 'rate-limited' ? new Date(now.getTime() + Math.max(outcome.silenceMs ?? silenceMs(channel.kind), TRY_LEASE_MS / 2)) : null;
  const isOver = remedy === 'never' || (remedy === 'later' && tries >= MOST_TRIES);
  await endTry(db, workspaceId, messageId, isOver ? { state: 'failed', problem } : { state: 'waiting', problem, nextTryAt: new Date(now.getTime() + pauseAfter(tries)) });
  await setChannelHealth(db, workspaceId, id, { failures, silentUntil, paused });
}
