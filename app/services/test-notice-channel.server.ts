import type { Kysely } from 'kysely';
import { findSendingChannel } from '#db/queries/notice-channel.server.ts';
import { insertTestMessage } from '#db/queries/notice-outbox.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { SendProblem } from '#app/domain/notice-channel.ts';
import { newId } from '#app/lib/ids.server.ts';
import { portalOrigin } from '#app/lib/public-origin.server.ts';
import { composeTest } from './compose-notices.server.ts';
import type { Doing } from './doing.ts';
import { mayTry } from './send-notices.server.ts';
import { transmitMessage } from './transmit-message.server.ts';

export type TestOutcome =
  | { readonly status: 'sent' }
  | { readonly status: 'failed'; readonly problem: SendProblem }
  /** The channel has just sent as much as its other side takes. */
  | { readonly status: 'limited' }
  | { readonly status: 'not-found' };

/** Sends a message to a channel of the workspace at once, paused or not, to see whether it works. It counts towards the limits and stands in the list of what was sent. */
export async function testNoticeChannel(db: Kysely<Database>, input: { readonly workspaceId: string; readonly channelId: string }, { now, actor }: Doing): Promise<TestOutcome> {
  const channel = await findSendingChannel(db, input.workspaceId, input.channelId);
  if (!channel || channel.userId !== null) return { status: 'not-found' };
  if (!(await mayTry(db, channel, now))) return { status: 'limited' };
  const { timeZone } = await getWorkspace(db, input.workspaceId);
  const id = newId();
  const message = composeTest(actor.name, { messageId: id, locale: channel.language, seesCosts: false, timeZone, origin: portalOrigin() }, now);
  const outcome = await transmitMessage(db, channel, message, now);
  await insertTestMessage(db, input.workspaceId, { id, channelId: channel.id, problem: outcome.status === 'sent' ? null : outcome.problem, at: now });
  return outcome.status === 'sent' ? { status: 'sent' } : { status: 'failed', problem: outcome.problem };
}
