import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Platform, Tier } from '#app/domain/kol.ts';
import type { Doing } from '../doing.ts';
import type { DemoCampaign, DemoCollaboration } from './story.ts';
import type { Timeline } from './timeline.ts';

/** What every scene of the demo is played with. */
export interface Stage {
  readonly db: Kysely<Database>;
  readonly workspaceId: string;
  readonly timeline: Timeline;
  /** The portal's own hand at an instant. */
  readonly doingAt: (now: Date) => Doing;
}

/** A creator who is on the roster. */
export interface CastMember {
  readonly kolId: string;
  readonly accountId: string;
  readonly platform: Platform;
  readonly tier: Tier;
}

export type Cast = ReadonlyMap<string, CastMember>;

/** A campaign that exists, with its days as days from today. */
export interface LaunchedCampaign extends DemoCampaign {
  readonly campaignId: string;
  /** Days from today of a day of the campaign (day 1 is the first). */
  readonly offsetOf: (campaignDay: number) => number;
}

/** A collaboration that exists. */
export interface Launched {
  readonly story: Pick<DemoCollaboration, 'handle' | 'costs' | 'posts' | 'sales' | 'clicks' | 'paid' | 'leakedOrders'> & { readonly feeMinor: number; readonly currency: string };
  readonly campaign: LaunchedCampaign;
  readonly member: CastMember;
  readonly collaborationId: string;
  readonly code: string;
  readonly coupon: string;
  /** Days from today of the last day of its flight. */
  readonly endsInDays: number;
}

/** The outcome, when it is one of those wanted; the demo's data must never be refused. */
export function wanted<Outcome extends { readonly status: string }, Status extends Outcome['status']>(
  what: string, outcome: Outcome, ...statuses: readonly Status[]
): Extract<Outcome, { status: Status }> {
  if (!isOneOf(outcome, statuses)) throw new Error(`demo: ${what} was refused: ${JSON.stringify(outcome)}`);
  return outcome;
}

function isOneOf<Outcome extends { readonly status: string }, Status extends Outcome['status']>(
  outcome: Outcome, statuses: readonly Status[],
): outcome is Extract<Outcome, { status: Status }> {
  return statuses.some((status) => status === outcome.status);
}

/** A value of the story that must be there. */
export function known<T>(what: string, value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error(`demo: ${what} is missing`);
  return value;
}
