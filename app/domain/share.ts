import type { CalendarDay } from './period.ts';
import type { RightsChannel, RightsRefusal, Territory, UsageGrant } from './usage-rights.ts';
import { RIGHTS_CHANNELS, TERRITORIES } from './usage-rights.ts';

/** Days for which a link is made: two weeks where nothing is said, a quarter at most. */
export const SHARE_DAYS = { default: 14, most: 90 } as const;

/** What happens through a link. */
export const SHARE_VISIT_KINDS = ['opened', 'downloaded'] as const;
export type ShareVisitKind = (typeof SHARE_VISIT_KINDS)[number];

/** A link is opened and downloaded through so often a minute at most; an address may try so many links that open nothing in a quarter of an hour. */
export const SHARE_LIMITS = { visitsPerMinute: 240, missesPerWindow: 30, windowMs: 15 * 60_000 } as const;

export const SHARE_STATES = ['live', 'expired', 'revoked'] as const;
export type ShareState = (typeof SHARE_STATES)[number];

/** Whether a link still opens: up to, and not at, the instant it expires. */
export function shareState({ expiresAt, revokedAt }: { readonly expiresAt: Date; readonly revokedAt: Date | null }, now: Date): ShareState {
  if (revokedAt !== null) return 'revoked';
  return now < expiresAt ? 'live' : 'expired';
}

/** What people outside are told of an asset's rights: where it may be used and how long, and what has to stand beside it. */
export interface SharedRights {
  readonly channels: readonly RightsChannel[];
  readonly territories: readonly Territory[];
  /** The last day of the right that lasts longest; null for good. */
  readonly untilDay: CalendarDay | null;
  /** '' for none. */
  readonly creditLine: string;
}

export type SharedStanding =
  | { readonly shown: true; readonly rights: readonly SharedRights[] }
  /** The rights do not allow it on that day: the asset is withheld, and this clause says why. */
  | { readonly shown: false; readonly refusal: Extract<RightsRefusal, { clause: 'none' | 'not_yet' | 'ended' }> };

/**
 * Whether an asset may be shown through a link on a day, and what is told of its rights. One right in force is enough to show it; each right is
 * told by itself, since two halves make no right. Without one it is withheld: until the next one begins, else since the last one ended, else for want of any.
 */
export function sharedStanding(grants: readonly UsageGrant[], on: CalendarDay): SharedStanding {
  const running = grants.filter(({ fromDay, untilDay }) => fromDay <= on && (untilDay === null || untilDay >= on));
  if (running.length > 0) return { shown: true, rights: running.map(toldOf) };
  const [coming] = grants.filter(({ fromDay }) => fromDay > on).map(({ id, fromDay }) => ({ clause: 'not_yet' as const, grantId: id, day: fromDay })).toSorted(byDay);
  if (coming) return { shown: false, refusal: coming };
  const ended = grants.flatMap(({ id, untilDay }) => (untilDay === null ? [] : [{ clause: 'ended' as const, grantId: id, day: untilDay }])).toSorted(byDay).at(-1);
  return { shown: false, refusal: ended ?? { clause: 'none' } };
}

const byDay = (a: { readonly day: CalendarDay }, b: { readonly day: CalendarDay }) => a.day.localeCompare(b.day);

/** In the order of the lists, so that two links never differ by how a right was typed. */
function toldOf({ channels, territories, untilDay, creditLine }: UsageGrant): SharedRights {
  return {
    channels: RIGHTS_CHANNELS.filter((channel) => channels.includes(channel)), territories: territories.includes('WW') ? ['WW'] : TERRITORIES.filter((territory) => territories.includes(territory)),
    untilDay, creditLine,
  };
}
