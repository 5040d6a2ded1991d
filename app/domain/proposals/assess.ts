import type { Light } from '../scoring/light.ts';
import { lightOf } from '../scoring/light.ts';
import { roiOf } from '../scoring/roi.ts';
import { daysUntilDecidable } from './arrival.ts';
import type { ArrivalCurve } from './arrival-curve.ts';
import type { CandidateKol } from './candidate-eligibility.ts';
import { rankCandidates } from './candidates.ts';
import type { Reduction } from './freed-money.ts';
import { reduction } from './freed-money.ts';
import type { Experience, FindCandidates, Judgement } from './judge.ts';
import { judge, patienceOf } from './judge.ts';
import type { ModelVerdict } from './model-verdicts.ts';
import { verdictsByModel } from './model-verdicts.ts';
import type { Learned } from './outlook.ts';
import { learnFromPast, slotOf } from './outlook.ts';
import type { CollaborationFacts, ReviewFacts } from './review-facts.ts';
import { daysSincePublication } from './sales.ts';
import { moreOrdersToSettle } from './settle.ts';

/** What a review finds for one collaboration: facts, certainty, light, fuse, verdict and who could take over. */
export interface Assessment extends Judgement {
  readonly facts: CollaborationFacts;
  /** How the platform's sales come in: what `model.arrivedShare` is worked out from. */
  readonly curve: ArrivalCurve;
  /** ROI so far, two decimals; null without cost. */
  readonly roi: string | null;
  readonly daysUntilDecidable: number | null;
  readonly light: Light;
  /** For `wait`: further orders expected to settle it. */
  readonly moreOrders: number | null;
  readonly reduction: Reduction;
  /** The same under each attribution model that credits it otherwise than the workspace's does; null where those were not read. */
  readonly otherModels: readonly ModelVerdict[] | null;
}

/**
 * Assesses every collaboration of a workspace as of a day (product.md sections 7, 9 and 10). Same facts, same result.
 * @param learned what `learnFromPast` says of the same facts, from a caller who needs it too
 */
export function assessCollaborations(review: ReviewFacts, learned: Learned = learnFromPast(review)): Assessment[] {
  const { curveOf, priors } = learned;
  const findCandidates = candidateFinder(review, learned);
  const otherModels = verdictsByModel(review, curveOf, findCandidates);
  return review.collaborations.map((facts) => {
    const experience = { prior: priors.without(facts), curve: curveOf(facts.platform) };
    return assessOne(facts, review, experience, { judgement: judge(facts, review, experience, findCandidates), otherModels: otherModels && (otherModels.get(facts.id) ?? []) });
  });
}

/** A judgement with its light: what an assessment decides, without what it tells beside. */
export interface JudgedCollaboration extends Judgement {
  readonly facts: CollaborationFacts;
  readonly light: Light;
}

/** Light, fuse and verdict of every collaboration by the same rules, in a fraction of the time: for trying things out. `coarseness` as in `roiDistribution`. */
export function judgeCollaborations(review: ReviewFacts, coarseness: number): JudgedCollaboration[] {
  const learned = learnFromPast(review);
  const findCandidates = candidateFinder(review, learned);
  return review.collaborations.map((facts) => {
    const judgement = judge(facts, review, { prior: learned.priors.without(facts), curve: learned.curveOf(facts.platform) }, findCandidates, coarseness);
    return { ...judgement, facts, light: lightOf(judgement.posterior?.median ?? null, judgement.tooEarly, review.policy.roi) };
  });
}

function candidateFinder(review: ReviewFacts, { outlooks, bench }: Learned): FindCandidates {
  const filled = new Set(review.collaborations.map(({ campaignId, kolId }) => `${campaignId} ${kolId}`));
  return (facts, posterior, freed) => {
    const candidates = bench.map((kol): CandidateKol => ({ ...kol, inCampaign: filled.has(`${facts.campaignId} ${kol.kolId}`) }));
    return rankCandidates(slotOf(facts, posterior.distribution, freed, review), candidates, outlooks);
  };
}

interface Judged {
  readonly judgement: Judgement;
  readonly otherModels: Assessment['otherModels'];
}

function assessOne(facts: CollaborationFacts, review: ReviewFacts, { prior, curve }: Experience, { judgement, otherModels }: Judged): Assessment {
  const { policy, dataAt } = review;
  const { sales, model, posterior, tooEarly, verdict, freed } = judgement;
  return {
    ...judgement, facts, curve, otherModels,
    roi: roiOf(sales.revenueMinor, sales.committedMinor).text,
    daysUntilDecidable: tooEarly ? daysUntilDecidable(daysSincePublication(facts, dataAt), patienceOf(curve, review)) : null,
    light: lightOf(posterior?.median ?? null, tooEarly, policy.roi),
    moreOrders: verdict.kind === 'wait' ? moreOrdersToSettle(model, prior, policy) : null,
    reduction: reduction(freed, policy.proposals.reduceByShareBasisPoints),
  };
}
