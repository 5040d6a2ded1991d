import type { ProposalCandidateRow, ProposalDetail } from '#db/queries/proposal-pages.server.ts';
import { applyBasisPoints } from '#app/domain/ratio.ts';
import type { Policy } from '#app/domain/policy.ts';

/** The money and the odds of a proposal: for those who see costs. */
export function figuresOf(detail: ProposalDetail, candidates: readonly ProposalCandidateRow[], policy: Policy) {
  const { facts } = detail.evidence;
  return {
    roi: detail.roi, roiAtClose: detail.roiAtClose, low: detail.intervalLow, high: detail.intervalHigh,
    below1: detail.below1, below15: detail.below15, atLeast3: detail.atLeast3, reasons: detail.reasons,
    committedMinor: facts.costMinor, freedMinor: detail.freedMinor, newAmountMinor: detail.newAmountMinor,
    releasedMinor: detail.releasedMinor,
    thresholds: [policy.roi.amberFrom, policy.roi.greenFrom, policy.roi.starFrom],
    /** What accepting releases now, by the policy that a decision applies. */
    willReleaseMinor: detail.kind === 'reduce' ? applyBasisPoints(detail.freedMinor, policy.proposals.reduceByShareBasisPoints) : detail.kind === 'replace' ? detail.freedMinor : 0,
    terms: detail.terms, candidates,
  };
}
export type ProposalFigures = ReturnType<typeof figuresOf>;

/** What everybody may know of a proposal: what is proposed for whom, on which orders, and what came of it. */
export function openPart(detail: ProposalDetail) {
  const { facts, fuse, attributionModel } = detail.evidence;
  return {
    id: detail.id, kind: detail.kind, status: detail.status, asOf: detail.asOf, policyVersion: detail.policyVersion, createdAt: detail.createdAt,
    decidedAt: detail.decidedAt, decidedBy: detail.decidedBy, decisionReason: detail.decisionReason, light: detail.light, fuse, attributionModel,
    orders: facts.orders, revenueMinor: facts.netRevenueMinor, refundedMinor: facts.refundedMinor, arrivedTenths: facts.arrivedTenths,
    collaborationId: detail.collaborationId, collaborationStatus: detail.collaborationStatus, tier: detail.tier, startsOn: detail.startsOn, endsOn: detail.endsOn,
    kolId: detail.kolId, kolName: detail.kolName, platform: detail.platform, handle: detail.handle, campaignSlug: detail.campaignSlug, campaignName: detail.campaignName,
  };
}
export type OpenProposal = ReturnType<typeof openPart>;
