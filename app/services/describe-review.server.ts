import { amountText } from '#app/domain/money.ts';
import type { Scorecard } from '#app/domain/scoring/scorecard.ts';
import { idOfEvidence, isReviewable } from './proposal-rows.server.ts';
import { certainty } from './report-roi.server.ts';
import type { ReviewOutcome } from './run-review.server.ts';

type Reviewed = Extract<ReviewOutcome, { status: 'reviewed' }>;

/** A review as the command line prints it: plain JSON in a stable order, nothing in it depends on when it was run. */
export function describeReview(workspaceId: string, { facts, assessments, scorecards }: Reviewed) {
  const cards = new Map(scorecards.map((card): [string, Scorecard] => [card.collaborationId, card]));
  return {
    asOf: facts.asOf,
    policyVersion: facts.policyVersion,
    currency: facts.currency,
    collaborations: assessments.map((one) => {
      const card = cards.get(one.facts.id);
      return {
        collaborationId: one.facts.id, campaign: one.facts.campaignSlug, platform: one.facts.platform, handle: one.facts.handle, tier: one.facts.tier,
        revenue: amountText(one.sales.revenueMinor, facts.currency), cost: amountText(one.sales.committedMinor, facts.currency), orders: one.sales.orders,
        roi: one.roi === null ? null : Number(one.roi), ...certainty(one.posterior), tooEarly: one.tooEarly, light: one.light, fuse: one.fuse.state,
        verdict: one.verdict.kind, reasons: one.verdict.reasons, moreOrders: one.moreOrders, freed: amountText(one.freed.freedMinor, facts.currency),
        score: card?.score ?? null, grade: card?.grade ?? null, coverage: card?.coverage ?? 0,
        proposalId: isReviewable(one) ? idOfEvidence(workspaceId, one, facts) : null,
        candidates: one.candidates.ranked.slice(0, 5).map((candidate) => ({
          kolIds: candidate.kolIds, price: amountText(candidate.priceMinor, facts.currency), expectedGain: amountText(candidate.expectedGainMinor, facts.currency),
        })),
      };
    }),
  };
}
