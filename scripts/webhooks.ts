import { listDeliveryRows } from '#db/queries/webhook-pages.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import { MOST_REPLAYED, replayDeliveries } from '#app/services/replay-deliveries.server.ts';
import { replayFailedDeliveries } from '#app/services/replay-failed-deliveries.server.ts';
import type { Command, CommandContext, ExitCode, Portal } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';

const LISTED = 50;
const MOST_LISTED = 1_000;

export const webhooksCommand: Command = {
  help: `
Usage: kol webhooks list [--failed] [--shop SHOP] [--limit N] [--json]
       kol webhooks replay ID ... [--json]
       kol webhooks replay --failed [--json]

Lists what connected shops delivered in the last 30 days, latest first, or takes deliveries in again as the
portal reads them now. What is known already changes nothing.

  --failed     those that could not be read, or still wait
  --limit N    ${LISTED} unless told, ${MOST_LISTED} at most`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { failed: { type: 'boolean' }, shop: { type: 'string' }, limit: { type: 'string' } });
  const [verb, ...ids] = positionals;
  const failed = values.failed ?? false;
  const json = values.json ?? false;
  if (chosen('what to do', verb, ['list', 'replay'] as const) === 'list') {
    const limit = Number(values.limit ?? LISTED);
    if (ids.length > 0 || !Number.isInteger(limit) || limit < 1 || limit > MOST_LISTED) throw new UsageError(`say: webhooks list [--limit 1..${MOST_LISTED}]`);
    return await list(await context.open(values.workspace), context, { failed, shop: values.shop, limit, json });
  }
  if (failed === ids.length > 0 || ids.length > MOST_REPLAYED || !ids.every(isId)) throw new UsageError(`say: webhooks replay ID ... (${MOST_REPLAYED} at most), or webhooks replay --failed`);
  return await replay(await context.open(values.workspace), context, { ids, failed, json });
}

async function list(
  { db, workspace }: Portal, context: CommandContext, { failed, shop, limit, json }: { failed: boolean; shop: string | undefined; limit: number; json: boolean },
): Promise<ExitCode> {
  const question = { search: '', ...(failed ? { outcomes: ['unreadable', 'waiting'] } : {}), ...(shop === undefined ? {} : { shops: [shop] }) };
  const { rows } = await listDeliveryRows(db, workspace.id, question, { page: null, limit });
  if (json) await context.out(`${JSON.stringify({ items: rows })}\n`);
  else for (const row of rows) await context.out(`${row.id}\t${row.receivedAt.toISOString()}\t${row.shop}\t${row.topic}\t${row.orderId ?? '-'}\t${row.outcome}\t${row.error ?? ''}\n`);
  return EXIT.done;
}

async function replay({ db, workspace }: Portal, context: CommandContext, { ids, failed, json }: { ids: readonly string[]; failed: boolean; json: boolean }): Promise<ExitCode> {
  const doing = { now: context.now, actor: COMMAND_LINE_ACTOR };
  const outcomes = failed ? null : await replayDeliveries(db, { workspaceId: workspace.id, ids }, doing);
  const { replayed, unreadable, lost } = outcomes === null
    ? await replayFailedDeliveries(db, { workspaceId: workspace.id }, doing)
    : { replayed: outcomes.length, unreadable: outcomes.filter(({ outcome }) => outcome === 'unreadable').length, lost: 0 };
  if (json) await context.out(`${JSON.stringify({ replayed, unreadable, ...(outcomes === null ? {} : { items: outcomes }) })}\n`);
  else await context.out(`replayed ${replayed}, still not readable ${unreadable}\n`);
  if (lost > 0) context.tell(`${lost} of them came without a body that could be kept: only the shop can send them again`);
  if (replayed < ids.length) context.tell(`${ids.length - replayed} of them are unknown, keep no payload, or belong to a shop that is not connected`);
  if (replayed < ids.length) return EXIT.failed;
  return unreadable > 0 ? EXIT.someRejected : EXIT.done;
}
