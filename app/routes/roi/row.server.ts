import type { ReviewFinding } from '#db/queries/review-findings.server.ts';
import type { RoiLine } from '#app/domain/proposals/roi-groups.ts';
import { flipsFrom } from '#app/components/model-rows.ts';
import type { RoiGrouping } from '#app/domain/scoring/roi-grouping.ts';
import { paths } from '#app/lib/paths.ts';
import { withFilter, withKept } from '#app/table/query-changes.ts';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';
import { tableSearch } from '#app/table/url-state.ts';

interface Frame {
  readonly by: RoiGrouping;
  readonly query: TableQuery;
  readonly spec: TableSpec;
  readonly seesCosts: boolean;
  /** What the review found under the other models; empty for groups. */
  readonly reviewed: ReadonlyMap<string, ReviewFinding>;
}

export type BoardRow = ReturnType<typeof boardRow>;

/** A line as the page gets it: with the addresses of what it is added from, and without cost and ROI for those who may not see costs. */
export function boardRow(line: RoiLine, frame: Frame) {
  const to = rowsOf(line, frame);
  const review = frame.reviewed.get(line.key);
  return {
    key: line.key, name: nameOf(line, frame.by), kolName: line.kolName, collaborations: line.collaborations, tier: line.tier, platform: line.platform,
    subtitle: frame.by === 'collaboration' ? line.campaignName : null, revenueMinor: line.revenueMinor, orders: line.orders, light: line.light, fuse: line.fuse, to,
    ordersTo: line.collaborationId === null || frame.by !== 'collaboration' ? to : paths.collaborationOrders({ collaborationId: line.collaborationId }),
    verdict: frame.by === 'collaboration' ? line.verdict : null,
    flips: review ? flipsFrom(review) : null,
    modelsTo: `${to}#models`, couponLeaks: review?.coupon?.status === 'suspected', couponTo: `${to}#coupon`,
    openProposals: line.openProposals,
    proposalTo: line.proposalId === null ? (line.openProposals > 0 ? proposalsOf(line, frame.by) : null) : paths.proposal({ proposalId: line.proposalId }),
    cost: frame.seesCosts ? { costMinor: line.costMinor, roi: line.roi, profitRoi: line.profitRoi, atClose: line.atClose, rowsTo: rowsPage(line, frame) } : null,
  };
}

/** Null for a tier, whose word is the page's to say. */
function nameOf(line: RoiLine, by: RoiGrouping): string | null {
  if (by === 'tier') return null;
  return by === 'campaign' ? line.campaignName : line.kolName;
}

/** The collaboration itself, or the board of the collaborations that a group was added from. */
function rowsOf(line: RoiLine, { by, query, spec }: Frame): string {
  if (by === 'collaboration') return paths.collaboration({ collaborationId: line.key });
  return paths.roi(tableSearch(withFilter(withKept(query, 'by', null), by, [line.key]), spec));
}

/** The orders and cost lines that a row's revenue and cost are added from. */
function rowsPage(line: RoiLine, { by, query, spec }: Frame): string {
  return paths.roiRows(tableSearch(withFilter(withKept(query, 'by', null), by, [line.key]), spec));
}

function proposalsOf(line: RoiLine, by: RoiGrouping): string {
  if (by === 'tier') return paths.proposals(`?f.tier=${line.key}`);
  return paths.proposals(by === 'campaign' ? `?f.campaign=${encodeURIComponent(line.key)}` : `?f.kol=${line.key}`);
}
