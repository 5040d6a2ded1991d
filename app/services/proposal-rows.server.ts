import type { CandidateInsert, ProposalInsert } from '#db/queries/proposal.server.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { Assessment } from '#app/domain/proposals/assess.ts';
import { evidenceText } from '#app/domain/proposals/evidence.ts';
import type { StoredEvidence } from '#app/domain/proposals/evidence-changes.ts';
import { flipsOf } from '#app/domain/proposals/model-verdicts.ts';
import type { MoveTerms } from '#app/domain/proposals/move-terms.ts';
import { ownTerms, swapTerms } from '#app/domain/proposals/move-terms.ts';
import type { ProposalKind } from '#app/domain/proposals/proposal.ts';
import type { ReviewFacts } from '#app/domain/proposals/review-facts.ts';
import { sha256 } from '#app/lib/secret.server.ts';

/** Candidates that a proposal lists: enough to choose from, few enough to read. */
const LISTED_CANDIDATES = 5;

/** Nothing is proposed before somebody agreed to anything. */
const REVIEWED_STATUSES: readonly CollaborationStatus[] = ['agreed', 'live', 'paused', 'ended'];

export type Reviewable = Assessment & { readonly verdict: { readonly kind: ProposalKind } };

/**
 * Whether a review makes a proposal: not while it is too early, and not without cost (there is no ROI to judge). Of a collaboration that
 * is over and paid for, nothing can be cut, kept or waited for: only that it was worth another is still news.
 */
export function isReviewable(one: Assessment): one is Reviewable {
  const { facts, freed, posterior, verdict } = one;
  if (verdict.kind === 'countdown' || posterior === null || !REVIEWED_STATUSES.includes(facts.status)) return false;
  return facts.status !== 'ended' || freed.freedMinor > 0 || verdict.kind === 'extend';
}

/** The evidence of a proposal, as text and hashed; the workspace counts in, so that no two share a hash. */
function evidenceOf(workspaceId: string, one: Reviewable, facts: ReviewFacts): { text: string; hash: Buffer } {
  const text = evidenceText({
    collaborationId: one.facts.id, kind: one.verdict.kind, facts: one.model, currency: facts.currency, fuse: one.fuse.state,
    attributionModel: facts.policy.attribution.model, policyVersion: facts.policyVersion, freedMinor: one.freed.freedMinor,
    candidates: one.candidates.ranked.slice(0, LISTED_CANDIDATES).map(({ kolIds, priceMinor }) => ({ kolIds, priceMinor })),
    flips: flipsOf(one.verdict.kind, one.otherModels ?? []),
  });
  return { text, hash: sha256(`${workspaceId}\n${text}`) };
}

/** The evidence as it would be stored now, and its hash. */
export function evidenceNow(workspaceId: string, one: Reviewable, facts: ReviewFacts): { hash: string; evidence: StoredEvidence } {
  const { text, hash } = evidenceOf(workspaceId, one, facts);
  const evidence: StoredEvidence = JSON.parse(text);
  return { hash: hash.toString('hex'), evidence };
}

/** The id that a review's proposal has; it follows from the evidence. */
export function idOfEvidence(workspaceId: string, one: Reviewable, facts: ReviewFacts): string {
  return idOfHash(evidenceOf(workspaceId, one, facts).hash);
}

export function proposalRow(workspaceId: string, one: Reviewable, facts: ReviewFacts, now: Date): ProposalInsert {
  const { posterior, verdict, freed } = one;
  const { text: evidence, hash } = evidenceOf(workspaceId, one, facts);
  const decimals = (value: number | undefined) => Math.round((value ?? 0) * 1e6) / 1e6;
  const reasons = [...verdict.reasons, ...(one.moreOrders === null ? [] : [{ code: 'more_orders_expected', orders: one.moreOrders }])];
  return {
    workspace_id: workspaceId, id: idOfHash(hash), collaboration_id: one.facts.id, campaign_id: one.facts.campaignId, kind: verdict.kind, status: 'open',
    as_of: facts.asOf, policy_version: facts.policyVersion, evidence_hash: hash.toString('hex'), evidence, reasons: JSON.stringify(reasons),
    roi: one.roi, interval_low: decimals(posterior?.interval90.low), interval_high: decimals(posterior?.interval90.high),
    probability_below_1: decimals(posterior?.probability.roiBelow1), probability_below_15: decimals(posterior?.probability.roiBelow15),
    probability_at_least_3: decimals(posterior?.probability.roiAtLeast3), freed_minor: freed.freedMinor,
    new_amount_minor: verdict.kind === 'reduce' ? one.reduction.newAmountMinor : null,
    terms: posterior && termsText(ownTerms(one, posterior.distribution, facts)),
    created_at: now, decided_at: null, decided_by: null, decision_reason: null, replacement_collaboration_id: null, released_minor: null,
  };
}

const termsText = (terms: MoveTerms | null) => terms && JSON.stringify(terms);

export function candidateRows(workspaceId: string, proposalId: string, one: Assessment, facts: ReviewFacts): CandidateInsert[] {
  return one.candidates.ranked.slice(0, LISTED_CANDIDATES).map((candidate, index) => ({
    workspace_id: workspaceId, proposal_id: proposalId, rank: index + 1, kol_id: candidate.kolIds[0], second_kol_id: candidate.kolIds[1] ?? null,
    price_minor: candidate.priceMinor, expected_gain_minor: candidate.expectedGainMinor,
    probability_better: Math.round(candidate.probabilityBetter * 1e6) / 1e6,
    interval_low: Math.round(candidate.interval90.low * 1e6) / 1e6, interval_high: Math.round(candidate.interval90.high * 1e6) / 1e6,
    reasons: JSON.stringify(candidate.reasons), terms: one.posterior && termsText(swapTerms(one, candidate, one.posterior.distribution, facts)),
  }));
}

/** The proposal's id follows from its evidence (UUID version 8): the same review makes the same proposal, byte for byte. */
function idOfHash(hash: Buffer): string {
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
