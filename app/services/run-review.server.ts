import type { Kysely } from 'kysely';
import { listCampaignsByWord } from '#db/queries/campaign.server.ts';
import type { CandidateInsert, ProposalInsert } from '#db/queries/proposal.server.ts';
import { insertProposals, listProposalEvidence, reopenProposals, supersedeProposals } from '#db/queries/proposal.server.ts';
import { hasLaterReview, lockReviews, replaceFuseSteps, replaceReviews, replaceScorecards, replaceStandings } from '#db/queries/review.server.ts';
import type { Database } from '#db/schema.ts';
import type { CouponFinding } from '#app/domain/attribution/coupon-leak.ts';
import { isPencilled } from '#app/domain/collaboration.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { dayOf } from '#app/domain/period.ts';
import type { Assessment } from '#app/domain/proposals/assess.ts';
import { assessCollaborations } from '#app/domain/proposals/assess.ts';
import type { ReviewFacts } from '#app/domain/proposals/review-facts.ts';
import { scoreCollaborations } from '#app/domain/scoring/score-collaborations.ts';
import type { Scorecard } from '#app/domain/scoring/scorecard.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Doing } from './doing.ts';
import { findCouponLeaks } from './find-coupon-leaks.server.ts';
import { gatherReviewFacts } from './gather-review-facts.server.ts';
import { fuseStepRows, reviewRow, scorecardRow, standingRows } from './review-rows.ts';
import { candidateRows, isReviewable, proposalRow } from './proposal-rows.server.ts';
import { settleRollups } from './settle-rollups.server.ts';

export interface ReviewInput {
  readonly workspaceId: string;
  /** Only this campaign's results are stored and returned; its peers are still all campaigns. */
  readonly campaignSlug?: string | undefined;
  /** Default: today in the workspace's zone. Everything up to the end of this day counts. */
  readonly asOf?: CalendarDay | undefined;
}

export type ReviewOutcome =
  | { readonly status: 'reviewed'; readonly facts: ReviewFacts; readonly assessments: readonly Assessment[]; readonly scorecards: readonly Scorecard[] }
  | { readonly status: 'unknown-campaign'; readonly slug: string };

/**
 * Reviews a workspace as of a day: scorecards, ROI with its certainty, lights, fuses, verdicts and proposals (product.md sections 8-10).
 * Running it twice for a day writes the same rows and makes no second proposal; a rejected one stays silent until its evidence changes.
 * A review of an earlier day than the latest leaves fuses, standings and proposals as they are.
 */
export async function runReview(db: Kysely<Database>, input: ReviewInput, doing: Doing): Promise<ReviewOutcome> {
  await settleRollups(db, { workspaceId: input.workspaceId, now: doing.now });
  const workspace = await getWorkspace(db, input.workspaceId);
  const facts = await gatherReviewFacts(db, input.workspaceId, input.asOf ?? dayOf(doing.now, workspace.timeZone));
  const isChosen = (slug: string) => input.campaignSlug === undefined || slug === input.campaignSlug;
  if (input.campaignSlug !== undefined && !(await campaignExists(db, input.workspaceId, input.campaignSlug))) {
    return { status: 'unknown-campaign', slug: input.campaignSlug };
  }
  const coupons = await findCouponLeaks(db, input.workspaceId, facts);
  const allAssessments = assessCollaborations(facts);
  const allCards = scoreCollaborations(facts);
  // There is nothing to review before somebody agreed to something.
  const assessments = allAssessments.filter((one) => isChosen(one.facts.campaignSlug) && !isPencilled(one.facts.status));
  const chosen = new Set(assessments.map((one) => one.facts.id));
  const scorecards = allCards.filter((card) => chosen.has(card.collaborationId));
  await storeReview(db, { workspaceId: input.workspaceId, facts, assessments, coupons, scorecards, allAssessments, allCards }, doing);
  return { status: 'reviewed', facts, assessments, scorecards };
}

async function campaignExists(db: Kysely<Database>, workspaceId: string, slug: string): Promise<boolean> {
  return (await listCampaignsByWord(db, workspaceId, [slug])).some((campaign) => campaign.slug === slug);
}

interface Findings {
  readonly workspaceId: string;
  readonly facts: ReviewFacts;
  readonly assessments: readonly Assessment[];
  /** By collaboration id. */
  readonly coupons: ReadonlyMap<string, CouponFinding>;
  readonly scorecards: readonly Scorecard[];
  readonly allAssessments: readonly Assessment[];
  readonly allCards: readonly Scorecard[];
}

async function storeReview(db: Kysely<Database>, findings: Findings, doing: Doing): Promise<void> {
  const { workspaceId, facts, assessments } = findings;
  const key = { workspaceId, asOf: facts.asOf, policyVersion: facts.policyVersion, attributionModel: facts.policy.attribution.model };
  const ids = assessments.map((one) => one.facts.id);
  await db.transaction().execute(async (trx) => {
    await lockReviews(trx, workspaceId);
    await replaceReviews(trx, workspaceId, facts.asOf, assessments.map((one) => reviewRow(key, one, findings.coupons.get(one.facts.id) ?? null)));
    await replaceScorecards(trx, workspaceId, facts.asOf, findings.scorecards.map((card) => scorecardRow(key, card)));
    // Looking back adds to the history; what stands today is what the latest review found.
    if (await hasLaterReview(trx, workspaceId, facts.asOf, ids)) return;
    await replaceFuseSteps(trx, workspaceId, ids, assessments.flatMap((one) => fuseStepRows(key, one)));
    await replaceStandings(trx, workspaceId, facts.asOf, standingRows(key, findings.allAssessments, findings.allCards, facts));
    const changes = planProposals(await listProposalEvidence(trx, workspaceId, ids), findings, doing.now);
    await supersedeProposals(trx, workspaceId, changes.superseded, doing.now);
    await reopenProposals(trx, workspaceId, changes.reopened);
    await insertProposals(trx, changes.proposals, changes.candidates);
  });
}

interface ProposalChanges {
  readonly superseded: string[];
  readonly reopened: string[];
  readonly proposals: ProposalInsert[];
  readonly candidates: CandidateInsert[];
}

type KnownProposal = Awaited<ReturnType<typeof listProposalEvidence>>[number];

/** Which proposals the review closes, opens again and makes: at most one is open for a collaboration. */
function planProposals(known: readonly KnownProposal[], { workspaceId, facts, assessments }: Findings, now: Date): ProposalChanges {
  const changes: ProposalChanges = { superseded: [], reopened: [], proposals: [], candidates: [] };
  const byEvidence = new Map(known.map((one) => [`${one.collaborationId} ${one.evidenceHash}`, one]));
  const current = new Map<string, string>();
  for (const assessment of assessments) {
    if (!isReviewable(assessment)) continue;
    const proposal = proposalRow(workspaceId, assessment, facts, now);
    current.set(proposal.collaboration_id, proposal.evidence_hash);
    const same = byEvidence.get(`${proposal.collaboration_id} ${proposal.evidence_hash}`);
    if (same?.status === 'superseded') changes.reopened.push(same.id);
    if (same) continue;
    changes.proposals.push(proposal);
    changes.candidates.push(...candidateRows(workspaceId, proposal.id, assessment, facts));
  }
  for (const one of known) {
    if (one.status === 'open' && current.get(one.collaborationId) !== one.evidenceHash) changes.superseded.push(one.id);
  }
  return changes;
}
