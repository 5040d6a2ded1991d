import type { Kysely } from 'kysely';
import * as z from 'zod';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { groupBy } from '#app/domain/group.ts';
import { amountText } from '#app/domain/money.ts';
import type { CalendarDay, Period } from '#app/domain/period.ts';
import { addDays, dayOf, earlierDay } from '#app/domain/period.ts';
import type { RoiAtClose } from '#app/domain/proposals/pooled-roi.ts';
import type { RoiLine } from '#app/domain/proposals/roi-groups.ts';
import { groupRoi, roiKey } from '#app/domain/proposals/roi-groups.ts';
import { FUSE_STATES } from '#app/domain/scoring/fuse.ts';
import { LIGHTS } from '#app/domain/scoring/light.ts';
import { roiOf } from '#app/domain/scoring/roi.ts';
import { assessRoi } from './assess-roi.server.ts';
import { settleRollups } from './settle-rollups.server.ts';

export const ROI_GROUPS = ['collaboration', 'kol', 'tier', 'campaign'] as const;
export type RoiGroup = (typeof ROI_GROUPS)[number];

/** What interfaces.md calls a ROI item: amounts are decimal strings, ratios and probabilities plain numbers; what a group does not have is null. */
export const roiItemSchema = z.object({
  campaign: z.string().nullable(), kolId: z.string().nullable(), handle: z.string().nullable(), platform: z.string().nullable(),
  tier: z.string().nullable(), collaborationId: z.string().nullable(), currency: z.string(), revenue: z.string(), cost: z.string(), orders: z.number(),
  roi: z.number().nullable(), profitRoi: z.number().nullable(), roiAtClose: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number(), level: z.number() }).nullable(),
  probability: z.object({ roiBelow1: z.number(), roiBelow15: z.number(), roiAtLeast3: z.number() }).nullable(),
  light: z.enum(LIGHTS), fuse: z.enum(FUSE_STATES), coverage: z.number(), asOf: z.string(), policyVersion: z.int(),
  period: z.object({ from: z.string(), through: z.string() }).nullable(),
});
export type RoiItem = z.infer<typeof roiItemSchema>;

export interface RoiReportInput {
  readonly workspaceId: string;
  readonly by: RoiGroup;
  readonly campaignSlug?: string | undefined;
  readonly asOf?: CalendarDay | undefined;
  /** Revenue credited and cost accrued in these days only; ROI at close is then as of the last of them. */
  readonly period?: Period | undefined;
}

/** ROI so far and at close, computed from the facts as of the end of a day; one item for each collaboration or group, in a stable order. */
export async function reportRoi(db: Kysely<Database>, input: RoiReportInput, { now }: { now: Date }): Promise<RoiItem[]> {
  const { workspaceId, by, campaignSlug, period = null } = input;
  await settleRollups(db, { workspaceId, now });
  const { timeZone } = await getWorkspace(db, workspaceId);
  const today = dayOf(now, timeZone);
  const asOf = input.asOf ?? (period === null ? today : earlierDay(today, addDays(period.endDay, -1)));
  const { facts, members } = await assessRoi(db, { workspaceId, asOf, period });
  const asked = members.filter((one) =>
    (campaignSlug === undefined || one.campaignSlug === campaignSlug) &&
    // A group sums what was committed; a single collaboration is shown whatever its state.
    (by === 'collaboration' || !one.isPencilled));
  const firsts = groupBy(asked, (one) => roiKey(one, by));
  return groupRoi(asked, by, facts.policy.roi).map((line) => ({
    ...roiItem(line, { currency: facts.currency, asOf, period }), ...namesOf(firsts.get(line.key)?.[0] ?? line, by),
  }));
}

/** A row of the board as an item. */
export function roiItem(line: RoiLine, { currency, asOf, period }: { readonly currency: string; readonly asOf: CalendarDay; readonly period: Period | null }): RoiItem {
  const { campaignSlug, kolId, handle, platform, tier, collaborationId, atClose } = line;
  return {
    campaign: campaignSlug, kolId, handle, platform, tier, collaborationId, currency,
    revenue: amountText(line.revenueMinor, currency), cost: amountText(line.costMinor, currency), orders: line.orders,
    roi: decimals(roiOf(line.revenueMinor, line.costMinor).value), profitRoi: line.profitRoi === null ? null : Number(line.profitRoi), ...certainty(atClose),
    light: line.light, fuse: line.fuse, coverage: (line.coverageBasisPoints ?? 0) / 10_000, asOf, policyVersion: line.policyVersion,
    period: period && { from: period.startDay, through: addDays(period.endDay, -1) },
  };
}

/** What a row stands for; of a KOL with several accounts the first's handle. */
function namesOf(first: Pick<RoiLine, 'campaignSlug' | 'kolId' | 'handle' | 'platform' | 'tier' | 'collaborationId'>, by: RoiGroup) {
  const one = by === 'collaboration';
  const person = one || by === 'kol';
  return {
    campaign: one || by === 'campaign' ? first.campaignSlug : null,
    kolId: person ? first.kolId : null,
    handle: person ? first.handle : null,
    platform: person ? first.platform : null,
    tier: person || by === 'tier' ? first.tier : null,
    collaborationId: one ? first.collaborationId : null,
  };
}

/** Median, 90 % interval and probabilities of an ROI at close as plain numbers with four decimals. */
export function certainty(atClose: RoiAtClose | null): Pick<RoiItem, 'roiAtClose' | 'interval' | 'probability'> {
  if (!atClose) return { roiAtClose: null, interval: null, probability: null };
  const { roiBelow1, roiBelow15, roiAtLeast3 } = atClose.probability;
  return {
    roiAtClose: fourDecimals(atClose.median),
    interval: { low: fourDecimals(atClose.interval90.low), high: fourDecimals(atClose.interval90.high), level: 0.9 },
    probability: { roiBelow1: fourDecimals(roiBelow1), roiBelow15: fourDecimals(roiBelow15), roiAtLeast3: fourDecimals(roiAtLeast3) },
  };
}

const fourDecimals = (value: number) => Math.round(value * 10_000) / 10_000;
const decimals = (value: number | null) => (value === null ? null : fourDecimals(value));
