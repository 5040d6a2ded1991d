import { dayOf } from '../period.ts';
import type { CollaborationFacts, ReviewFacts } from '../proposals/review-facts.ts';
import { salesSoFar } from '../proposals/sales.ts';
import type { ContentAtAge } from './age.ts';
import { contentAtEveryAge, contentAtLatestAge } from './age.ts';
import type { MetricInputs } from './metrics.ts';
import { metricValues } from './metrics.ts';
import type { PeerObservation } from './peer-group.ts';
import { buildPeerIndex } from './peer-group.ts';
import type { Scorecard } from './scorecard.ts';
import { scoreCollaboration } from './scorecard.ts';

const MS_PER_HOUR = 3_600_000;

/** The cards of every collaboration as of a day, each held against all others (product.md section 8). Same facts, same bytes. */
export function scoreCollaborations(review: ReviewFacts): Scorecard[] {
  const { dataAt, policy, policyVersion, currency } = review;
  const peers = buildPeerIndex(review.collaborations.flatMap((facts) => observationsOf(facts, review)), dataAt, policy.scorecard);
  return review.collaborations.map((facts) => {
    const latest = contentAtLatestAge(facts.posts, dataAt, policy.scorecard.ageHours);
    return scoreCollaboration({
      collaborationId: facts.id, tier: facts.tier, platform: facts.platform, ageHours: latest?.ageHours ?? null,
      inputs: inputsAt(facts, latest, review), peers, reportingCurrency: currency, policy, policyVersion, dataAt,
    });
  });
}

function observationsOf(facts: CollaborationFacts, review: ReviewFacts): PeerObservation[] {
  return contentAtEveryAge(facts.posts, review.dataAt, review.policy.scorecard.ageHours).flatMap((content) => {
    const reachedAt = reachedAge(facts, content.ageHours);
    if (reachedAt === null) return [];
    const values = metricValues(inputsAt(facts, content, review));
    return [{ collaborationId: facts.id, tier: facts.tier, platform: facts.platform, ageHours: content.ageHours, reachedAt, values }];
  });
}

function reachedAge(facts: CollaborationFacts, ageHours: number): Date | null {
  return facts.firstPublishedAt === null ? null : new Date(facts.firstPublishedAt.getTime() + ageHours * MS_PER_HOUR);
}

/** Content counts at an age, with the clicks, orders and revenue up to the day on which the collaboration reached it. */
function inputsAt(facts: CollaborationFacts, content: ContentAtAge | null, review: ReviewFacts): MetricInputs {
  const reachedAt = content && reachedAge(facts, content.ageHours);
  const throughDay = reachedAt ? dayOf(reachedAt, review.timeZone) : review.asOf;
  const credits = facts.credits.filter((credit) => credit.day <= throughDay);
  const clicks = facts.clicks.filter((click) => click.day <= throughDay);
  const sum = <Row>(rows: readonly Row[], pick: (row: Row) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const counts = content?.counts;
  return {
    views: counts?.views ?? null, impressions: counts?.impressions ?? null, likes: counts?.likes ?? null,
    comments: counts?.comments ?? null, shares: counts?.shares ?? null, saves: counts?.saves ?? null,
    positiveComments: counts?.positiveComments ?? null, neutralComments: counts?.neutralComments ?? null,
    negativeComments: counts?.negativeComments ?? null,
    // Nobody clicked yet is known only once somebody could have: after a first click was ever seen.
    clicks: facts.clicks.length > 0 ? sum(clicks, (click) => click.clicks) : null,
    orders: sum(credits, (credit) => credit.orders),
    identifiedOrders: sum(credits, (credit) => credit.knownCustomerOrders),
    newCustomers: sum(credits, (credit) => credit.newCustomerOrders),
    revenueMinor: sum(credits, (credit) => credit.revenueMinor),
    costMinor: salesSoFar(facts, review.asOf).committedMinor,
  };
}
