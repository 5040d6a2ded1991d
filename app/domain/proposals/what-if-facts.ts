import { isPencilled } from '../collaboration.ts';
import { addDays } from '../period.ts';
import type { Assessment } from './assess.ts';
import type { CandidateKol } from './candidate-eligibility.ts';
import { exclusionsOf } from './candidate-eligibility.ts';
import { candidateOutlook } from './candidates.ts';
import type { Learned } from './outlook.ts';
import type { ReviewFacts } from './review-facts.ts';
import type { RoiDistribution } from './roi-distribution.ts';
import type { MovableCandidate, MovableCollaboration, RoiBelief } from './what-if.ts';

/** A slot that asks for nothing in particular: whoever fits it fits the campaign in general. */
const ANY_FIT = 0.5;

/**
 * The collaborations of a campaign whose money may be moved. Too early to judge: left as it is; a tripped fuse takes nothing more; an ended
 * one is what it is.
 * @param capacityShare how much more a partner can take on, as a share of what they have
 */
export function movableCollaborations(assessments: readonly Assessment[], campaignSlug: string, capacityShare: number): MovableCollaboration[] {
  return assessments.flatMap((one): MovableCollaboration[] => {
    const { facts, posterior, sales } = one;
    if (facts.campaignSlug !== campaignSlug || facts.status === 'cancelled' || posterior === null) return [];
    const isOver = facts.status === 'ended';
    const mayGrow = facts.status === 'live' && !one.tooEarly && one.fuse.state !== 'tripped';
    return [{
      id: facts.id, tier: facts.tier, committedMinor: sales.committedMinor, roi: beliefOf(posterior.distribution),
      freedMinor: isOver || (one.tooEarly && !isPencilled(facts.status)) ? 0 : Math.min(one.freed.freedMinor, sales.committedMinor),
      capacityMinor: mayGrow ? Math.round(sales.committedMinor * capacityShare) : 0,
    }];
  });
}

/** Whoever on the bench can join the campaign before it ends, for a known price and bound to no competitor. */
export function movableCandidates(
  review: ReviewFacts, campaign: { readonly slug: string; readonly endsOn: string }, learned: Pick<Learned, 'bench' | 'outlooks'>,
): MovableCandidate[] {
  const inCampaign = new Set(review.collaborations.flatMap((one) => (one.campaignSlug === campaign.slug ? [one.kolId] : [])));
  return learned.bench.flatMap((bench): MovableCandidate[] => {
    const kol: CandidateKol = { ...bench, inCampaign: inCampaign.has(bench.kolId) };
    const slot = {
      tier: kol.tier, platforms: [], verticals: [], remaining: { startDay: review.asOf, endDay: addDays(campaign.endsOn, 1) },
      freedMinor: Number.MAX_SAFE_INTEGER, ownBrands: [review.brandName],
    };
    if (exclusionsOf(kol, slot).length > 0) return [];
    return [{
      kolId: kol.kolId, tier: kol.tier, priceMinor: Number(kol.priceMinor), isPilot: kol.history === null,
      roi: beliefOf(candidateOutlook(kol, ANY_FIT, learned.outlooks[kol.tier])),
    }];
  });
}

function beliefOf({ mean, variance }: RoiDistribution): RoiBelief {
  return { mean, variance };
}
