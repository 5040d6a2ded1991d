import type { KolStatus, Platform, Tier } from '../kol.ts';
import { tierBelow } from '../kol.ts';
import type { CalendarDay, Period } from '../period.ts';
import { laterDay } from '../period.ts';
import type { RoiDistribution } from './roi-distribution.ts';

/** The place that would become free. */
export interface SlotToFill {
  readonly tier: Tier;
  /** Of the incumbent. Empty means not known, and then excludes nobody. */
  readonly platforms: readonly Platform[];
  readonly verticals: readonly string[];
  /** What is left of the flight; empty when nothing is. */
  readonly remaining: Period;
  /** What `freedMoney` says, in minor units of the reporting currency. */
  readonly freedMinor: number;
  /** Names of the workspace's own brand: an exclusivity with these is no conflict. */
  readonly ownBrands: readonly string[];
  /** ROI expected of the incumbent at close. */
  readonly incumbent: RoiDistribution;
}

/** A KOL who might take the place. */
export interface CandidateKol {
  readonly kolId: string;
  readonly tier: Tier;
  readonly status: KolStatus;
  /** Price of one collaboration in minor units of the reporting currency; null when unknown. */
  readonly priceMinor: number | null;
  readonly platforms: readonly Platform[];
  readonly verticals: readonly string[];
  /** Brands to which the KOL is bound. */
  readonly exclusiveWith: readonly string[];
  readonly availableFrom: CalendarDay | null;
  /** Already fills a slot of the campaign. */
  readonly inCampaign: boolean;
  /** Engagement rate over the median of the tier's bench; null when unknown. */
  readonly engagementRatio: number | null;
  /** What the KOL's own past collaborations say; null without history. */
  readonly history: RoiDistribution | null;
}

export const EXCLUSION_CODES = [
  'blocked', 'not_on_bench', 'already_in_campaign', 'tier_mismatch', 'no_shared_platform', 'no_shared_vertical',
  'flight_over', 'not_available', 'exclusive_with_competitor', 'price_unknown', 'price_above_freed', 'no_pair',
] as const;
export type ExclusionCode = (typeof EXCLUSION_CODES)[number];

/** Why a KOL cannot take the place, with the value that decided. */
export interface Exclusion {
  readonly code: ExclusionCode;
  readonly detail: string | number | null;
}

/**
 * Every reason that keeps a KOL out of a slot (product.md section 10); none means that the KOL may stand in: alone from the
 * slot's tier, as one of two from the tier below. The money of a pair is the business of the ranking.
 */
export function exclusionsOf(kol: CandidateKol, slot: Omit<SlotToFill, 'incumbent'>): Exclusion[] {
  const competitor = kol.exclusiveWith.find((brand) => !slot.ownBrands.some((own) => sameName(own, brand)));
  const price = kol.priceMinor;
  const found: (Exclusion | false)[] = [
    kol.status === 'blocked' && { code: 'blocked', detail: null },
    (kol.status === 'active' || kol.status === 'archived') && { code: 'not_on_bench', detail: null },
    kol.inCampaign && { code: 'already_in_campaign', detail: null },
    kol.tier !== slot.tier && kol.tier !== tierBelow(slot.tier) && { code: 'tier_mismatch', detail: kol.tier },
    overlapShare(slot.platforms, kol.platforms) === 0 && { code: 'no_shared_platform', detail: kol.platforms.join(';') },
    overlapShare(slot.verticals, kol.verticals) === 0 && { code: 'no_shared_vertical', detail: kol.verticals.join(';') },
    ...availability(kol, slot.remaining),
    competitor !== undefined && { code: 'exclusive_with_competitor', detail: competitor },
    (price === null || price <= 0) && { code: 'price_unknown', detail: null },
    price !== null && kol.tier === slot.tier && price > slot.freedMinor && { code: 'price_above_freed', detail: price },
  ];
  return found.filter((exclusion) => exclusion !== false);
}

function availability({ availableFrom }: CandidateKol, remaining: Period): Exclusion[] {
  if (remaining.startDay >= remaining.endDay) return [{ code: 'flight_over', detail: remaining.endDay }];
  const from = laterDay(availableFrom ?? remaining.startDay, remaining.startDay);
  return from >= remaining.endDay ? [{ code: 'not_available', detail: from }] : [];
}

/** Verticals weigh a little more than platforms: an audience follows a subject across platforms more easily than the reverse. */
const VERTICAL_WEIGHT = 0.6;

/** How well a KOL matches the slot, 0..1: what share of the incumbent's verticals and platforms they cover; unknown counts half. */
export function fitOf(kol: Pick<CandidateKol, 'platforms' | 'verticals'>, slot: Pick<SlotToFill, 'platforms' | 'verticals'>): number {
  const verticals = overlapShare(slot.verticals, kol.verticals) ?? 0.5;
  const platforms = overlapShare(slot.platforms, kol.platforms) ?? 0.5;
  return VERTICAL_WEIGHT * verticals + (1 - VERTICAL_WEIGHT) * platforms;
}

/** Share of the wanted names that are offered; null when either side is not known. */
function overlapShare(wanted: readonly string[], offered: readonly string[]): number | null {
  if (wanted.length === 0 || offered.length === 0) return null;
  return wanted.filter((name) => offered.some((other) => sameName(name, other))).length / wanted.length;
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
