import type { Kysely } from 'kysely';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { listPeriodFuseSteps, listPeriodProposals } from '#db/queries/review-report.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { Tier } from '#app/domain/kol.ts';
import { TIERS } from '#app/domain/kol.ts';
import { sumMinor } from '#app/domain/money.ts';
import { addDays, dayOf, earlierDay, startOfDay } from '#app/domain/period.ts';
import { groupRoi, totalRoi } from '#app/domain/proposals/roi-groups.ts';
import { ratioText } from '#app/domain/ratio.ts';
import type { Light } from '#app/domain/scoring/light.ts';
import { LIGHTS_BEST_FIRST } from '#app/domain/scoring/light.ts';
import { reviewPeriod } from '#app/domain/scoring/review-period.ts';
import { assessRoi } from './assess-roi.server.ts';
import { reportSwaps } from './report-swaps.server.ts';

export interface ReviewReportQuestion {
  readonly workspaceId: string;
  readonly campaignSlug: string;
  /** 1 for the campaign's first period. */
  readonly periodNumber: number;
}

/**
 * The report of a campaign's review period (product.md section 13): results by tier, lights that changed, what the period did to the fuses,
 * proposals with decisions, money moved, and predicted against actual of earlier swaps. It is read from the facts as of the period's end, so the
 * same facts give the same report. Null for an unknown campaign and a period that has not begun.
 */
export async function reportReview(db: Kysely<Database>, { workspaceId, campaignSlug, periodNumber }: ReviewReportQuestion, { now }: { now: Date }) {
  const [campaign, { currency, timeZone }] = await Promise.all([findCampaignDetail(db, workspaceId, campaignSlug), getWorkspace(db, workspaceId)]);
  if (!campaign) return null;
  const today = dayOf(now, timeZone);
  const { facts } = await assessRoi(db, { workspaceId, asOf: today, period: null });
  const { period } = reviewPeriod(campaign.startsOn, periodNumber, facts.policy.review);
  if (period.startDay > today) return null;
  const asOf = earlierDay(today, addDays(period.endDay, -1));
  const until = startOfDay(period.endDay, timeZone);
  const [end, start, fuseSteps, proposals, swaps] = await Promise.all([
    assessRoi(db, { workspaceId, asOf, period }),
    assessRoi(db, { workspaceId, asOf: addDays(period.startDay, -1), period: null }),
    listPeriodFuseSteps(db, workspaceId, { campaignSlug, startDay: period.startDay }),
    listPeriodProposals(db, workspaceId, { campaignSlug, ...period, from: startOfDay(period.startDay, timeZone), until }),
    reportSwaps(db, { workspaceId, asOf, campaignSlug, decidedBefore: until }),
  ]);
  const members = end.members.filter((member) => member.campaignSlug === campaignSlug && !member.isPencilled);
  const before = new Map(start.members.map((member) => [member.collaborationId, member.light]));
  const moved = swaps.filter((swap) => swap.decidedAt >= startOfDay(period.startDay, timeZone));
  return {
    campaign: { slug: campaign.slug, name: campaign.name }, periodNumber, startDay: period.startDay, lastDay: addDays(period.endDay, -1), asOf, isOver: asOf < today || period.endDay <= today,
    currency, policyVersion: facts.policyVersion,
    tiers: groupRoi(members, 'tier', facts.policy.roi).sort((a, b) => placeOf(a.tier) - placeOf(b.tier)), total: totalRoi(members, facts.policy.roi), lights: lightCounts(members),
    lightChanges: members.flatMap(({ collaborationId, kolName, tier, light, atClose }) => {
      const was = before.get(collaborationId) ?? 'grey';
      return was === light ? [] : [{ collaborationId, kolName, tier, before: was, after: light, atClose }];
    }),
    fuseSteps: fuseSteps.map((step) => ({ ...step, roi: ratioText(step.revenueMinor, step.costMinor) })),
    proposals, moved, movedMinor: sumMinor(moved.map((swap) => swap.moneyMinor)), releasedMinor: sumMinor(moved.map((swap) => swap.releasedMinor ?? 0)), swaps,
  };
}

export type ReviewReport = NonNullable<Awaited<ReturnType<typeof reportReview>>>;

/** Top first. */
const placeOf = (tier: Tier | null) => (tier === null ? TIERS.length : TIERS.indexOf(tier));

function lightCounts(members: readonly { readonly light: Light }[]) {
  return LIGHTS_BEST_FIRST.map((light) => ({ light, count: members.filter((member) => member.light === light).length }));
}
