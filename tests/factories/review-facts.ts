import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import type { BenchKol, CollaborationFacts, CreditDay, ReviewFacts, StandingCost } from '#app/domain/proposals/review-facts.ts';

let made = 0;

/** A fee that accrues over the flight and can be cancelled. */
export function aFee(amountMinor: number, wishes: Partial<StandingCost> = {}): StandingCost {
  return { kind: 'fee', amountMinor, commissionBasisPoints: null, incurredOn: null, cancellable: true, ...wishes };
}

/** A day's credits without refunds and without known buyers. */
export function aCreditDay(day: string, orders: number, revenueMinor: number, wishes: Partial<CreditDay> = {}): CreditDay {
  return { day, orders, revenueMinor, grossMinor: revenueMinor, newCustomerOrders: 0, knownCustomerOrders: 0, ...wishes };
}

/** A live collaboration of a mid-tier KOL on Douyin from 15 June to 30 July 2026, published on 16 June, with a fee of 10,000 yuan and no sales. */
export function collaborationFacts(wishes: Partial<CollaborationFacts> = {}): CollaborationFacts {
  made += 1;
  return {
    id: `collaboration-${made}`, campaignId: 'summer', campaignSlug: 'summer', campaignStartsOn: '2026-06-15', campaignEndsOn: '2026-07-30', kolId: `kol-${made}`,
    platform: 'douyin', handle: `creator-${made}`, tier: 'mid', verticals: [], status: 'live', startsOn: '2026-06-15', endsOn: '2026-07-30',
    firstPublishedAt: new Date('2026-06-16T02:00:00Z'), credits: [], clicks: [], costs: [aFee(1_000_000)], uncountedCosts: 0, paidMinor: 0, posts: [], ...wishes,
  };
}

/** Somebody of the mid tier on the bench, on Douyin, for 1,000 yuan. */
export function benchKol(wishes: Partial<BenchKol> = {}): BenchKol {
  made += 1;
  return {
    kolId: `bench-${made}`, tier: 'mid', status: 'bench', platform: 'douyin', verticals: [], priceMinor: 100_000, exclusiveWith: [], availableFrom: null,
    engagementBasisPoints: null, ...wishes,
  };
}

/** A workspace as of the end of 14 July 2026: the 30th day of the campaign. */
export function reviewFacts(wishes: Partial<ReviewFacts> = {}): ReviewFacts {
  return {
    asOf: '2026-07-14', dataAt: new Date('2026-07-14T16:00:00Z'), currency: 'CNY', timeZone: 'Asia/Shanghai', brandName: 'Brand', policyVersion: 1,
    policy: DEFAULT_POLICY, collaborations: [], bench: [], ...wishes,
  };
}
