import type { ApiProposalRow, listApiCandidates } from '#db/queries/api-lists.server.ts';
import { groupBy } from '#app/domain/group.ts';
import { amountText } from '#app/domain/money.ts';

type CandidateRow = Awaited<ReturnType<typeof listApiCandidates>>[number];

/** The proposal item of interfaces.md: amounts as decimal strings in the reporting currency, ROI and probabilities as numbers. */
export function proposalItems(candidates: readonly CandidateRow[], currency: string) {
  const byProposal = groupBy(candidates, (candidate) => candidate.proposalId);
  return (row: ApiProposalRow) => ({
    id: row.id, kind: row.kind, campaign: row.campaign, collaborationId: row.collaborationId, roi: row.roi === null ? null : Number(row.roi),
    interval: { low: row.intervalLow, high: row.intervalHigh, level: 0.9 },
    probability: { roiBelow1: row.probabilityBelow1, roiBelow15: row.probabilityBelow15, roiAtLeast3: row.probabilityAtLeast3 },
    reasons: row.reasons, currency, freed: amountText(row.freedMinor, currency), newAmount: row.newAmountMinor === null ? null : amountText(row.newAmountMinor, currency),
    candidates: (byProposal.get(row.id) ?? []).map((candidate) => ({
      rank: candidate.rank, kolId: candidate.kolId, secondKolId: candidate.secondKolId, price: amountText(candidate.priceMinor, currency),
      expectedGain: amountText(candidate.expectedGainMinor, currency), probabilityBetter: candidate.probabilityBetter,
      interval: { low: candidate.intervalLow, high: candidate.intervalHigh, level: 0.9 }, reasons: candidate.reasons,
    })),
    status: row.status, evidenceHash: row.evidenceHash, asOf: row.asOf, replacementCollaborationId: row.replacementCollaborationId,
  });
}
export type ProposalItem = ReturnType<ReturnType<typeof proposalItems>>;
