import type { ReportedSwap } from './report-swaps.server.ts';

/** A swap as a page gets it. */
export function swapRow(swap: ReportedSwap) {
  const { proposalId, kind, tier, campaignSlug, campaignName, decidedAt, decidedBy, old, fresh, releasedMinor, moneyMinor, predicted, outcome } = swap;
  return {
    proposalId, kind, tier, campaignSlug, campaignName, decidedAt, decidedBy, releasedMinor, moneyMinor, predicted, outcome,
    old: memberOf(old), fresh: fresh.map(memberOf),
  };
}

function memberOf({ collaborationId, kolName, status, revenueMinor, costMinor, median, low, high, publishedDaysAgo, arrivedShare }: ReportedSwap['old']) {
  return {
    collaborationId, kolName, status, revenueMinor, costMinor, publishedDaysAgo, arrivedShare,
    roi: revenueMinor !== null && costMinor !== null && costMinor > 0 ? revenueMinor / costMinor : null,
    atClose: median === null || low === null || high === null ? null : { median, low, high },
  };
}
