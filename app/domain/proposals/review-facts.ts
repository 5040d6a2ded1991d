import type { CollaborationStatus } from '../collaboration.ts';
import type { CostKind } from '../cost.ts';
import type { KolStatus, Platform, Tier } from '../kol.ts';
import type { CalendarDay } from '../period.ts';
import type { AttributionModel, Policy } from '../policy.ts';
import type { PublishedContent } from '../scoring/age.ts';

/** A day's credits of a collaboration under the workspace's model; amounts in the reporting currency. */
export interface CreditDay {
  readonly day: CalendarDay;
  readonly orders: number;
  readonly newCustomerOrders: number;
  readonly knownCustomerOrders: number;
  readonly revenueMinor: number;
  /** The same before refunds. */
  readonly grossMinor: number;
}

/** A day's clicks of people. */
export interface ClickDay {
  readonly day: CalendarDay;
  readonly clicks: number;
}

/** A cost that still stands, in the reporting currency. A commission has a rate instead of an amount. */
export interface StandingCost {
  readonly kind: CostKind;
  readonly amountMinor: number;
  readonly commissionBasisPoints: number | null;
  readonly incurredOn: CalendarDay | null;
  readonly cancellable: boolean;
}

/** All that a review knows of one collaboration. */
export interface CollaborationFacts {
  readonly id: string;
  readonly campaignId: string;
  readonly campaignSlug: string;
  readonly campaignStartsOn: CalendarDay;
  /** Last day, inclusive. */
  readonly campaignEndsOn: CalendarDay;
  readonly kolId: string;
  readonly platform: Platform;
  readonly handle: string;
  readonly tier: Tier;
  readonly verticals: readonly string[];
  readonly status: CollaborationStatus;
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay;
  /** First publication; the start of the flight where a running collaboration states none. Null before. */
  readonly firstPublishedAt: Date | null;
  readonly credits: readonly CreditDay[];
  readonly clicks: readonly ClickDay[];
  readonly costs: readonly StandingCost[];
  /** Costs in a currency without a rate: flagged, counted nowhere. */
  readonly uncountedCosts: number;
  readonly paidMinor: number;
  readonly posts: readonly PublishedContent[];
  /** Day of the latest sign-off that reset the fuse: only periods that begin on it or later count; absent where none did. */
  readonly fuseResetOn?: CalendarDay | null;
}

export interface BenchKol {
  readonly kolId: string;
  readonly tier: Tier;
  readonly status: KolStatus;
  readonly platform: Platform;
  readonly verticals: readonly string[];
  /** Reporting currency; null when unknown or in a currency without a rate. */
  readonly priceMinor: number | null;
  readonly exclusiveWith: readonly string[];
  readonly availableFrom: CalendarDay | null;
  readonly engagementBasisPoints: number | null;
}

export interface ReviewFacts {
  readonly asOf: CalendarDay;
  /** The end of the as-of day: everything before it counts. */
  readonly dataAt: Date;
  readonly currency: string;
  readonly timeZone: string;
  readonly brandName: string;
  readonly policyVersion: number;
  readonly policy: Policy;
  readonly collaborations: readonly CollaborationFacts[];
  /**
   * Credits under the other attribution models of those collaborations that they credit otherwise, by model and collaboration id. A review
   * period's credits stand on its first day, which is all that a verdict asks of them. Absent where only the workspace's model was read.
   */
  readonly otherCredits?: ReadonlyMap<AttributionModel, ReadonlyMap<string, readonly CreditDay[]>>;
  readonly bench: readonly BenchKol[];
}
