import { writeFile } from 'node:fs/promises';
import { TABLE_FORMATS, writeTable } from '#app/lib/file-writing/write-table.server.ts';
import { assetsTable } from '#app/services/export-assets.server.ts';
import { collaborationsTable, rosterTable } from '#app/services/export-tables.server.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';
import { EXPORT_FINANCE_OPTIONS, exportLedger, exportStatement } from './export-finance.ts';
import { EXPORT_ROI_OPTIONS, exportRoi } from './export-roi.ts';

/** What can be exported, each as a table made for the machine's own command line, which sees everything. */
const TABLES = { roster: rosterTable, collaborations: collaborationsTable, assets: assetsTable } as const;
const WHAT = ['roster', 'collaborations', 'assets'] as const;
const ALL = [...WHAT, 'roi', 'ledger', 'statement'];

export const exportCommand: Command = {
  help: `
Usage: kol export <${ALL.join('|')}> [--format csv|xlsx|json] [--out FILE] [--workspace SLUG]

Writes a table to standard output, or to FILE. Roster and collaborations can be imported again unchanged.

  --format csv|xlsx|json  csv where none is named; json is {"items":[...]}
  --out FILE              the file to write
  --json                  the same as --format json
${EXPORT_ROI_OPTIONS}
${EXPORT_FINANCE_OPTIONS}`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  if (args[0] === 'roi') return await exportRoi(args.slice(1), context);
  if (args[0] === 'ledger') return await exportLedger(args.slice(1), context);
  if (args[0] === 'statement') return await exportStatement(args.slice(1), context);
  const { values, positionals } = readArguments(args, { format: { type: 'string' }, out: { type: 'string' } });
  if (positionals.length !== 1) throw new UsageError(`name one of ${ALL.join(', ')}`);
  const what = chosen('what is exported', positionals[0], WHAT);
  const format = chosen('--format', values.format ?? (values.json ? 'json' : 'csv'), TABLE_FORMATS);
  const { db, workspace } = await context.open(values.workspace);
  const bytes = await writeTable(await TABLES[what](db, workspace.id, { contacts: true, costs: true }), format);
  if (values.out === undefined) await context.out(bytes);
  else await writeFile(values.out, bytes);
  return EXIT.done;
}
