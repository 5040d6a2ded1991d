import type { ExportTable } from '#app/lib/file-writing/write-table.server.ts';
import type { RoiItem } from './report-roi.server.ts';

/** ROI items as a table: a column for each of their fields, the same for every export. */
export function roiTable(items: readonly RoiItem[]): ExportTable {
  return {
    name: 'roi',
    headings: [
      'campaign', 'tier', 'platform', 'handle', 'currency', 'revenue', 'cost', 'orders', 'roi', 'roi_at_close', 'roi_low', 'roi_high', 'p_below_1', 'p_below_1_5',
      'p_at_least_3', 'light', 'fuse', 'coverage', 'as_of', 'policy_version', 'collaboration_id', 'kol_id', 'profit_roi', 'period_from', 'period_through',
    ],
    rows: items.map((item) => [
      item.campaign, item.tier, item.platform, item.handle, item.currency, item.revenue, item.cost, item.orders, item.roi, item.roiAtClose,
      item.interval?.low ?? null, item.interval?.high ?? null, item.probability?.roiBelow1 ?? null, item.probability?.roiBelow15 ?? null,
      item.probability?.roiAtLeast3 ?? null, item.light, item.fuse, item.coverage, item.asOf, item.policyVersion, item.collaborationId, item.kolId,
      item.profitRoi, item.period?.from ?? null, item.period?.through ?? null,
    ]),
  };
}
