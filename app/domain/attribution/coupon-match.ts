import type { CalendarDay } from '#app/domain/period.ts';
import { addDays, dayOf } from '#app/domain/period.ts';

/** A coupon of a collaboration with the flight in which it sells. A collaboration may have several (its own and its tracking code). */
export interface CouponClaim {
  readonly collaborationId: string;
  readonly coupon: string;
  /** First and last day of the flight, in the workspace's zone. */
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay;
}

export interface CouponMatches {
  /** Collaborations whose coupon the order used in time: one entry each, by id. */
  readonly inTime: readonly CouponClaim[];
  /** Collaborations whose coupon the order used before the flight or after the grace: they claim, but do not win. */
  readonly outsideFlight: readonly CouponClaim[];
}

/**
 * Finds the collaborations whose coupon an order used (product.md section 6, rule 1). The flight counts whole calendar
 * days of the zone and lasts `graceDays` longer, because buyers keep codes. The answer does not depend on the order of
 * the codes or of the claims.
 */
export function matchCoupons(
  order: { readonly placedAt: Date; readonly discountCodes: readonly string[] },
  claims: readonly CouponClaim[],
  graceDays: number,
  zone: string,
): CouponMatches {
  const named = claims.length === 0 ? claims : claims.filter((claim) => isNamed(claim, order.discountCodes));
  if (named.length === 0) return NO_MATCHES;
  const placedOn = dayOf(order.placedAt, zone);
  const isInTime = (claim: CouponClaim) => placedOn >= claim.startsOn && placedOn <= addDays(claim.endsOn, graceDays);
  const [only] = named;
  // Nearly every coupon is one collaboration's, and an import matches a hundred thousand.
  if (named.length === 1 && only !== undefined) return isInTime(only) ? { inTime: named, outsideFlight: NO_CLAIMS } : { inTime: NO_CLAIMS, outsideFlight: named };
  const inTime = onePerCollaboration(named.filter(isInTime));
  const winners = new Set(inTime.map((claim) => claim.collaborationId));
  const outsideFlight = onePerCollaboration(named.filter((claim) => !winners.has(claim.collaborationId)));
  return { inTime, outsideFlight };
}

const NO_CLAIMS: readonly CouponClaim[] = [];
const NO_MATCHES: CouponMatches = { inTime: NO_CLAIMS, outsideFlight: NO_CLAIMS };

function isNamed({ coupon }: CouponClaim, codes: readonly string[]): boolean {
  const key = couponKey(coupon);
  return key !== '' && codes.some((code) => couponKey(code) === key);
}

/** The form in which coupons are compared: trimmed, without case (product.md section 4). */
export function couponKey(coupon: string): string {
  return coupon.trim().toLowerCase();
}

/** Sorts by id, then coupon, and keeps the first of each collaboration: two codes of one collaboration are one claim. */
function onePerCollaboration(claims: readonly CouponClaim[]): CouponClaim[] {
  const first = new Map<string, CouponClaim>();
  for (const claim of claims) {
    const known = first.get(claim.collaborationId);
    if (!known || claim.coupon < known.coupon) first.set(claim.collaborationId, claim);
  }
  return [...first.values()].sort((a, b) => (a.collaborationId < b.collaborationId ? -1 : 1));
}
