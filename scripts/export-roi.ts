import { writeFile } from 'node:fs/promises';
import { isCalendarDay } from '#app/domain/period.ts';
import { TABLE_FORMATS, writeTable } from '#app/lib/file-writing/write-table.server.ts';
import type { RoiItem } from '#app/services/report-roi.server.ts';
import { reportRoi, ROI_GROUPS } from '#app/services/report-roi.server.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';

export const EXPORT_ROI_OPTIONS = `
Of roi also:
  --campaign SLUG  one campaign only
  --by ${ROI_GROUPS.join('|')}  collaboration where none is named
  --as-of DATE     everything up to the end of this day; today where none is named`;

/** `kol export roi`: JSON is the items of the API, a table has a column for each of their fields. */
export async function exportRoi(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = readArguments(args, {
    format: { type: 'string' }, out: { type: 'string' }, campaign: { type: 'string' }, by: { type: 'string' }, 'as-of': { type: 'string' },
  });
  const asOf = values['as-of'];
  if (asOf !== undefined && !isCalendarDay(asOf)) throw new UsageError(`--as-of must be a day as YYYY-MM-DD, not '${asOf}'`);
  const format = chosen('--format', values.format ?? (values.json ? 'json' : 'csv'), TABLE_FORMATS);
  const { db, workspace } = await context.open(values.workspace);
  const by = chosen('--by', values.by ?? 'collaboration', ROI_GROUPS);
  const items = await reportRoi(db, { workspaceId: workspace.id, by, campaignSlug: values.campaign, asOf }, { now: context.now });
  const bytes = format === 'json' ? Buffer.from(`${JSON.stringify({ items })}\n`) : await writeTable(roiTable(items), format);
  if (values.out === undefined) await context.out(bytes);
  else await writeFile(values.out, bytes);
  return EXIT.done;
}

function roiTable(items: readonly RoiItem[]) {
  return {
    name: 'roi',
    headings: [
      'campaign', 'tier', 'platform', 'handle', 'currency', 'revenue', 'cost', 'orders', 'roi', 'roi_at_close', 'roi_low', 'roi_high', 'p_below_1', 'p_below_1_5',
      'p_at_least_3', 'light', 'fuse', 'coverage', 'as_of', 'policy_version', 'collaboration_id', 'kol_id',
    ],
    rows: items.map((item) => [
      item.campaign, item.tier, item.platform, item.handle, item.currency, item.revenue, item.cost, item.orders, item.roi, item.roiAtClose,
      item.interval?.low ?? null, item.interval?.high ?? null, item.probability?.roiBelow1 ?? null, item.probability?.roiBelow15 ?? null,
      item.probability?.roiAtLeast3 ?? null, item.light, item.fuse, item.coverage, item.asOf, item.policyVersion, item.collaborationId, item.kolId,
    ]),
  };
}
