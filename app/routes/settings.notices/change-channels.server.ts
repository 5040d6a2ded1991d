import * as z from 'zod';
import { mailServerSchema } from '#app/domain/mail-server.ts';
import type { ChannelKind, SendProblem } from '#app/domain/notice-channel.ts';
import { CHANNEL_KINDS, CHANNEL_PACES, isChannelAddress, isChannelSecret, takesSecret } from '#app/domain/notice-channel.ts';
import { NOTICE_KINDS } from '#app/domain/notice.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { readQuietHours } from '#app/lib/quiet-hours.server.ts';
import { replayNoticeMessage } from '#app/services/replay-notice-message.server.ts';
import { forgetMailServer, saveMailServer } from '#app/services/save-mail-server.server.ts';
import type { ChannelTerms } from '#app/services/save-notice-channel.server.ts';
import { addNoticeChannel, changeNoticeChannel, removeNoticeChannel, switchNoticeChannel } from '#app/services/save-notice-channel.server.ts';
import { testNoticeChannel } from '#app/services/test-notice-channel.server.ts';

const kinds = z.enum(NOTICE_KINDS);
const checkbox = z.literal('on').optional();
const terms = {
  name: z.string().trim().max(200), secret: z.string().max(300), address: z.string().trim().max(3_000), language: z.enum(['zh-CN', 'en']),
  kinds: z.union([kinds.transform((kind) => [kind]), z.array(kinds)]).optional(), showsCosts: checkbox, pace: z.enum(CHANNEL_PACES), quietFrom: z.string().max(5), quietUntil: z.string().max(5),
};
const changeForm = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('add'), kind: z.enum(CHANNEL_KINDS), ...terms }),
  z.strictObject({ intent: z.literal('change'), kind: z.enum(CHANNEL_KINDS), channelId: z.uuid(), version: z.coerce.number().int().min(1), ...terms }),
  z.strictObject({ intent: z.enum(['on', 'off', 'resumed', 'remove', 'test']), channelId: z.uuid() }),
  z.strictObject({ intent: z.literal('replay'), messageId: z.uuid() }),
  z.strictObject({ intent: z.literal('forget-mail') }),
  z.looseObject({ intent: z.literal('save-mail') }),
]);
type Terms = Extract<z.output<typeof changeForm>, { intent: 'add' | 'change' }>;

export type ChannelNotice =
  | 'added' | 'saved' | 'removed' | 'switchedOn' | 'switchedOff' | 'resumed' | 'tested' | 'notFound' | 'replayed' | 'notReplayable' | 'mailSaved' | 'mailForgotten' | 'conflict' | 'limited';
export type ChannelField = 'name' | 'address' | 'secret' | 'quiet' | 'kinds';

export interface ChannelsResult {
  readonly notice: ChannelNotice | null;
  /** Why a test was not taken. */
  readonly problem: SendProblem | null;
  /** Of which form the errors and values are: 'add', 'mail', or a channel's id. */
  readonly form: string | null;
  readonly errors: readonly ChannelField[];
  readonly mailErrors: Readonly<Record<string, string>>;
  /** As typed, but for what is secret. */
  readonly values: FormValues;
}

const result = (change: Partial<ChannelsResult>): ChannelsResult => ({ notice: null, problem: null, form: null, errors: [], mailErrors: {}, values: {}, ...change });

/** Everything that an administrator does with channels and the mail server. */
export async function changeChannels(context: RequestContext): Promise<ChannelsResult> {
  const form = await readForm(context.request, changeForm);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { db, workspaceId, now, actor } = context;
  const doing = { now, actor };
  switch (form.value.intent) {
    case 'add':
    case 'change':
      return await saveChannel(context, form.value, form.values);
    case 'on':
    case 'off':
    case 'resumed': {
      const to = form.value.intent;
      const outcome = await switchNoticeChannel(db, { workspaceId, channelId: form.value.channelId, to }, doing);
      return result({ notice: outcome === 'not-found' ? 'notFound' : to === 'on' ? 'switchedOn' : to === 'off' ? 'switchedOff' : 'resumed' });
    }
    case 'remove':
      return result({ notice: (await removeNoticeChannel(db, { workspaceId, channelId: form.value.channelId }, doing)) === 'done' ? 'removed' : 'notFound' });
    case 'test': {
      const outcome = await testNoticeChannel(db, { workspaceId, channelId: form.value.channelId }, doing);
      if (outcome.status === 'failed') return result({ problem: outcome.problem });
      return result({ notice: outcome.status === 'sent' ? 'tested' : outcome.status === 'limited' ? 'limited' : 'notFound' });
    }
    case 'replay':
      return result({ notice: (await replayNoticeMessage(db, { workspaceId, messageId: form.value.messageId }, doing)) === 'done' ? 'replayed' : 'notReplayable' });
    case 'forget-mail':
      await forgetMailServer(db, { workspaceId }, doing);
      return result({ notice: 'mailForgotten' });
    case 'save-mail':
      return await saveMail(context, form.value, form.values);
  }
}

async function saveChannel({ db, workspaceId, now, actor }: RequestContext, input: Terms, values: FormValues): Promise<ChannelsResult> {
  const quiet = readQuietHours(input.quietFrom, input.quietUntil);
  const told = input.kinds ?? [];
  const errors = errorsOf(input, quiet === 'invalid');
  // Neither a robot's address nor a secret is sent back.
  const { secret: _secret, address: _address, ...shown } = values;
  if (errors.length > 0 || quiet === 'invalid') return result({ form: input.intent === 'add' ? 'add' : input.channelId, errors, values: shown });
  const terms: ChannelTerms = {
    name: input.name, language: input.language, mutedKinds: NOTICE_KINDS.filter((kind) => !told.includes(kind)), showsCosts: input.showsCosts === 'on', pace: input.pace, quiet,
  };
  const secret = input.secret === '' ? null : input.secret;
  if (input.intent === 'add') {
    await addNoticeChannel(db, { workspaceId, kind: input.kind, address: input.address, secret, ...terms }, { now, actor });
    return result({ notice: 'added' });
  }
  const outcome = await changeNoticeChannel(db, { workspaceId, channelId: input.channelId, version: input.version, address: input.address === '' ? null : input.address, secret, ...terms }, { now, actor });
  return result({ notice: outcome === 'done' ? 'saved' : outcome === 'conflict' ? 'conflict' : 'notFound' });
}

function errorsOf(input: Terms, quietInvalid: boolean): ChannelField[] {
  const isNew = input.intent === 'add';
  return [
    ...(input.name === '' || [...input.name].length > 80 ? ['name' as const] : []),
    ...((isNew || input.address !== '') && !isChannelAddress(input.kind, input.address) ? ['address' as const] : []),
    ...(secretFits(input.kind, input.secret, isNew) ? [] : ['secret' as const]),
    ...(quietInvalid ? ['quiet' as const] : []),
    ...((input.kinds ?? []).length === 0 ? ['kinds' as const] : []),
  ];
}

/** Standard Webhooks are always signed; robots are where the group's settings ask for it. */
function secretFits(kind: ChannelKind, secret: string, isNew: boolean): boolean {
  if (secret === '') return !(isNew && kind === 'webhook');
  return takesSecret(kind) && isChannelSecret(kind, secret);
}

async function saveMail({ db, workspaceId, now, actor }: RequestContext, { intent: _intent, ...input }: Record<string, unknown>, values: FormValues): Promise<ChannelsResult> {
  const parsed = mailServerSchema.safeParse(input);
  if (!parsed.success) {
    const mailErrors = Object.fromEntries(parsed.error.issues.toReversed().map((issue) => [String(issue.path[0] ?? 'form'), issue.message]));
    const { password: _password, ...shown } = values;
    return result({ form: 'mail', mailErrors, values: shown });
  }
  await saveMailServer(db, { workspaceId, ...parsed.data }, { now, actor });
  return result({ notice: 'mailSaved' });
}
