import type { Platform, Tier } from '../kol.ts';
import { TIERS } from '../kol.ts';
import { groupBy } from '../group.ts';
import { dayOf, daysBetween, flightPeriod, laterDay } from '../period.ts';
import type { ArrivalCurve } from './arrival-curve.ts';
import { learnArrivalCurves } from './arrival-curve.ts';
import type { CandidateKol, SlotToFill } from './candidate-eligibility.ts';
import type { FreedMoney } from './freed-money.ts';
import { posteriorDistribution, priorDistribution } from './posterior.ts';
import type { CollaborationFacts, ReviewFacts } from './review-facts.ts';
import type { RoiDistribution } from './roi-distribution.ts';
import { poolSales, salesFacts, salesSoFar } from './sales.ts';
import type { PastCollaboration, TierPrior } from './tier-prior.ts';
import { fitTierPrior } from './tier-prior.ts';

/** The priors of a review: a collaboration is never its own past. */
export interface TierPriors {
  readonly of: (tier: Tier) => TierPrior;
  readonly without: (facts: CollaborationFacts) => TierPrior;
}

export type CurveOf = (platform: Platform) => ArrivalCurve;

/** All that a review learns from the workspace as a whole before it judges anybody. */
export interface Learned {
  readonly curveOf: CurveOf;
  readonly priors: TierPriors;
  readonly outlooks: Readonly<Record<Tier, RoiDistribution>>;
  readonly bench: readonly CandidateKol[];
}

/** Learns once what assessing, candidates and the what-if all ask for. */
export function learnFromPast(review: ReviewFacts): Learned {
  const curveOf = arrivalCurves(review);
  const priors = tierPriors(review, curveOf);
  return { curveOf, priors, outlooks: tierOutlooks(priors, review), bench: benchCandidates(review, priors, curveOf) };
}

/** The platforms' arrival curves from their collaborations whose flight is over. */
export function arrivalCurves(review: ReviewFacts): CurveOf {
  const finished = review.collaborations.flatMap((facts) => {
    if (facts.endsOn >= review.asOf || facts.firstPublishedAt === null) return [];
    const publishedOn = dayOf(facts.firstPublishedAt, review.timeZone);
    const days = facts.credits.flatMap(({ day, orders }) => (day < publishedOn ? [] : [{ age: daysBetween(publishedOn, day), orders }]));
    return [{ platform: facts.platform, days, watchedDays: daysBetween(publishedOn, review.asOf) + 1 }];
  });
  return learnArrivalCurves(finished, review.policy);
}

/** The tiers' priors from their collaborations whose flight is over. */
export function tierPriors(review: ReviewFacts, curveOf: CurveOf = arrivalCurves(review)): TierPriors {
  const past = review.collaborations
    .filter((facts) => facts.endsOn < review.asOf && facts.firstPublishedAt !== null)
    .map((facts) => {
      const sales = salesSoFar(facts, review.asOf);
      const { orders, costMinor, arrivedShare } = salesFacts(facts, sales, review.dataAt, curveOf(facts.platform));
      return { id: facts.id, tier: facts.tier, orders, grossMinor: sales.grossMinor, costMinor, arrivedShare };
    });
  const pastOf = (tier: Tier) => past.filter((one) => one.tier === tier);
  const ids = new Set(past.map((one) => one.id));
  const fit = (collaborations: readonly PastCollaboration[]) =>
    fitTierPrior({ collaborations, orderValueCv: null }, review.currency, review.policy.proposals);
  const whole = { top: fit(pastOf('top')), mid: fit(pastOf('mid')), emerging: fit(pastOf('emerging')) };
  return { of: (tier) => whole[tier], without: ({ id, tier }) => (ids.has(id) ? fit(pastOf(tier).filter((one) => one.id !== id)) : whole[tier]) };
}

/** What is believed of a KOL of each tier who has not sold anything yet. */
export function tierOutlooks(priors: TierPriors, review: ReviewFacts): Readonly<Record<Tier, RoiDistribution>> {
  const outlook = (tier: Tier) => priorDistribution(priors.of(tier), review.policy.proposals);
  return { top: outlook('top'), mid: outlook('mid'), emerging: outlook('emerging') };
}

/** The bench as candidates, each with the outlook of their own past collaborations where they have any. */
export function benchCandidates(review: ReviewFacts, priors: TierPriors, curveOf: CurveOf = arrivalCurves(review)): CandidateKol[] {
  const byKol = groupBy(review.collaborations, (facts) => facts.kolId);
  const medians = new Map(TIERS.map((tier) => [tier, medianEngagement(review, tier)]));
  return review.bench.map((kol) => {
    const median = medians.get(kol.tier) ?? null;
    return {
      kolId: kol.kolId, tier: kol.tier, status: kol.status, priceMinor: kol.priceMinor,
      platforms: [kol.platform], verticals: kol.verticals, exclusiveWith: kol.exclusiveWith, availableFrom: kol.availableFrom,
      inCampaign: false,
      engagementRatio: kol.engagementBasisPoints === null || !median ? null : kol.engagementBasisPoints / median,
      history: pooledOutlook(byKol.get(kol.kolId) ?? [], review, { prior: priors.of(kol.tier), curveOf }),
    };
  });
}

/** The place that a collaboration would leave. */
export function slotOf(facts: CollaborationFacts, incumbent: RoiDistribution, freed: FreedMoney, review: ReviewFacts): SlotToFill {
  // A flight that is over may be taken up by somebody else for the rest of the campaign.
  const flight = flightPeriod(facts.startsOn, laterDay(facts.endsOn, facts.campaignEndsOn));
  return {
    tier: facts.tier, platforms: [facts.platform], verticals: facts.verticals,
    remaining: { startDay: laterDay(flight.startDay, review.asOf), endDay: flight.endDay },
    freedMinor: freed.freedMinor, ownBrands: [review.brandName], incumbent,
  };
}

function medianEngagement(review: ReviewFacts, tier: Tier): number | null {
  const rates = review.bench.flatMap((kol) => (kol.tier === tier && kol.engagementBasisPoints !== null ? [kol.engagementBasisPoints] : [])).sort((a, b) => a - b);
  return rates[Math.floor(rates.length / 2)] ?? null;
}

/** The outlook of a KOL's past collaborations taken as one; null without cost or publication. */
function pooledOutlook(
  past: readonly CollaborationFacts[], review: ReviewFacts, { prior, curveOf }: { prior: TierPrior; curveOf: CurveOf },
): RoiDistribution | null {
  const published = past.filter((facts) => facts.firstPublishedAt !== null);
  const pooled = poolSales(published.map((facts) => salesFacts(facts, salesSoFar(facts, review.asOf), review.dataAt, curveOf(facts.platform))));
  return pooled && posteriorDistribution(pooled, prior, review.policy.proposals);
}
