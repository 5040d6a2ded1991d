import type { ApiProposalRow, listApiCandidates } from '#db/queries/api-lists.server.ts';
import { groupBy } from '#app/domain/group.ts';
import { amountText } from '#app/domain/money.ts';
import type { LevelledEstimate, MoveTerms } from '#app/domain/proposals/move-terms.ts';

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
      terms: termsItem(candidate.terms, currency),
    })),
    status: row.status, evidenceHash: row.evidenceHash, asOf: row.asOf, replacementCollaborationId: row.replacementCollaborationId, terms: termsItem(row.terms, currency),
  });
}

/** What moving the money is expected to bring, amounts as decimal strings; null of proposals made before it was stored, and where nothing moves. */
function termsItem(terms: MoveTerms | null, currency: string) {
  if (terms === null) return null;
  const amount = (minor: number) => amountText(minor, currency);
  const estimate = ({ expectedMinor, lowMinor, highMinor, level }: LevelledEstimate) => ({ expected: amount(expectedMinor), low: amount(lowMinor), high: amount(highMinor), level });
  const { waiting } = terms;
  return {
    money: amount(terms.moneyMinor), targetRoi: terms.targetRoi, gain: estimate(terms.gain),
    regret: { ofMoving: amount(terms.regret.ofMovingMinor), ofStaying: amount(terms.regret.ofStayingMinor) },
    waiting: waiting && { days: waiting.days, spend: amount(waiting.spendMinor), ...estimate(waiting) },
  };
}

export type ProposalItem = ReturnType<ReturnType<typeof proposalItems>>;
