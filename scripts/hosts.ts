import { allowHosts } from '#app/services/allow-hosts.server.ts';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';

export const hostsCommand: Command = {
  help: `
Usage: kol hosts list [--workspace SLUG]
       kol hosts add HOST... [--workspace SLUG]

Where landing pages may be: tracking links lead nowhere else. '*.example.com' stands for every host below example.com.`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {});
  const [verb, ...hosts] = positionals;
  const step = chosen('what to do', verb, ['list', 'add'] as const);
  if ((step === 'add') !== (hosts.length > 0)) throw new UsageError(step === 'add' ? 'name at least one host' : 'list takes no host');
  const { db, workspace } = await context.open(values.workspace);
  const outcome = await allowHosts(db, { workspaceId: workspace.id, hosts }, { now: context.now, actor: COMMAND_LINE_ACTOR });
  if (outcome.status === 'not-a-host') throw new UsageError(`'${outcome.host}' is not a host name such as shop.example.com or *.example.com`);
  const { allowedHosts } = outcome;
  await context.out(values.json ? `${JSON.stringify({ allowedHosts })}\n` : allowedHosts.map((host) => `${host}\n`).join(''));
  return EXIT.done;
}
