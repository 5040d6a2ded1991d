import { isPencilled } from '../collaboration.ts';
import { groupBy } from '../group.ts';
import type { CalendarDay } from '../period.ts';
import { addDays, startOfDay } from '../period.ts';
import type { Policy } from '../policy.ts';
import type { Fuse, FuseState } from '../scoring/fuse.ts';
import type { Light } from '../scoring/light.ts';
import { lightOf } from '../scoring/light.ts';
import { completedReviewPeriods } from '../scoring/review-period.ts';
import { isTooEarly } from './arrival.ts';
import { fuseOf, patienceOf } from './judge.ts';
import { arrivalCurves, tierPriors } from './outlook.ts';
import { posteriorDistribution } from './posterior.ts';
import type { CollaborationFacts, ReviewFacts } from './review-facts.ts';
import { QUICK_COARSENESS, roiQuantile } from './roi-distribution.ts';
import { daysSincePublication, salesFacts, salesSoFar } from './sales.ts';

/** A day on which collaborations were due for review, with their ids. */
export interface PastReview {
  readonly day: CalendarDay;
  readonly collaborationIds: ReadonlySet<string>;
}

/**
 * The last days of the review periods that ended within `days` up to the as-of day, each with the collaborations of its campaigns that had
 * begun; of a campaign no period that began after its end. The as-of day itself is not among them: it is reviewed in full.
 */
export function pastReviews(review: ReviewFacts, days: number): PastReview[] {
  const since = addDays(review.asOf, -days);
  const due = review.collaborations.filter(({ status }) => !isPencilled(status)).flatMap((facts) =>
    completedReviewPeriods(facts.campaignStartsOn, review.asOf, review.policy.review)
      .filter(({ period }) => period.startDay <= facts.campaignEndsOn)
      .map(({ period }) => ({ id: facts.id, day: addDays(period.endDay, -1) }))
      .filter(({ day }) => day > since && day >= facts.startsOn));
  return [...groupBy(due, ({ day }) => day)]
    .map(([day, all]) => ({ day, collaborationIds: new Set(all.map(({ id }) => id)) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/**
 * The facts as they stood at the end of an earlier day, as far as they carry a date: what was credited, clicked, captured and published
 * by then. Costs, states and the bench are those of today, for they are kept without a past.
 */
export function factsAsOf(review: ReviewFacts, day: CalendarDay): ReviewFacts {
  const dataAt = startOfDay(addDays(day, 1), review.timeZone);
  const collaborations = review.collaborations.map((facts): CollaborationFacts => ({
    ...facts,
    credits: facts.credits.filter((credit) => credit.day <= day),
    clicks: facts.clicks.filter((click) => click.day <= day),
    firstPublishedAt: facts.firstPublishedAt !== null && facts.firstPublishedAt < dataAt ? facts.firstPublishedAt : null,
  }));
  return { ...review, asOf: day, dataAt, collaborations };
}

/** The same workspace under two policies. */
export interface PolicyPair {
  readonly before: ReviewFacts;
  readonly after: ReviewFacts;
}

/** The lights of the collaborations of a past review under both policies, by id. */
export function lightsAsOf(pair: PolicyPair, past: PastReview): Map<string, { readonly before: Light; readonly after: Light }> {
  const before = lightsOf(factsAsOf(pair.before, past.day));
  const after = lightsOf(factsAsOf(pair.after, past.day));
  // Where only thresholds differ, what is expected of a collaboration does not.
  const isShared = sameModel(pair.before.policy, pair.after.policy);
  return new Map([...past.collaborationIds].flatMap((id) => {
    const [own, under] = [before.factsOf.get(id), after.factsOf.get(id)];
    if (!own || !under) return [];
    const medianBefore = once(() => before.expected(own));
    const medianAfter = isShared ? medianBefore : once(() => after.expected(under));
    return [[id, { before: before.light(own, medianBefore), after: after.light(under, medianAfter) }] as const];
  }));
}

function lightsOf(then: ReviewFacts) {
  const curveOf = arrivalCurves(then);
  const priors = tierPriors(then, curveOf);
  return {
    factsOf: new Map(then.collaborations.map((facts) => [facts.id, facts])),
    /** Median of the ROI expected at close; null without cost. */
    expected: (facts: CollaborationFacts): number | null => {
      const model = salesFacts(facts, salesSoFar(facts, then.asOf), then.dataAt, curveOf(facts.platform));
      const distribution = posteriorDistribution(model, priors.without(facts), then.policy.proposals, QUICK_COARSENESS);
      return distribution && roiQuantile(distribution, 0.5);
    },
    light: (facts: CollaborationFacts, median: () => number | null): Light => {
      const patience = patienceOf(curveOf(facts.platform), then);
      const tooEarly = isTooEarly(daysSincePublication(facts, then.dataAt), fuseOf(facts, then).state === 'tripped', patience);
      return tooEarly ? 'grey' : lightOf(median(), tooEarly, then.policy.roi);
    },
  };
}

/** A value that is worked out when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** The state of a fuse after the periods that were over by the end of a day. */
export function fuseAsOf(fuse: Fuse, day: CalendarDay): FuseState {
  return fuse.steps.findLast(({ period }) => period.endDay <= addDays(day, 1))?.stateAfter ?? 'closed';
}

/** Whether the ROI expected at close comes out the same under two policies: they share every input of the model. */
function sameModel(a: Policy, b: Policy): boolean {
  return modelInputs(a) === modelInputs(b);
}

function modelInputs({ attribution, review, proposals }: Policy): string {
  const { priorRoi, priorShape, minimumTierCollaborations, orderValueCv, orderValuePriorOrders, refundPriorRefunded, refundPriorKept } = proposals;
  return JSON.stringify([
    attribution.model, review.arrivalHalfLifeDays, priorRoi, priorShape, minimumTierCollaborations, orderValueCv, orderValuePriorOrders, refundPriorRefunded, refundPriorKept,
  ]);
}
