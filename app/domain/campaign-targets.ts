import type { CalendarDay } from './period.ts';
import { daysBetween, flightPeriod, periodDays } from './period.ts';

/** What a campaign may aim for (product.md section 3); a sales uplift is in basis points, the others are counts. */
export const CAMPAIGN_TARGETS = ['search_uplift', 'ugc_items', 'interactions', 'sales_uplift'] as const;
export type CampaignTarget = (typeof CAMPAIGN_TARGETS)[number];

/** What the portal's own data says by itself. */
export interface CountedActuals {
  /** Posts of the campaign's collaborations. */
  readonly posts: number;
  /** Posts with at least one reading of likes, comments, shares or saves. */
  readonly measuredPosts: number;
  /** Likes, comments, shares and saves of those, latest reading of each; null without any. */
  readonly interactions: number | null;
  /** The newest of those readings. */
  readonly capturedAt: Date | null;
}

/** An actual that somebody typed in: what it is, of which day, where from. */
export interface StatedActual {
  readonly value: number;
  readonly measuredOn: CalendarDay;
  readonly source: string;
  readonly by: string;
}

/** Where an actual comes from; `nothing` names why there is none. */
export type ActualSource =
  | { readonly kind: 'content'; readonly measuredPosts: number; readonly posts: number; readonly capturedAt: Date | null }
  | { readonly kind: 'posts' }
  | { readonly kind: 'stated'; readonly measuredOn: CalendarDay; readonly source: string; readonly by: string }
  | { readonly kind: 'nothing'; readonly reason: 'no_search_feed' | 'no_sales_baseline' | 'no_readings' };

export interface TargetProgress {
  readonly target: CampaignTarget;
  /** Null where the campaign does not aim for it. */
  readonly goal: number | null;
  readonly actual: number | null;
  readonly source: ActualSource;
  /** Actual over goal; null without either. */
  readonly share: number | null;
  /** `met`, or how the share stands against the part of the flight that is over; null where nothing can be said. */
  readonly pace: 'met' | 'ahead' | 'behind' | null;
}

/** Targets that a feed measures: what it says is not typed over. */
const FED: readonly CampaignTarget[] = ['interactions'];

/** Whether an actual may be typed in: only where no feed has it. */
export function mayStateActual(target: CampaignTarget): boolean {
  return !FED.includes(target);
}

/** How much of a flight is over at the end of a day, 0 to 1. */
export function elapsedShare(flight: { readonly startsOn: CalendarDay; readonly endsOn: CalendarDay }, today: CalendarDay): number {
  const days = periodDays(flightPeriod(flight.startsOn, flight.endsOn));
  const over = daysBetween(flight.startsOn, today) + 1;
  return days === 0 ? 1 : Math.min(1, Math.max(0, over / days));
}

/** Every target with its actual, where that comes from, and how it stands against the time that has passed. */
export function targetProgress(
  goals: Readonly<Record<CampaignTarget, number | null>>, counted: CountedActuals, stated: Readonly<Partial<Record<CampaignTarget, StatedActual>>>, elapsed: number,
): TargetProgress[] {
  return CAMPAIGN_TARGETS.map((target) => {
    const goal = goals[target];
    const { actual, source } = actualOf(target, counted, stated[target]);
    const share = goal === null || goal <= 0 || actual === null ? null : actual / goal;
    return { target, goal, actual, source, share, pace: share === null ? null : share >= 1 ? 'met' : share >= elapsed ? 'ahead' : 'behind' };
  });
}

function actualOf(target: CampaignTarget, counted: CountedActuals, stated: StatedActual | undefined): { actual: number | null; source: ActualSource } {
  if (target === 'interactions') {
    const { interactions, measuredPosts, posts, capturedAt } = counted;
    return { actual: interactions, source: interactions === null ? { kind: 'nothing', reason: 'no_readings' } : { kind: 'content', measuredPosts, posts, capturedAt } };
  }
  if (stated) return { actual: stated.value, source: { kind: 'stated', measuredOn: stated.measuredOn, source: stated.source, by: stated.by } };
  if (target === 'ugc_items') return { actual: counted.posts, source: { kind: 'posts' } };
  return { actual: null, source: { kind: 'nothing', reason: target === 'search_uplift' ? 'no_search_feed' : 'no_sales_baseline' } };
}
