import { listChannelQueues } from '#db/queries/notice-outbox.server.ts';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import { findNotices } from '#app/services/find-notices.server.ts';
import { sendNotices } from '#app/services/send-notices.server.ts';
import { testNoticeChannel } from '#app/services/test-notice-channel.server.ts';
import type { Command, CommandContext, ExitCode, Portal } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';

export const noticesCommand: Command = {
  help: `
Usage: kol notices channels [--json]
       kol notices test CHANNEL [--json]
       kol notices send [--dry-run] [--json]

Alerts leave the portal by channels: groups of DingTalk, Feishu, Lark, WeCom and Slack, webhooks, mail. A worker
finds and sends them by itself; this looks and sends once, in all workspaces.

  channels     lists the workspace's channels and what waits for each
  test         sends a message to a channel, by its id or name, to see whether it works
  --dry-run    sends nothing: says what waits`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { 'dry-run': { type: 'boolean' } });
  const [verb, wanted, ...rest] = positionals;
  const word = chosen('what to do', verb, ['channels', 'test', 'send'] as const);
  const json = values.json ?? false;
  if (rest.length > 0 || (word === 'test') !== (wanted !== undefined)) throw new UsageError('say: notices channels, notices test CHANNEL, or notices send [--dry-run]');
  const portal = await context.open(values.workspace);
  if (word === 'test') return await test(portal, context, { wanted: wanted ?? '', json });
  if (word === 'channels' || values['dry-run']) return await list(portal, context, json);
  const found = await findNotices(portal.db, { now: context.now });
  // Sending takes time, which runs on from the instant of the call.
  const begunMs = Date.now();
  const { sent, failed, withdrawn } = await sendNotices(portal.db, { clock: () => new Date(context.now.getTime() + Date.now() - begunMs) });
  await context.out(json ? `${JSON.stringify({ noted: found.noted, sent, failed, withdrawn })}\n` : `noted ${found.noted}, sent ${sent}, failed ${failed}, withdrawn ${withdrawn}\n`);
  return failed > 0 ? EXIT.failed : EXIT.done;
}

async function list({ db, workspace }: Portal, context: CommandContext, json: boolean): Promise<ExitCode> {
  const queues = await listChannelQueues(db, workspace.id);
  if (json) await context.out(`${JSON.stringify({ items: queues })}\n`);
  else for (const one of queues) await context.out(`${one.id}\t${one.kind}\t${one.name}\t${one.state}\t${one.notices} alerts\t${one.messages} messages\n`);
  return EXIT.done;
}

async function test({ db, workspace }: Portal, context: CommandContext, { wanted, json }: { readonly wanted: string; readonly json: boolean }): Promise<ExitCode> {
  const named = (await listChannelQueues(db, workspace.id)).filter((one) => one.id === wanted || one.name === wanted);
  const [channel] = named;
  if (!channel || named.length > 1) {
    context.tell(channel ? `${named.length} channels are called '${wanted}': name one by its id` : `there is no channel '${wanted}'`);
    return EXIT.failed;
  }
  const outcome = await testNoticeChannel(db, { workspaceId: workspace.id, channelId: channel.id }, { now: context.now, actor: COMMAND_LINE_ACTOR });
  await context.out(json ? `${JSON.stringify(outcome)}\n` : `${outcome.status}${outcome.status === 'failed' ? `: ${outcome.problem}` : ''}\n`);
  return outcome.status === 'sent' ? EXIT.done : EXIT.failed;
}
