import type { Transaction } from 'kysely';
import { findCollaborationsByCode, findCoupons, findTouches } from '#db/queries/order-evidence.server.ts';
import type { Database } from '#db/schema.ts';
import type { AttributionEvidence } from '#app/domain/attribution/attribute-order.ts';
import type { CouponClaim } from '#app/domain/attribution/coupon-match.ts';
import type { Touch } from '#app/domain/attribution/touches.ts';
import type { OrderFact } from '#app/domain/order.ts';
import { readTrackingCode } from '#app/domain/tracking-code.ts';
import { instantOfId } from '#app/lib/ids.server.ts';
import type { OrderContext } from './order-context.server.ts';

const NO_TOUCHES: readonly Touch[] = [];
const NO_COUPONS: readonly CouponClaim[] = [];
const NOTHING: AttributionEvidence = { couponMatches: NO_COUPONS, touches: NO_TOUCHES, utmCollaborationId: null };

/** Looks up what speaks for a collaboration in many orders at once: three queries at most, none for orders that name nothing. */
export async function findEvidence(trx: Transaction<Database>, context: OrderContext, orders: readonly OrderFact[]): Promise<AttributionEvidence[]> {
  const named = orders.filter((order) => order.discountCodes.length > 0 || order.clickId !== null || order.utmContent !== null);
  if (named.length === 0) return orders.map(() => NOTHING);
  const coupons = await couponsByCode(trx, context, named);
  const touches = await touchesByOrder(trx, context, named);
  const codeOf = trackingCodes(named);
  const byCode = await findCollaborationsByCode(trx, context.workspaceId, [...new Set(codeOf.values())]);
  return orders.map((order) => ({
    couponMatches: order.discountCodes.length === 0 ? NO_COUPONS : order.discountCodes.flatMap((code) => coupons.get(storedCoupon(code)) ?? NO_COUPONS),
    touches: touches.get(order) ?? NO_TOUCHES,
    utmCollaborationId: byCode.get(codeOf.get(order) ?? '') ?? null,
  }));
}

/** A coupon as the database keeps it. */
function storedCoupon(code: string): string {
  return code.trim().toUpperCase();
}

async function couponsByCode(trx: Transaction<Database>, { workspaceId }: OrderContext, orders: readonly OrderFact[]): Promise<Map<string, CouponClaim[]>> {
  const codes = new Set(orders.flatMap((order) => order.discountCodes.map(storedCoupon)));
  const found = new Map<string, CouponClaim[]>();
  for (const claim of await findCoupons(trx, workspaceId, [...codes])) {
    const known = found.get(claim.coupon);
    if (known) known.push(claim);
    else found.set(claim.coupon, [claim]);
  }
  return found;
}

async function touchesByOrder(trx: Transaction<Database>, context: OrderContext, orders: readonly OrderFact[]): Promise<Map<OrderFact, Touch[]>> {
  const named = orders.flatMap((order) => {
    const clickedAt = order.clickId === null ? null : instantOfId(order.clickId);
    return clickedAt === null || order.clickId === null ? [] : [{ order, clickId: order.clickId, clickedAt, placedAt: order.placedAt }];
  });
  const touches = await findTouches(trx, context.workspaceId, named, context.policy.clickWindowDays);
  return new Map(named.flatMap(({ order }, index) => {
    const ofOrder = touches.get(index);
    return ofOrder ? [[order, ofOrder] as const] : [];
  }));
}

/** `utm_content` read as people and links carry a tracking code; what is none is no evidence. */
function trackingCodes(orders: readonly OrderFact[]): Map<OrderFact, string> {
  const codes = new Map<OrderFact, string>();
  for (const order of orders) {
    const reading = order.utmContent === null ? null : readTrackingCode(order.utmContent);
    if (reading?.status === 'ok') codes.set(order, reading.code);
  }
  return codes;
}
