import { addDays, overlap, flightPeriod, periodDays } from '../period.ts';
import type { Fuse } from '../scoring/fuse.ts';
import { runFuse } from '../scoring/fuse.ts';
import type { Light } from '../scoring/light.ts';
import { lightOf } from '../scoring/light.ts';
import { completedReviewPeriods } from '../scoring/review-period.ts';
import { roiOf } from '../scoring/roi.ts';
import { daysUntilDecidable, isTooEarly } from './arrival.ts';
import type { ArrivalCurve } from './arrival-curve.ts';
import type { CandidateKol } from './candidate-eligibility.ts';
import type { CandidateList } from './candidates.ts';
import { rankCandidates } from './candidates.ts';
import type { FreedMoney, Reduction } from './freed-money.ts';
import { freedMoney, reduction } from './freed-money.ts';
import { arrivalCurves, benchCandidates, slotOf, tierOutlooks, tierPriors } from './outlook.ts';
import type { RoiPosterior, SalesFacts } from './posterior.ts';
import { roiPosterior } from './posterior.ts';
import type { CollaborationFacts, ReviewFacts } from './review-facts.ts';
import { costAccrued, daysSincePublication, revenueIn, salesFacts, salesSoFar } from './sales.ts';
import type { SalesSoFar } from './sales.ts';
import type { TierPrior } from './tier-prior.ts';
import { moreOrdersToSettle } from './settle.ts';
import type { Verdict } from './verdict.ts';
import { decideVerdict } from './verdict.ts';

/** What a review finds for one collaboration: facts, certainty, light, fuse, verdict and who could take over. */
export interface Assessment {
  readonly facts: CollaborationFacts;
  readonly sales: SalesSoFar;
  /** The model's inputs, kept as evidence. */
  readonly model: SalesFacts;
  /** How the platform's sales come in: what `model.arrivedShare` is worked out from. */
  readonly curve: ArrivalCurve;
  /** ROI so far, two decimals; null without cost. */
  readonly roi: string | null;
  readonly posterior: RoiPosterior | null;
  readonly tooEarly: boolean;
  readonly daysUntilDecidable: number | null;
  readonly light: Light;
  readonly fuse: Fuse;
  readonly verdict: Verdict;
  /** For `wait`: further orders expected to settle it. */
  readonly moreOrders: number | null;
  readonly freed: FreedMoney;
  readonly reduction: Reduction;
  /** Empty unless the verdict asks for a replacement. */
  readonly candidates: CandidateList;
}

const NO_CANDIDATES: CandidateList = { ranked: [], excluded: [], bestProbability: null };

/** Assesses every collaboration of a workspace as of a day (product.md sections 7, 9 and 10). Same facts, same result. */
export function assessCollaborations(review: ReviewFacts): Assessment[] {
  const curveOf = arrivalCurves(review);
  const priors = tierPriors(review, curveOf);
  const outlooks = tierOutlooks(priors, review);
  const bench = benchCandidates(review, priors, curveOf);
  const filled = new Set(review.collaborations.map(({ campaignId, kolId }) => `${campaignId} ${kolId}`));
  return review.collaborations.map((facts) => {
    const candidates = bench.map((kol): CandidateKol => ({ ...kol, inCampaign: filled.has(`${facts.campaignId} ${kol.kolId}`) }));
    return assessOne(facts, review, { prior: priors.without(facts), curve: curveOf(facts.platform) }, (posterior, freed) =>
      rankCandidates(slotOf(facts, posterior.distribution, freed, review), candidates, outlooks));
  });
}

type FindCandidates = (posterior: RoiPosterior, freed: FreedMoney) => CandidateList;

/** What earlier collaborations teach: of the tier what to expect, of the platform when it comes. */
interface Experience {
  readonly prior: TierPrior;
  readonly curve: ArrivalCurve;
}

function assessOne(facts: CollaborationFacts, review: ReviewFacts, { prior, curve }: Experience, findCandidates: FindCandidates): Assessment {
  const { policy, dataAt } = review;
  const sales = salesSoFar(facts, review.asOf);
  const model = salesFacts(facts, sales, dataAt, curve);
  const posterior = roiPosterior(model, prior, policy);
  const fuse = fuseOf(facts, review);
  const days = daysSincePublication(facts, dataAt);
  const patience = { halfLifeDays: curve.halfLifeDays, tooEarlyBelow: policy.review.tooEarlyBelow };
  const tooEarly = isTooEarly(days, fuse.state === 'tripped', patience);
  const freed = freedMoney(facts.costs, facts.paidMinor);
  const mayReplace = posterior !== null && (fuse.state === 'tripped' || (!tooEarly && posterior.probability.roiBelow15 >= policy.proposals.reduceProbability));
  const candidates = mayReplace ? findCandidates(posterior, freed) : NO_CANDIDATES;
  // Candidates beyond the money are excluded before ranking, so whoever is ranked fits.
  const verdict = decideVerdict(
    { posterior, tooEarly, fuse: fuse.state, bestCandidateProbability: candidates.bestProbability, moneyFits: candidates.ranked.length > 0 },
    policy,
  );
  return {
    facts, sales, model, curve, posterior, tooEarly, fuse, verdict, freed, candidates,
    roi: roiOf(sales.revenueMinor, sales.committedMinor).text,
    daysUntilDecidable: tooEarly ? daysUntilDecidable(days, patience) : null,
    light: lightOf(posterior?.median ?? null, tooEarly, policy.roi),
    moreOrders: verdict.kind === 'wait' ? moreOrdersToSettle(model, prior, policy) : null,
    reduction: reduction(freed, policy.proposals.reduceByShareBasisPoints),
  };
}

/** The fuse over the campaign's completed periods that touch the flight. */
function fuseOf(facts: CollaborationFacts, review: ReviewFacts): Fuse {
  const flight = flightPeriod(facts.startsOn, facts.endsOn);
  const periods = completedReviewPeriods(facts.campaignStartsOn, addDays(review.asOf, 1), review.policy.review)
    .filter(({ period }) => periodDays(overlap(period, flight)) > 0)
    .map(({ period }) => ({ period, revenueMinor: revenueIn(facts, period), costMinor: costAccrued(facts, period) }));
  return runFuse(periods, review.policy.review);
}
