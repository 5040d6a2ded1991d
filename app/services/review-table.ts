import { amountText } from '#app/domain/money.ts';
import type { ExportTable } from '#app/lib/file-writing/write-table.server.ts';
import type { ReviewReport } from './report-review.server.ts';

const HEADINGS = [
  'section', 'name', 'tier', 'kind', 'before', 'after', 'currency', 'revenue', 'cost', 'orders', 'roi', 'roi_at_close', 'roi_low', 'roi_high', 'money', 'released', 'predicted_gain', 'predicted_low',
  'predicted_high', 'gain_at_close', 'within_prediction', 'status', 'decided_at', 'decided_by', 'reason',
] as const;
type Cells = Partial<Record<(typeof HEADINGS)[number], string | number | null>>;

/** A review report as one table, a section after the other: amounts as decimals in the reporting currency. */
export function reviewTable(report: ReviewReport): ExportTable {
  const { currency } = report;
  const amount = (minor: number | null | undefined) => (minor === null || minor === undefined ? null : amountText(minor, currency));
  const figures = ({ revenueMinor, costMinor, orders, roi, atClose }: ReviewReport['total']): Cells => ({
    currency, revenue: amount(revenueMinor), cost: amount(costMinor), orders, roi: roi === null ? null : Number(roi), roi_at_close: atClose?.median ?? null,
    roi_low: atClose?.interval90.low ?? null, roi_high: atClose?.interval90.high ?? null,
  });
  const rows: Cells[] = [
    ...report.tiers.map((line): Cells => ({ section: 'tier', name: line.tier, tier: line.tier, after: line.light, ...figures(line) })),
    { section: 'total', name: report.campaign.name, ...figures(report.total) },
    ...report.lightChanges.map((change): Cells => ({ section: 'light', name: change.kolName, tier: change.tier, before: change.before, after: change.after, roi_at_close: change.atClose?.median ?? null })),
    ...report.fuseSteps.map((step): Cells => ({
      section: 'fuse', name: step.kolName, tier: step.tier, before: step.stateBefore, after: step.stateAfter, currency, revenue: amount(step.revenueMinor), cost: amount(step.costMinor), roi: step.roi === null ? null : Number(step.roi),
    })),
    ...report.proposals.map((one): Cells => ({
      section: 'proposal', name: one.kolName, tier: one.tier, kind: one.kind, currency, roi: one.roi === null ? null : Number(one.roi), money: amount(one.freedMinor), status: one.status,
      decided_at: one.decidedAt?.toISOString() ?? null, decided_by: one.decidedBy, reason: one.decisionReason,
    })),
    ...report.swaps.map((swap): Cells => {
      const { outcome, predicted: { gain } } = swap;
      return {
        section: 'swap', name: [swap.old.kolName, ...swap.fresh.map((one) => one.kolName)].join(' > '), tier: swap.tier, kind: swap.kind, currency, money: amount(swap.moneyMinor), released: amount(swap.releasedMinor),
        predicted_gain: amount(gain?.expectedMinor), predicted_low: amount(gain?.lowMinor), predicted_high: amount(gain?.highMinor), gain_at_close: amount(outcome.atClose?.expectedMinor),
        within_prediction: outcome.withinPrediction === null ? null : outcome.withinPrediction ? 'yes' : 'no', status: outcome.state, decided_at: swap.decidedAt.toISOString(), decided_by: swap.decidedBy,
      };
    }),
  ];
  return { name: 'review', headings: HEADINGS, rows: rows.map((cells) => HEADINGS.map((heading) => cells[heading] ?? null)) };
}
