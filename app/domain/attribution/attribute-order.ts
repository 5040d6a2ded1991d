import type { AttributionMethod, OrderFact } from '#app/domain/order.ts';
import type { AttributionModel, Policy } from '#app/domain/policy.ts';
import { splitByLargestRemainder } from '#app/domain/ratio.ts';
import type { CouponClaim } from './coupon-match.ts';
import { matchCoupons } from './coupon-match.ts';
import { touchWeights } from './models.ts';
import type { Touch } from './touches.ts';
import { touchesInWindow } from './touches.ts';

/** What attribution reads of an order; `netMinor` is its net revenue (order.ts), in the order's or the reporting currency. */
export interface AttributableOrder extends Pick<OrderFact, 'placedAt' | 'discountCodes' | 'clickId' | 'utmContent'> {
  readonly netMinor: number;
}

export interface AttributionEvidence {
  /** Coupons that may be meant; those that the order does not name, or not in time, are sorted out here. */
  readonly couponMatches: readonly CouponClaim[];
  /** Clicks of the visitor whose click id the order carries. */
  readonly touches: readonly Touch[];
  /** The collaboration whose tracking code `utm_content` equals. */
  readonly utmCollaborationId: string | null;
}

export type PerModel = Readonly<Record<AttributionModel, number>>;

export interface Credit {
  readonly collaborationId: string;
  /** Minor units under each model; over an order's credits each model sums to its net revenue. */
  readonly amounts: PerModel;
  /** Integer weights that produced the amounts; they do not depend on the amount, so a refund keeps them. */
  readonly weights: PerModel;
  readonly coupon: string | null;
  readonly clickIds: readonly string[];
}

/** A claim that earned nothing, kept for the report of conflicts (product.md section 4). */
export interface LosingClaim {
  readonly collaborationId: string;
  readonly method: Exclude<AttributionMethod, 'none'>;
  readonly reason: 'outranked' | 'outside_flight';
  readonly coupon: string | null;
  readonly clickIds: readonly string[];
}

export interface Attribution {
  readonly method: AttributionMethod;
  /** By collaboration id; empty when the method is `none`. */
  readonly credits: readonly Credit[];
  readonly losingClaims: readonly LosingClaim[];
}

/**
 * Divides an order's net revenue among collaborations (product.md section 6): a coupon used in time takes all of it
 * (several in equal parts), else the visitor's clicks in the window divide it under each model, else `utm_content`,
 * else nobody. Same evidence in any order, same answer. Every model's amounts sum exactly to `netMinor`.
 *
 * @throws RangeError when `netMinor` is negative or not a safe integer
 */
export function attributeOrder(
  order: AttributableOrder,
  evidence: AttributionEvidence,
  policy: Policy['attribution'],
  zone: string,
): Attribution {
  if (!Number.isSafeInteger(order.netMinor) || order.netMinor < 0) {
    throw new RangeError(`attributeOrder: net revenue ${order.netMinor} is not a non-negative integer`);
  }
  const coupons = matchCoupons(order, evidence.couponMatches, policy.couponGraceDays, zone);
  const touches = order.clickId === null ? NO_TOUCHES : touchesInWindow(evidence.touches, order.placedAt, policy.clickWindowDays);
  const claims: Claim[] = [
    ...coupons.inTime.map((match) => claimOf(match.collaborationId, 'coupon', match.coupon, EVEN)),
    ...clickClaims(touches, policy.decayHalfLifeDays),
    ...(order.utmContent !== null && evidence.utmCollaborationId !== null
      ? [claimOf(evidence.utmCollaborationId, 'utm', null, EVEN)]
      : []),
  ];
  const method = claims[0]?.method ?? 'none';
  const winners = claims.length === 1 ? claims : claims.filter((claim) => claim.method === method);
  return { method, credits: creditsOf(winners, order.netMinor), losingClaims: losersOf(claims, winners, coupons.outsideFlight) };
}

const NO_TOUCHES: readonly Touch[] = [];
const NO_LOSERS: readonly LosingClaim[] = [];

/** What others claim: coupons used outside of their flight, and claims of a lower rank. */
function losersOf(claims: readonly Claim[], winners: readonly Claim[], outsideFlight: readonly CouponClaim[]): readonly LosingClaim[] {
  if (claims.length === winners.length && outsideFlight.length === 0) return NO_LOSERS;
  const credited = new Set(winners.map((claim) => claim.collaborationId));
  const late = outsideFlight.map((match) => claimOf(match.collaborationId, 'coupon', match.coupon, EVEN));
  const loses = (claim: Claim) => !credited.has(claim.collaborationId);
  return [...late.filter(loses).map((claim) => losing(claim, 'outside_flight')), ...claims.filter(loses).map((claim) => losing(claim, 'outranked'))];
}

interface Claim {
  readonly collaborationId: string;
  readonly method: Exclude<AttributionMethod, 'none'>;
  readonly coupon: string | null;
  readonly clickIds: readonly string[];
  readonly weights: PerModel;
}

const EVEN: PerModel = perModel(() => 1);

function perModel<Value>(valueOf: (model: AttributionModel) => Value): Readonly<Record<AttributionModel, Value>> {
  return {
    last_click: valueOf('last_click'),
    first_click: valueOf('first_click'),
    linear: valueOf('linear'),
    time_decay: valueOf('time_decay'),
    position: valueOf('position'),
  };
}

function claimOf(collaborationId: string, method: 'coupon' | 'utm', coupon: string | null, weights: PerModel): Claim {
  return { collaborationId, method, coupon, clickIds: [], weights };
}

/** One claim for each clicked collaboration, by id; the weights of its touches add up before any money is divided. */
function clickClaims(touches: readonly Touch[], halfLifeDays: number): Claim[] {
  if (touches.length === 0) return [];
  const instants = touches.map((touch) => touch.clickedAt.getTime());
  const weights = perModel((model) => touchWeights(model, instants, halfLifeDays));
  const ids = [...new Set(touches.map((touch) => touch.collaborationId))].sort();
  return ids.map((collaborationId) => ({
    collaborationId,
    method: 'click' as const,
    coupon: null,
    clickIds: touches.filter((touch) => touch.collaborationId === collaborationId).map((touch) => touch.clickId),
    weights: perModel((model) =>
      weights[model].reduce((sum, weight, index) => (touches[index]?.collaborationId === collaborationId ? sum + weight : sum), 0),
    ),
  }));
}

function creditsOf(winners: readonly Claim[], netMinor: number): Credit[] {
  const [only] = winners;
  if (only === undefined) return [];
  // Most orders have one winner; it takes all of it under every model, and imports need not split a whole a hundred thousand times.
  if (winners.length === 1) {
    const { collaborationId, weights, coupon, clickIds } = only;
    return [{ collaborationId, amounts: perModel(() => netMinor), weights, coupon, clickIds }];
  }
  const parts = perModel((model) => splitByLargestRemainder(netMinor, winners.map((claim) => claim.weights[model])));
  return winners.map(({ collaborationId, weights, coupon, clickIds }, index) => ({
    collaborationId,
    // A split has one part for each weight, so the part of this winner is there.
    amounts: perModel((model) => parts[model][index]!),
    weights,
    coupon,
    clickIds,
  }));
}

function losing({ collaborationId, method, coupon, clickIds }: Claim, reason: LosingClaim['reason']): LosingClaim {
  return { collaborationId, method, reason, coupon, clickIds };
}
