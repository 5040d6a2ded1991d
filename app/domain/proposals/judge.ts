import { addDays, flightPeriod, overlap, periodDays } from '../period.ts';
import type { Fuse } from '../scoring/fuse.ts';
import { runFuse } from '../scoring/fuse.ts';
import { completedReviewPeriods } from '../scoring/review-period.ts';
import { isTooEarly } from './arrival.ts';
import type { ArrivalCurve } from './arrival-curve.ts';
import type { CandidateList } from './candidates.ts';
import type { FreedMoney } from './freed-money.ts';
import { freedMoney } from './freed-money.ts';
import type { RoiPosterior, SalesFacts } from './posterior.ts';
import { roiPosterior } from './posterior.ts';
import type { CollaborationFacts, ReviewFacts } from './review-facts.ts';
import type { SalesSoFar } from './sales.ts';
import { costAccrued, daysSincePublication, revenueIn, salesFacts, salesSoFar } from './sales.ts';
import type { TierPrior } from './tier-prior.ts';
import type { Verdict } from './verdict.ts';
import { decideVerdict } from './verdict.ts';

/** What earlier collaborations teach: of the tier what to expect, of the platform when it comes. */
export interface Experience {
  readonly prior: TierPrior;
  readonly curve: ArrivalCurve;
}

export type FindCandidates = (facts: CollaborationFacts, posterior: RoiPosterior, freed: FreedMoney) => CandidateList;

/** How a collaboration's sales are to be judged: how sure its ROI is, its fuse, and the verdict with who could take over. */
export interface Judgement {
  readonly sales: SalesSoFar;
  /** The model's inputs, kept as evidence. */
  readonly model: SalesFacts;
  readonly posterior: RoiPosterior | null;
  readonly tooEarly: boolean;
  readonly fuse: Fuse;
  readonly verdict: Verdict;
  readonly freed: FreedMoney;
  /** Empty unless the verdict asks for a replacement. */
  readonly candidates: CandidateList;
}

const NO_CANDIDATES: CandidateList = { ranked: [], excluded: [], bestProbability: null };

/** Judges one collaboration by its credits (product.md sections 9 and 10). `coarseness` as in `roiDistribution`. */
export function judge(facts: CollaborationFacts, review: ReviewFacts, { prior, curve }: Experience, findCandidates: FindCandidates, coarseness = 1): Judgement {
  const { policy, dataAt } = review;
  const sales = salesSoFar(facts, review.asOf);
  const model = salesFacts(facts, sales, dataAt, curve);
  const posterior = roiPosterior(model, prior, policy, coarseness);
  const fuse = fuseOf(facts, review);
  const tooEarly = isTooEarly(daysSincePublication(facts, dataAt), fuse.state === 'tripped', patienceOf(curve, review));
  const freed = freedMoney(facts.costs, facts.paidMinor);
  const mayReplace = posterior !== null && (fuse.state === 'tripped' || (!tooEarly && posterior.probability.roiBelow15 >= policy.proposals.reduceProbability));
  const candidates = mayReplace ? findCandidates(facts, posterior, freed) : NO_CANDIDATES;
  // Candidates beyond the money are excluded before ranking, so whoever is ranked fits.
  const verdict = decideVerdict(
    { posterior, tooEarly, fuse: fuse.state, bestCandidateProbability: candidates.bestProbability, moneyFits: candidates.ranked.length > 0 },
    policy,
  );
  return { sales, model, posterior, tooEarly, fuse, verdict, freed, candidates };
}

/** When a collaboration on a platform is too early to judge. */
export function patienceOf(curve: ArrivalCurve, { policy }: ReviewFacts) {
  return { halfLifeDays: curve.halfLifeDays, tooEarlyBelow: policy.review.tooEarlyBelow };
}

/** The fuse over the campaign's completed periods that touch the flight. */
export function fuseOf(facts: CollaborationFacts, review: ReviewFacts): Fuse {
  const flight = flightPeriod(facts.startsOn, facts.endsOn);
  const periods = completedReviewPeriods(facts.campaignStartsOn, addDays(review.asOf, 1), review.policy.review)
    .filter(({ period }) => periodDays(overlap(period, flight)) > 0)
    .map(({ period }) => ({ period, revenueMinor: revenueIn(facts, period), costMinor: costAccrued(facts, period) }));
  return runFuse(periods, review.policy.review, facts.fuseResetOn ?? null);
}
