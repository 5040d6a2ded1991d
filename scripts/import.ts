import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import * as z from 'zod';
import { FORMAT_CHOICES, NAMED_FORMATS } from '#app/domain/ingestion/file-format.ts';
import { formulaSafeText } from '#app/domain/ingestion/formula-guard.ts';
import { IMPORT_KINDS } from '#app/domain/ingestion/import-run.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import { rejectedRowCount } from '#app/domain/ingestion/rejects.ts';
import { PLATFORMS } from '#app/domain/kol.ts';
import { keepHeapSmall } from '#app/lib/small-heap.server.ts';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import type { ImportFileInput, ImportOutcome } from '#app/services/import-file.server.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';

const OPTIONS = {
  format: { type: 'string', default: 'auto' }, mapping: { type: 'string' }, 'dry-run': { type: 'boolean', default: false },
  'skip-bad-rows': { type: 'boolean', default: false }, rejects: { type: 'string' }, platform: { type: 'string' }, campaign: { type: 'string' },
  shop: { type: 'string' }, currency: { type: 'string' },
} as const;

const mappingSchema = z.record(z.string(), z.string());

export const importCommand: Command = {
  help: `
Usage: kol import <${IMPORT_KINDS.join('|')}> FILE [options]

Takes in a CSV or XLSX file and prints created, updated, unchanged, rejected, and each rejected row with line, column, value and reason.
A file is applied whole or, with --skip-bad-rows, all of its good rows are. The same file twice changes nothing.

  --format FORMAT            how the file is read; auto (the default) recognises it by its headings, own takes a row for a record;
                             by name: ${NAMED_FORMATS.join(', ')}
  --mapping FILE             JSON object of field to heading, for headings that are not recognised; remembered for files with these headings
  --dry-run                  says what would happen and changes nothing
  --skip-bad-rows            takes the good rows although others are bad
  --rejects FILE             writes the rejected rows as CSV
  --platform P               for files without a platform column: ${PLATFORMS.join(', ')}
  --campaign SLUG            for files without a campaign column
  --shop NAME                for orders without a shop column
  --currency CODE            for amounts without a currency
  --workspace SLUG           the workspace; the oldest that is no demo where none is named
  --json                     prints {"kind","file","created","updated","unchanged","rejected":[{"line","column","value","code","message"}]}

Exit codes: 0 done, 1 failed, 2 usage, 3 some rows rejected.`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const [kindWord, file, ...more] = positionals;
  const kind = chosen('what is imported', kindWord, IMPORT_KINDS);
  if (file === undefined || more.length > 0) throw new UsageError('name one file');
  const format = chosen('--format', values.format === 'generic' ? 'own' : values.format, FORMAT_CHOICES);
  const platform = values.platform === undefined ? null : chosen('--platform', values.platform, PLATFORMS);
  const mapping = values.mapping === undefined ? null : readMapping(values.mapping, await readFile(values.mapping, 'utf8'));
  const { db, workspace } = await context.open(values.workspace);
  const input: ImportFileInput = {
    workspaceId: workspace.id, kind, format, path: file, fileName: path.basename(file), mapping,
    defaults: { platform, campaign: values.campaign ?? null, shop: values.shop ?? null, currency: values.currency ?? null },
    dryRun: values['dry-run'], skipBadRows: values['skip-bad-rows'], mayAllowHosts: true,
  };
  keepHeapSmall();
  const outcome = await importFile(db, input, { now: context.now, actor: COMMAND_LINE_ACTOR });
  if (outcome.status === 'unusable') {
    if (values.json) await context.out(`${JSON.stringify({ kind, file: input.fileName, error: { code: outcome.code, message: outcome.message } })}\n`);
    context.tell(`kol import: ${input.fileName}: ${outcome.message}`);
    return EXIT.failed;
  }
  if (outcome.status === 'applied' && kind === 'orders') await settleRollups(db, { workspaceId: workspace.id, now: context.now });
  if (values.rejects !== undefined) await writeFile(values.rejects, rejectsCsv(outcome.result.rejected));
  await context.out(values.json ? `${JSON.stringify(outcome.result)}\n` : report(outcome));
  return outcome.result.rejected.length > 0 ? EXIT.someRejected : EXIT.done;
}

/** @throws UsageError for a file that holds anything else than texts by name */
function readMapping(file: string, text: string): Record<string, string> {
  try {
    return mappingSchema.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`--mapping must be a JSON object of field to heading, such as {"handle":"Account"}; ${file} holds none`);
  }
}

function report({ status, result }: Exclude<ImportOutcome, { status: 'unusable' }>): string {
  const rows = rejectedRowCount(result.rejected);
  const problems = result.rejected.length > rows ? ` (${result.rejected.length} problems)` : '';
  const counts = `created ${result.created}, updated ${result.updated}, unchanged ${result.unchanged}, rejected ${rows}${problems}`;
  const heading = { applied: '', previewed: ' (dry run: nothing was changed)', refused: ' (refused: nothing was changed)' }[status];
  const lines = result.rejected.map((reject) => `  line ${reject.line}, ${reject.column || 'row'}: '${reject.value}' ${reject.message} [${reject.code}]`);
  return [`${result.kind} ${result.file}: ${counts}${heading}`, ...lines, ''].join('\n');
}

function rejectsCsv(rejects: readonly Reject[]): string {
  const rows = rejects.map((reject) => [reject.line, ...[reject.column, reject.value, reject.code, reject.message].map(formulaSafeText)]);
  return stringify([['line', 'column', 'value', 'code', 'message'], ...rows]);
}
