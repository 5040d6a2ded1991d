import type { Kysely, Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { deleteChannel, insertChannel, lockChannel, updateChannel } from '#db/queries/notice-channel.server.ts';
import { releaseWaiting } from '#db/queries/notice-outbox.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { AuditAction } from '#app/domain/audit-action.ts';
import type { JsonObject } from '#app/domain/json.ts';
import type { ChannelKind, ChannelPace } from '#app/domain/notice-channel.ts';
import { addressHint } from '#app/domain/notice-channel.ts';
import type { QuietHours } from '#app/domain/notice-schedule.ts';
import { TRY_LEASE_MS } from '#app/domain/notice-schedule.ts';
import type { NoticeKind } from '#app/domain/notice.ts';
import { newId } from '#app/lib/ids.server.ts';
import { seal } from '#app/lib/secret.server.ts';
import type { Doing } from './doing.ts';

type Db = Kysely<Database>;

/** What a channel is told, when and in which language. */
export interface ChannelTerms {
  readonly name: string;
  readonly language: 'zh-CN' | 'en';
  readonly mutedKinds: readonly NoticeKind[];
  readonly showsCosts: boolean;
  readonly pace: ChannelPace;
  readonly quiet: QuietHours | null;
}

export interface NewChannel extends ChannelTerms {
  readonly workspaceId: string;
  readonly kind: ChannelKind;
  /** Checked: `isChannelAddress`, `isChannelSecret`. */
  readonly address: string;
  readonly secret: string | null;
}

/** Adds a channel of the workspace; it tells of what is noted from then on. Address and secret are stored sealed. Returns its id. */
export async function addNoticeChannel(db: Db, input: NewChannel, doing: Doing): Promise<string> {
  const id = newId();
  const hint = addressHint(input.kind, input.address);
  await inTransaction(db, async (trx) => {
    await insertChannel(trx, {
      workspace_id: input.workspaceId, id, kind: input.kind, user_id: null, address_sealed: seal(input.address), address_hint: hint, secret_sealed: input.secret === null ? null : seal(input.secret),
      ...rowOf(input), paused_at: null, pause_problem: null, silent_until: null, created_at: doing.now, created_by_name: doing.actor.name, updated_at: doing.now,
    });
    await audit(trx, input.workspaceId, id, 'notice-channel.add', { ...shown(input), kind: input.kind, address: hint }, doing);
  });
  return id;
}

export interface ChannelChange extends ChannelTerms {
  readonly workspaceId: string;
  readonly channelId: string;
  /** The version that the change was made from. */
  readonly version: number;
  /** Null keeps what is stored. */
  readonly address: string | null;
  readonly secret: string | null;
}

export type ChannelOutcome = 'done' | 'not-found' | 'conflict';

/** Changes a channel of the workspace. A new address or secret lets a paused one try again. */
export async function changeNoticeChannel(db: Db, input: ChannelChange, doing: Doing): Promise<ChannelOutcome> {
  return await inTransaction(db, async (trx) => {
    const known = await lockChannel(trx, input.workspaceId, input.channelId);
    if (!known || known.user_id !== null) return 'not-found';
    if (known.version !== input.version) return 'conflict';
    await updateChannel(trx, input.workspaceId, input.channelId, {
      ...rowOf(input), updated_at: doing.now,
      ...(input.address === null ? {} : { address_sealed: seal(input.address), address_hint: addressHint(known.kind, input.address) }),
      ...(input.secret === null ? {} : { secret_sealed: seal(input.secret) }),
    });
    if (input.address !== null || input.secret !== null) await wake(trx, input, doing.now);
    await audit(trx, input.workspaceId, input.channelId, 'notice-channel.change', {
      ...shown(input), newAddress: input.address !== null, newSecret: input.secret !== null,
    }, doing);
    return 'done';
  });
}

/** Switches a channel on or off, or lets a paused one go on; what waited is tried at once. */
export async function switchNoticeChannel(
  db: Db, input: { readonly workspaceId: string; readonly channelId: string; readonly to: 'on' | 'off' | 'resumed' }, doing: Doing,
): Promise<Exclude<ChannelOutcome, 'conflict'>> {
  return await inTransaction(db, async (trx) => {
    const known = await lockChannel(trx, input.workspaceId, input.channelId);
    if (!known || known.user_id !== null) return 'not-found';
    if (input.to === 'off') await updateChannel(trx, input.workspaceId, input.channelId, { is_on: false, updated_at: doing.now });
    else await wake(trx, input, doing.now);
    await audit(trx, input.workspaceId, input.channelId, 'notice-channel.switch', { to: input.to }, doing);
    return 'done';
  });
}

/** Removes a channel with its history; what waited for it is not sent. */
export async function removeNoticeChannel(db: Db, input: { readonly workspaceId: string; readonly channelId: string }, doing: Doing): Promise<Exclude<ChannelOutcome, 'conflict'>> {
  return await inTransaction(db, async (trx) => {
    const known = await lockChannel(trx, input.workspaceId, input.channelId);
    if (!known || known.user_id !== null) return 'not-found';
    await deleteChannel(trx, input.workspaceId, input.channelId);
    await audit(trx, input.workspaceId, input.channelId, 'notice-channel.remove', { name: known.name, kind: known.kind }, doing);
    return 'done';
  });
}

/** On, not paused, with no failures counted. */
export async function wake(trx: Transaction<Database>, at: { readonly workspaceId: string; readonly channelId: string }, now: Date): Promise<void> {
  await updateChannel(trx, at.workspaceId, at.channelId, { is_on: true, paused_at: null, pause_problem: null, silent_until: null, failures: 0, updated_at: now });
  await releaseWaiting(trx, at.workspaceId, at.channelId, { now, triedBefore: new Date(now.getTime() - TRY_LEASE_MS) });
}

function rowOf(terms: ChannelTerms) {
  return {
    name: terms.name, language: terms.language, muted_kinds: [...terms.mutedKinds], shows_costs: terms.showsCosts, pace: terms.pace,
    quiet_from: terms.quiet?.fromMinute ?? null, quiet_until: terms.quiet?.untilMinute ?? null,
  };
}

/** What the audit log keeps: never an address or a secret. */
function shown(terms: ChannelTerms): JsonObject {
  return {
    name: terms.name, language: terms.language, mutedKinds: [...terms.mutedKinds], showsCosts: terms.showsCosts, pace: terms.pace,
    quiet: terms.quiet === null ? null : { fromMinute: terms.quiet.fromMinute, untilMinute: terms.quiet.untilMinute },
  };
}

async function audit(trx: Transaction<Database>, workspaceId: string, channelId: string, action: AuditAction, after: JsonObject, { now, actor }: Doing): Promise<void> {
  await insertAuditEntries(trx, workspaceId, [{ id: newId(), at: now, actor, action, subjectKind: 'notice-channel', subjectId: channelId, after }]);
}
