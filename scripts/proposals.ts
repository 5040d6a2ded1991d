import { listApiCandidates, listApiProposals } from '#db/queries/api-lists.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { decideProposal } from '#app/services/decide-proposal.server.ts';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import { proposalItems } from '#app/services/list-proposals.ts';
import type { Command, CommandContext, ExitCode, Portal } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';

const MOST_LISTED = 10_000;

export const proposalsCommand: Command = {
  help: `
Usage: kol proposals list [--campaign SLUG] [--all] [--json]
       kol proposals accept ID [--rank N] [--reason TEXT]
       kol proposals reject ID --reason TEXT

Lists the open proposals, or decides one. Accepting carries it out in one transaction.

  --all        decided and superseded ones too
  --rank N     the candidate that takes over; the first where none is named
  --reason     needed to reject`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {
    campaign: { type: 'string' }, all: { type: 'boolean' }, rank: { type: 'string' }, reason: { type: 'string' },
  });
  const verb = chosen('what to do', positionals[0], ['list', 'accept', 'reject'] as const);
  const portal = await context.open(values.workspace);
  if (verb === 'list') return await list(portal, context, { campaign: values.campaign, all: values.all ?? false, json: values.json ?? false });
  const id = positionals[1];
  if (!isId(id) || positionals.length !== 2) throw new UsageError(`say: proposals ${verb} ID`);
  const rank = values.rank === undefined ? undefined : Number(values.rank);
  if (rank !== undefined && !Number.isInteger(rank)) throw new UsageError(`--rank must be a whole number, not '${values.rank}'`);
  const outcome = await decideProposal(
    portal.db, { workspaceId: portal.workspace.id, proposalId: id, decision: verb, reason: values.reason?.trim() ?? '', rank },
    { now: context.now, actor: COMMAND_LINE_ACTOR },
  );
  if (values.json) await context.out(`${JSON.stringify(outcome)}\n`);
  else await context.out(`${outcome.status}\n`);
  return outcome.status === 'accepted' || outcome.status === 'rejected' ? EXIT.done : EXIT.failed;
}

async function list({ db, workspace }: Portal, context: CommandContext, options: { campaign: string | undefined; all: boolean; json: boolean }): Promise<ExitCode> {
  const filter = { campaign: options.campaign, ...(options.all ? {} : { status: 'open' as const }) };
  const rows = await listApiProposals(db, workspace.id, { limit: MOST_LISTED, after: null }, filter);
  const items = rows.map(proposalItems(await listApiCandidates(db, workspace.id, rows.map((row) => row.id)), workspace.currency));
  if (options.json) {
    await context.out(`${JSON.stringify({ items })}\n`);
    return EXIT.done;
  }
  for (const item of items) {
    const roi = item.roi === null ? '-' : item.roi.toFixed(2);
    await context.out(`${item.id}\t${item.kind}\t${item.status}\t${item.campaign}\tROI ${roi}\tfreed ${item.freed} ${item.currency}\t${item.candidates.length} candidates\n`);
  }
  return EXIT.done;
}
