import { listImportRuns } from '#db/queries/import.server.ts';
import { IMPORT_KINDS } from '#app/domain/ingestion/import-run.ts';
import { undoReasonText } from '#app/domain/ingestion/undo.ts';
import { moneyRefusalText } from '#app/domain/tier-lock.ts';
import { isId } from '#app/lib/ids.server.ts';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import type { UndoImportOutcome } from '#app/services/undo-import.server.ts';
import { undoImport } from '#app/services/undo-import.server.ts';
import type { Command, CommandContext, ExitCode, Portal } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';

const MOST_LISTED = 1000;

export const importsCommand: Command = {
  help: `
Usage: kol imports list [--kind KIND] [--limit N] [--json]
       kol imports undo ID [--json]

Lists the imports, the latest first, or takes one back as a whole: what it made is deleted, what it changed is as it was before.
That is refused, and changes nothing, while something depends on it.

  --kind KIND       only ${IMPORT_KINDS.join(', ')}
  --limit N         how many are listed; 50 where nothing is said, ${MOST_LISTED} at the most
  --workspace SLUG  the workspace; the oldest that is no demo where none is named
  --json            prints {"items":[...]}, or {"status","reasons":[{"obstacle","count"}]}

Exit codes: 0 done, 1 failed, 2 usage.`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { kind: { type: 'string' }, limit: { type: 'string', default: '50' } });
  const [word, id, ...more] = positionals;
  const verb = chosen('what to do', word, ['list', 'undo'] as const);
  const json = values.json ?? false;
  if (verb === 'list') {
    const limit = Number(values.limit);
    if (id !== undefined || !Number.isInteger(limit) || limit < 1 || limit > MOST_LISTED) throw new UsageError(`say: imports list [--kind KIND] [--limit 1-${MOST_LISTED}]`);
    const kinds = values.kind === undefined ? IMPORT_KINDS : [chosen('--kind', values.kind, IMPORT_KINDS)];
    return await list(await context.open(values.workspace), context, { kinds, limit, json });
  }
  if (!isId(id) || more.length > 0) throw new UsageError('say: imports undo ID');
  return await undo(await context.open(values.workspace), context, { importId: id, json });
}

async function list({ db, workspace }: Portal, context: CommandContext, question: { kinds: readonly (typeof IMPORT_KINDS)[number][]; limit: number; json: boolean }): Promise<ExitCode> {
  const { rows } = await listImportRuns(db, workspace.id, { kinds: question.kinds, statuses: [], page: null, limit: question.limit });
  if (question.json) {
    await context.out(`${JSON.stringify({ items: rows })}\n`);
    return EXIT.done;
  }
  for (const row of rows) {
    const counts = `created ${row.created}, updated ${row.updated}, unchanged ${row.unchanged}, rejected ${row.rejected}`;
    await context.out(`${row.id}\t${row.startedAt.toISOString()}\t${row.kind}\t${row.status}\t${row.fileName}\t${counts}\n`);
  }
  return EXIT.done;
}

async function undo({ db, workspace }: Portal, context: CommandContext, { importId, json }: { importId: string; json: boolean }): Promise<ExitCode> {
  const outcome = await undoImport(db, { workspaceId: workspace.id, importId }, { now: context.now, actor: COMMAND_LINE_ACTOR });
  if (outcome.status === 'undone') await settleRollups(db, { workspaceId: workspace.id, now: context.now });
  await context.out(json ? `${JSON.stringify(outcome)}\n` : `${sentenceOf(outcome)}\n`);
  return outcome.status === 'undone' || outcome.status === 'already-undone' ? EXIT.done : EXIT.failed;
}

function sentenceOf(outcome: UndoImportOutcome): string {
  switch (outcome.status) {
    case 'undone':
      return `undone: ${outcome.deleted} rows deleted, ${outcome.restored} as they were before`;
    case 'already-undone':
      return 'this import is undone already';
    case 'refused':
      return ['refused, nothing was changed:', ...outcome.reasons.map((reason) => `  ${undoReasonText(reason)}`)].join('\n');
    case 'tier-locked':
      return `refused, nothing was changed: ${moneyRefusalText(outcome)}`;
    case 'sign-off-needed':
      return 'refused, nothing was changed: it would move more of a budget in this quarter than may be moved without three people';
    case 'not-found':
      return 'there is no such import';
    case 'not-applied':
      return 'this import is not applied: there is nothing to undo';
    case 'not-kept':
      return 'this import was applied before the portal kept what it found, so it cannot be undone';
    case 'busy':
      return 'another import of this kind is running; try again when it has finished';
  }
}
