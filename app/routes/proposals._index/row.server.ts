import type { ProposalListRow } from '#db/queries/proposal-pages.server.ts';

const MS_PER_DAY = 86_400_000;

export type ProposalRow = ReturnType<typeof listRow>;

/** A proposal as the list gets it; without sight of costs no ROI, probability, price or gain leaves the server. */
export function listRow(row: ProposalListRow, seesCosts: boolean, now: Date) {
  const { id, kind, status, flips, kolName, tier, campaignName, createdAt, decidedAt, decidedBy } = row;
  return {
    id, kind, status, flips, kolName, tier, campaignName, createdAt, decidedAt, decidedBy,
    ageDays: Math.max(0, Math.floor((now.getTime() - createdAt.getTime()) / MS_PER_DAY)),
    figures: seesCosts
      ? {
          roi: row.roi, roiAtClose: row.roiAtClose, low: row.intervalLow, high: row.intervalHigh, below1: row.below1, below15: row.below15, atLeast3: row.atLeast3,
          freedMinor: row.freedMinor, candidateName: [row.candidateName, row.secondCandidateName].filter((name) => name !== null).join(' + ') || null,
          expectedGainMinor: row.expectedGainMinor,
        }
      : null,
  };
}
