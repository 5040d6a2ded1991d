import type { StoredStatement } from '#db/queries/calibration.server.ts';
import type { JudgedStatement } from '#app/domain/proposals/judged-statements.ts';
import { roiOf } from '#app/domain/scoring/roi.ts';

export type StatementRow = ReturnType<typeof statementRow>;

/** A judged statement as the page lists it. */
export function statementRow({ review, subject, threshold, claim }: JudgedStatement<StoredStatement>) {
  const { collaborationId, kolName, campaignName, asOf, ageDays, finalRevenueMinor, finalCostMinor } = review;
  return {
    collaborationId, kolName, campaignName, asOf, days: Math.floor(ageDays), subject, threshold, negated: claim.negated, claimed: claim.said, isTrue: claim.isTrue,
    finalRoi: roiOf(finalRevenueMinor, finalCostMinor).text,
  };
}
