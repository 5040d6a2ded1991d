import type { Kysely } from 'kysely';
import { listCollaborationNames } from '#db/queries/collaboration-pages.server.ts';
import type { Database } from '#db/schema.ts';
import { isPencilled } from '#app/domain/collaboration.ts';
import type { CalendarDay, Period } from '#app/domain/period.ts';
import { periodContains } from '#app/domain/period.ts';
import type { Assessment } from '#app/domain/proposals/assess.ts';
import { assessCollaborations } from '#app/domain/proposals/assess.ts';
import type { RoiAtClose } from '#app/domain/proposals/pooled-roi.ts';
import type { RoiPosterior } from '#app/domain/proposals/posterior.ts';
import type { ReviewFacts } from '#app/domain/proposals/review-facts.ts';
import type { RoiMember } from '#app/domain/proposals/roi-groups.ts';
import { costAccrued, revenueIn } from '#app/domain/proposals/sales.ts';
import { scoreCollaborations } from '#app/domain/scoring/score-collaborations.ts';
import { gatherReviewFacts } from './gather-review-facts.server.ts';
import { sixDecimals } from './review-rows.ts';

export interface AssessedRoi {
  readonly facts: ReviewFacts;
  /** Every collaboration that is not cancelled, as the board counts it, by the order of their ids. */
  readonly members: readonly (RoiMember & { readonly isPencilled: boolean })[];
}

/**
 * ROI of every collaboration from the facts as of the end of a day, to the digits that a review of the day stores: what the board shows of
 * reviewed days, the API, the exports and days without a review are then the same figures.
 * @param period revenue credited and cost accrued in it (product.md section 9) instead of all so far; it should not end after `asOf`
 */
export async function assessRoi(db: Kysely<Database>, { workspaceId, asOf, period }: { workspaceId: string; asOf: CalendarDay; period: Period | null }): Promise<AssessedRoi> {
  const facts = await gatherReviewFacts(db, workspaceId, asOf);
  const assessments = assessCollaborations(facts);
  const cards = new Map(scoreCollaborations(facts).map((card) => [card.collaborationId, card]));
  const names = new Map((await listCollaborationNames(db, workspaceId, assessments.map((one) => one.facts.id))).map((name) => [name.id, name]));
  const members = assessments.map((one) => {
    const { id, kolId, handle, platform, tier, campaignSlug, status } = one.facts;
    const card = cards.get(id);
    return {
      collaborationId: id, kolId, kolName: names.get(id)?.kolName ?? handle, handle, platform, tier, campaignSlug, campaignName: names.get(id)?.campaignName ?? campaignSlug,
      ...salesOf(one, period), committedMinor: one.sales.committedMinor, atClose: shownAtClose(one.posterior), light: one.light, fuse: one.fuse.state, verdict: one.verdict.kind,
      coverageBasisPoints: card ? Math.round(card.coverage * 10_000) : null, policyVersion: facts.policyVersion, isPencilled: isPencilled(status),
    };
  });
  return { facts, members };
}

function salesOf({ facts, sales }: Assessment, period: Period | null): Pick<RoiMember, 'revenueMinor' | 'costMinor' | 'orders'> {
  if (period === null) return { revenueMinor: sales.revenueMinor, costMinor: sales.committedMinor, orders: sales.orders };
  return {
    revenueMinor: revenueIn(facts, period), costMinor: costAccrued(facts, period),
    orders: facts.credits.reduce((sum, credit) => (periodContains(period, credit.day) ? sum + credit.orders : sum), 0),
  };
}

function shownAtClose(posterior: RoiPosterior | null): RoiAtClose | null {
  if (posterior === null) return null;
  const { median, interval90, probability } = posterior;
  return {
    median: sixDecimals(median), interval90: { low: sixDecimals(interval90.low), high: sixDecimals(interval90.high) },
    probability: { roiBelow1: sixDecimals(probability.roiBelow1), roiBelow15: sixDecimals(probability.roiBelow15), roiAtLeast3: sixDecimals(probability.roiAtLeast3) },
  };
}
