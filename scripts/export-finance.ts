import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { addDays, isCalendarDay, startOfDay } from '#app/domain/period.ts';
import { SEALED_FORMATS, writeSealedTable } from '#app/lib/file-writing/sealed-table.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { ledgerCsv, ledgerTable } from '#app/services/export-ledger.server.ts';
import { reportCollaborationSpend } from '#app/services/report-kol-spend.server.ts';
import { sealExport } from '#app/services/seal-export.server.ts';
import { statementTable } from '#app/services/statement-table.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';

export const EXPORT_FINANCE_OPTIONS = `
Of ledger and statement also (both end with their number of rows, the SHA-256 of them and the ledger's head, which is anchored):
  --campaign SLUG  one campaign only
  --kol ID         one KOL only
  --from DAY, --to DAY   both inclusive; of the ledger the days on which entries were made`;

const OPTIONS = { format: { type: 'string' }, out: { type: 'string' }, campaign: { type: 'string' }, kol: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } } as const;

/** `kol export statement`: the bytes of the page's own export. */
export async function exportStatement(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { wanted, format, open, write } = readFinance(args, context);
  const { db, workspace } = await open();
  const { id: workspaceId, currency, timeZone } = workspace;
  const seal = await sealExport(db, workspaceId, { now: context.now });
  const filter = { campaignSlugs: wanted.campaign === undefined ? undefined : [wanted.campaign], kolId: wanted.kol };
  const period = wanted.from === undefined && wanted.to === undefined ? null : { startDay: wanted.from ?? '1900-01-01', endDay: wanted.to === undefined ? '2999-12-31' : addDays(wanted.to, 1) };
  const table = statementTable('statement', await reportCollaborationSpend(db, { workspaceId, currency, timeZone, filter, period }, { now: context.now }), currency);
  await write(await writeSealedTable(table, format, seal));
  return EXIT.done;
}

/** `kol export ledger`: oldest entry first; as CSV it is written while it is read. */
export async function exportLedger(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { wanted, format, open, write, out } = readFinance(args, context);
  const { db, workspace } = await open();
  const question = {
    campaignSlugs: wanted.campaign === undefined ? undefined : [wanted.campaign], kolIds: wanted.kol === undefined ? undefined : [wanted.kol],
    from: wanted.from === undefined ? undefined : startOfDay(wanted.from, workspace.timeZone), before: wanted.to === undefined ? undefined : startOfDay(addDays(wanted.to, 1), workspace.timeZone),
  };
  const of = { workspaceId: workspace.id, currency: workspace.currency, question };
  if (format === 'csv') {
    const parts = ledgerCsv(db, of, { now: context.now });
    if (out === undefined) for await (const part of parts) await context.out(part);
    else await pipeline(parts, createWriteStream(out));
    return EXIT.done;
  }
  const { table, seal } = await ledgerTable(db, of, { now: context.now });
  await write(await writeSealedTable(table, format, seal));
  return EXIT.done;
}

function readFinance(args: readonly string[], context: CommandContext) {
  const { values, positionals } = readArguments(args, OPTIONS);
  if (positionals.length > 0) throw new UsageError(`nothing is expected after the name of the export, not '${positionals.join(' ')}'`);
  const format = chosen('--format', values.format ?? (values.json ? 'json' : 'csv'), SEALED_FORMATS);
  for (const name of ['from', 'to'] as const) {
    const day = values[name];
    if (day !== undefined && !isCalendarDay(day)) throw new UsageError(`--${name} must be a day as YYYY-MM-DD, not '${day}'`);
  }
  if (values.kol !== undefined && !isId(values.kol)) throw new UsageError(`--kol must be a KOL's id, not '${values.kol}'`);
  const write = async (bytes: Buffer) => (values.out === undefined ? await context.out(bytes) : await writeFile(values.out, bytes));
  return { wanted: values, format, open: () => context.open(values.workspace), write, out: values.out };
}
