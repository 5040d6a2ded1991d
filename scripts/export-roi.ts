import { writeFile } from 'node:fs/promises';
import type { Period } from '#app/domain/period.ts';
import { addDays, isCalendarDay } from '#app/domain/period.ts';
import { TABLE_FORMATS, writeTable } from '#app/lib/file-writing/write-table.server.ts';
import { reportRoi, ROI_GROUPS } from '#app/services/report-roi.server.ts';
import { roiTable } from '#app/services/roi-table.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';

export const EXPORT_ROI_OPTIONS = `
Of roi also:
  --campaign SLUG  one campaign only
  --by ${ROI_GROUPS.join('|')}  collaboration where none is named
  --as-of DATE     everything up to the end of this day; today where none is named
  --from DATE --through DATE  revenue credited and cost accrued in these days only`;

/** `kol export roi`: JSON is the items of the API, a table has a column for each of their fields. */
export async function exportRoi(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = readArguments(args, {
    format: { type: 'string' }, out: { type: 'string' }, campaign: { type: 'string' }, by: { type: 'string' }, 'as-of': { type: 'string' },
    from: { type: 'string' }, through: { type: 'string' },
  });
  const asOf = values['as-of'];
  for (const [name, day] of Object.entries({ 'as-of': asOf, from: values.from, through: values.through })) {
    if (day !== undefined && !isCalendarDay(day)) throw new UsageError(`--${name} must be a day as YYYY-MM-DD, not '${day}'`);
  }
  const period = periodOf(values.from, values.through);
  const format = chosen('--format', values.format ?? (values.json ? 'json' : 'csv'), TABLE_FORMATS);
  const { db, workspace } = await context.open(values.workspace);
  const by = chosen('--by', values.by ?? 'collaboration', ROI_GROUPS);
  const items = await reportRoi(db, { workspaceId: workspace.id, by, campaignSlug: values.campaign, asOf, period }, { now: context.now });
  const bytes = format === 'json' ? Buffer.from(`${JSON.stringify({ items })}\n`) : await writeTable(roiTable(items), format);
  if (values.out === undefined) await context.out(bytes);
  else await writeFile(values.out, bytes);
  return EXIT.done;
}

function periodOf(from: string | undefined, through: string | undefined): Period | undefined {
  if (from === undefined && through === undefined) return undefined;
  if (from === undefined || through === undefined || from > through) throw new UsageError('a period needs --from and --through, in this order');
  return { startDay: from, endDay: addDays(through, 1) };
}
