import * as z from 'zod';
import type { CalendarDay } from './period.ts';
import { daysBetween, isCalendarDay } from './period.ts';

/** Where an asset may be shown again. */
export const RIGHTS_CHANNELS = ['own_social', 'product_page', 'paid_ads', 'live_stream', 'email', 'press', 'offline'] as const;
export type RightsChannel = (typeof RIGHTS_CHANNELS)[number];
export const rightsChannelSchema = z.enum(RIGHTS_CHANNELS);

/** `WW` is everywhere, the others are regions by ISO 3166-1 alpha-2. */
export const TERRITORIES = ['WW', 'CN', 'HK', 'MO', 'TW', 'JP', 'KR', 'SG', 'MY', 'TH', 'VN', 'ID', 'PH', 'AU', 'NZ', 'US', 'CA', 'MX', 'BR', 'GB', 'IE', 'DE', 'FR', 'IT', 'ES', 'NL', 'AE', 'SA'] as const;
export type Territory = (typeof TERRITORIES)[number];
export const territorySchema = z.enum(TERRITORIES);
export const WORLDWIDE: Territory = 'WW';

/** What a KOL granted for an asset. `untilDay` is the last day, inclusive; null for good. */
export interface UsageGrant {
  readonly id: string;
  readonly channels: readonly RightsChannel[];
  readonly territories: readonly Territory[];
  readonly fromDay: CalendarDay;
  readonly untilDay: CalendarDay | null;
  readonly isExclusive: boolean;
  /** Must be shown with the asset; '' for none. */
  readonly creditLine: string;
  /** Where the contract says so: "HT-2026-014, page 3". */
  readonly contractPage: string;
}

export interface UsageQuestion {
  readonly channel: RightsChannel;
  readonly territory: Territory;
  readonly on: CalendarDay;
}

/** Which clause refuses a use; `grantId` names the grant that comes closest. */
export type RightsRefusal =
  | { readonly clause: 'none' }
  | { readonly clause: 'channel'; readonly grantId: string; readonly channels: readonly RightsChannel[] }
  | { readonly clause: 'territory'; readonly grantId: string; readonly territories: readonly Territory[] }
  | { readonly clause: 'not_yet'; readonly grantId: string; readonly day: CalendarDay }
  | { readonly clause: 'ended'; readonly grantId: string; readonly day: CalendarDay };

export type RightsAnswer = { readonly allowed: true; readonly grant: UsageGrant } | { readonly allowed: false; readonly refusal: RightsRefusal };

/** How far a grant fits before a clause refuses: the further, the closer it came. */
const CLAUSE_ORDER = ['channel', 'territory', 'not_yet', 'ended'] as const;

/**
 * Whether a use is granted, by the grant that lasts longest among those that allow it; else the clause that refuses, of the grant that comes
 * closest (product.md section 11). One grant must hold all of channel, territory and day: two halves make no right.
 */
export function rightsAllow(grants: readonly UsageGrant[], question: UsageQuestion): RightsAnswer {
  let best: UsageGrant | null = null;
  let closest: Exclude<RightsRefusal, { clause: 'none' }> | null = null;
  for (const grant of grants) {
    const refusal = refusalOf(grant, question);
    if (refusal === null) best = best === null || lastsLonger(grant, best) ? grant : best;
    else if (closest === null || isCloser(refusal, closest)) closest = refusal;
  }
  if (best !== null) return { allowed: true, grant: best };
  return { allowed: false, refusal: closest ?? { clause: 'none' } };
}

function refusalOf(grant: UsageGrant, { channel, territory, on }: UsageQuestion): Exclude<RightsRefusal, { clause: 'none' }> | null {
  if (!grant.channels.includes(channel)) return { clause: 'channel', grantId: grant.id, channels: grant.channels };
  if (!coversTerritory(grant.territories, territory)) return { clause: 'territory', grantId: grant.id, territories: grant.territories };
  if (on < grant.fromDay) return { clause: 'not_yet', grantId: grant.id, day: grant.fromDay };
  if (grant.untilDay !== null && on > grant.untilDay) return { clause: 'ended', grantId: grant.id, day: grant.untilDay };
  return null;
}

/** Worldwide covers each region; no list of regions covers the world. */
function coversTerritory(granted: readonly Territory[], asked: Territory): boolean {
  return granted.includes(WORLDWIDE) || granted.includes(asked);
}

function lastsLonger(a: UsageGrant, b: UsageGrant): boolean {
  if (b.untilDay === null) return false;
  return a.untilDay === null || a.untilDay > b.untilDay;
}

/** A later clause came further; of two that ended the later end, of two that have not begun the earlier beginning. */
function isCloser(a: Exclude<RightsRefusal, { clause: 'none' }>, b: Exclude<RightsRefusal, { clause: 'none' }>): boolean {
  if (a.clause !== b.clause) return CLAUSE_ORDER.indexOf(a.clause) > CLAUSE_ORDER.indexOf(b.clause);
  if (a.clause === 'ended' && b.clause === 'ended') return a.day > b.day;
  return a.clause === 'not_yet' && b.clause === 'not_yet' && a.day < b.day;
}

/** What an asset's rights come to on a day, whatever the channel. `ends` within 30 days. */
export const RIGHTS_STATES = ['ok', 'ends', 'ended', 'not_yet', 'none'] as const;
export type RightsState = (typeof RIGHTS_STATES)[number];

/** Days before the end at which an alert is raised. */
export const ENDING_DAYS = [30, 7, 1] as const;

export interface RightsStanding {
  readonly state: RightsState;
  /** Last day of the right that lasts longest; null for good or for none. */
  readonly untilDay: CalendarDay | null;
  /** Days after today that remain; null where it does not end or has. */
  readonly daysLeft: number | null;
}

/** The standing of all grants together on a day: the one in force that lasts longest speaks. */
export function rightsStanding(grants: readonly Pick<UsageGrant, 'fromDay' | 'untilDay'>[], today: CalendarDay): RightsStanding {
  const running = grants.filter((grant) => grant.fromDay <= today && (grant.untilDay === null || grant.untilDay >= today));
  const last = lastDayOf(running);
  if (running.some((grant) => grant.untilDay === null)) return { state: 'ok', untilDay: null, daysLeft: null };
  if (last !== null) {
    const daysLeft = daysBetween(today, last);
    return { state: daysLeft <= ENDING_DAYS[0] ? 'ends' : 'ok', untilDay: last, daysLeft };
  }
  if (grants.some((grant) => grant.fromDay > today)) return { state: 'not_yet', untilDay: null, daysLeft: null };
  const ended = lastDayOf(grants);
  return { state: ended === null ? 'none' : 'ended', untilDay: ended, daysLeft: null };
}

/** The latest end among those that end; null for none. */
function lastDayOf(grants: readonly Pick<UsageGrant, 'untilDay'>[]): CalendarDay | null {
  return grants.flatMap(({ untilDay }) => (untilDay === null ? [] : [untilDay])).toSorted().at(-1) ?? null;
}

/** The alert that is due for a right that ends in so many days: the closest of 30, 7 and 1; null for none. */
export function endingAlert(daysLeft: number | null): EndingStep | null {
  if (daysLeft === null || daysLeft < 0) return null;
  return ENDING_DAYS.findLast((days) => daysLeft <= days) ?? null;
}

export type EndingStep = (typeof ENDING_DAYS)[number];

/** An asset whose last right ends: on which day, how many days after today remain, and which of the alerts that is. */
export interface EndingRight {
  readonly assetId: string;
  readonly untilDay: CalendarDay;
  readonly daysLeft: number;
  readonly step: EndingStep;
}

/**
 * Which assets lose their last right within 30 days, soonest first (product.md section 11). An asset with another right that lasts longer is not
 * among them, nor one whose rights have ended: there is nothing left to renew in time.
 */
export function rightsEnding(assets: readonly { readonly assetId: string; readonly rights: readonly Pick<UsageGrant, 'fromDay' | 'untilDay'>[] }[], today: CalendarDay): EndingRight[] {
  const ending = assets.flatMap(({ assetId, rights }) => {
    const { untilDay, daysLeft } = rightsStanding(rights, today);
    const step = endingAlert(daysLeft);
    return untilDay === null || daysLeft === null || step === null ? [] : [{ assetId, untilDay, daysLeft, step }];
  });
  return ending.toSorted((a, b) => a.daysLeft - b.daysLeft || (a.assetId < b.assetId ? -1 : 1));
}

const day = z.string().refine(isCalendarDay, { error: 'day' });

/** A grant as a form or a file states it. Error messages are codes. */
export const usageGrantSchema = z.strictObject({
  channels: z.array(rightsChannelSchema, { error: 'channels' }).min(1, { error: 'channels' }),
  territories: z.array(territorySchema, { error: 'territories' }).min(1, { error: 'territories' }),
  fromDay: day,
  untilDay: day.nullable(),
  isExclusive: z.boolean(),
  creditLine: z.string().trim().max(200, { error: 'long' }),
  contractPage: z.string().trim().max(200, { error: 'long' }),
}).refine((grant) => grant.untilDay === null || grant.untilDay >= grant.fromDay, { error: 'before', path: ['untilDay'] });
export type UsageGrantInput = z.output<typeof usageGrantSchema>;
