import type { Kysely } from 'kysely';
import * as z from 'zod';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { isPencilled } from '#app/domain/collaboration.ts';
import { groupBy } from '#app/domain/group.ts';
import { amountText, sumMinor } from '#app/domain/money.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { dayOf } from '#app/domain/period.ts';
import type { Assessment } from '#app/domain/proposals/assess.ts';
import { assessCollaborations } from '#app/domain/proposals/assess.ts';
import { tierPriors } from '#app/domain/proposals/outlook.ts';
import type { RoiPosterior } from '#app/domain/proposals/posterior.ts';
import { roiPosterior } from '#app/domain/proposals/posterior.ts';
import { poolSales } from '#app/domain/proposals/sales.ts';
import { FUSE_STATES } from '#app/domain/scoring/fuse.ts';
import { lightOf, LIGHTS } from '#app/domain/scoring/light.ts';
import { roiOf } from '#app/domain/scoring/roi.ts';
import { rollUpScores } from '#app/domain/scoring/roll-up.ts';
import { scoreCollaborations } from '#app/domain/scoring/score-collaborations.ts';
import { gatherReviewFacts } from './gather-review-facts.server.ts';
import { settleRollups } from './settle-rollups.server.ts';

export const ROI_GROUPS = ['collaboration', 'kol', 'tier', 'campaign'] as const;
export type RoiGroup = (typeof ROI_GROUPS)[number];

/** What interfaces.md calls a ROI item: amounts are decimal strings, ratios and probabilities plain numbers; what a group does not have is null. */
export const roiItemSchema = z.object({
  campaign: z.string().nullable(), kolId: z.string().nullable(), handle: z.string().nullable(), platform: z.string().nullable(),
  tier: z.string().nullable(), collaborationId: z.string().nullable(), currency: z.string(), revenue: z.string(), cost: z.string(), orders: z.number(),
  roi: z.number().nullable(), roiAtClose: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number(), level: z.number() }).nullable(),
  probability: z.object({ roiBelow1: z.number(), roiBelow15: z.number(), roiAtLeast3: z.number() }).nullable(),
  light: z.enum(LIGHTS), fuse: z.enum(FUSE_STATES), coverage: z.number(), asOf: z.string(), policyVersion: z.int(),
});
export type RoiItem = z.infer<typeof roiItemSchema>;

export interface RoiReportInput {
  readonly workspaceId: string;
  readonly by: RoiGroup;
  readonly campaignSlug?: string | undefined;
  readonly asOf?: CalendarDay | undefined;
}

/** ROI so far and at close, computed from the facts as of the end of a day; one item for each collaboration or group, in a stable order. */
export async function reportRoi(db: Kysely<Database>, input: RoiReportInput, { now }: { now: Date }): Promise<RoiItem[]> {
  await settleRollups(db, { workspaceId: input.workspaceId, now });
  const { timeZone } = await getWorkspace(db, input.workspaceId);
  const facts = await gatherReviewFacts(db, input.workspaceId, input.asOf ?? dayOf(now, timeZone));
  const cards = new Map(scoreCollaborations(facts).map((card) => [card.collaborationId, card]));
  const priors = tierPriors(facts);
  const assessments = assessCollaborations(facts).filter((one) =>
    (input.campaignSlug === undefined || one.facts.campaignSlug === input.campaignSlug) &&
    // A group sums what was committed; a single collaboration is shown whatever its state.
    (input.by === 'collaboration' || !isPencilled(one.facts.status)));

  return [...groupBy(assessments, (one) => groupKey(one, input.by))].map(([, members]): RoiItem => {
    const [first] = members;
    if (!first) throw new Error('a group without members');
    const sum = (pick: (one: Assessment) => number) => sumMinor(members.map(pick));
    const revenueMinor = sum((one) => one.sales.revenueMinor);
    const costMinor = sum((one) => one.sales.committedMinor);
    const pooled = poolSales(members.map((one) => one.model));
    const posterior = input.by === 'collaboration' ? first.posterior : pooled && roiPosterior(pooled, priors.of(first.facts.tier), facts.policy);
    const tooEarly = members.every((one) => one.tooEarly);
    const rollUp = rollUpScores(
      members.flatMap((one) => {
        const card = cards.get(one.facts.id);
        return card ? [{ card, weight: one.sales.committedMinor }] : [];
      }),
      facts.policy.scorecard,
    );
    return {
      ...names(first, input.by),
      currency: facts.currency, revenue: amountText(revenueMinor, facts.currency), cost: amountText(costMinor, facts.currency),
      orders: members.reduce((total, one) => total + one.sales.orders, 0), roi: decimals(roiOf(revenueMinor, costMinor).value),
      ...certainty(posterior),
      light: lightOf(posterior?.median ?? null, tooEarly, facts.policy.roi), fuse: worstFuse(members), coverage: rollUp.coverage,
      asOf: facts.asOf, policyVersion: facts.policyVersion,
    };
  });
}

function groupKey({ facts }: Assessment, by: RoiGroup): string {
  switch (by) {
    case 'collaboration':
      return facts.id;
    case 'kol':
      return facts.kolId;
    case 'tier':
      return facts.tier;
    case 'campaign':
      return facts.campaignSlug;
  }
}

function names({ facts }: Assessment, by: RoiGroup): Pick<RoiItem, 'campaign' | 'kolId' | 'handle' | 'platform' | 'tier' | 'collaborationId'> {
  const one = by === 'collaboration';
  const person = one || by === 'kol';
  return {
    campaign: one || by === 'campaign' ? facts.campaignSlug : null,
    kolId: person ? facts.kolId : null,
    handle: person ? facts.handle : null,
    platform: person ? facts.platform : null,
    tier: person || by === 'tier' ? facts.tier : null,
    collaborationId: one ? facts.id : null,
  };
}

/** Median, 90 % interval and probabilities of a posterior as plain numbers with four decimals. */
export function certainty(posterior: RoiPosterior | null): Pick<RoiItem, 'roiAtClose' | 'interval' | 'probability'> {
  if (!posterior) return { roiAtClose: null, interval: null, probability: null };
  const { roiBelow1, roiBelow15, roiAtLeast3 } = posterior.probability;
  return {
    roiAtClose: fourDecimals(posterior.median),
    interval: { low: fourDecimals(posterior.interval90.low), high: fourDecimals(posterior.interval90.high), level: 0.9 },
    probability: { roiBelow1: fourDecimals(roiBelow1), roiBelow15: fourDecimals(roiBelow15), roiAtLeast3: fourDecimals(roiAtLeast3) },
  };
}

function worstFuse(members: readonly Assessment[]): RoiItem['fuse'] {
  return FUSE_STATES.findLast((state) => members.some((one) => one.fuse.state === state)) ?? 'closed';
}

const fourDecimals = (value: number) => Math.round(value * 10_000) / 10_000;
const decimals = (value: number | null) => (value === null ? null : fourDecimals(value));
