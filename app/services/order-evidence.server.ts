import type { Transaction } from 'kysely';
import { findCollaborationsByCode, findCoupons, findTouches } from '#db/queries/order-evidence.server.ts';
import type { VisitorClicks } from '#db/queries/order-evidence.server.ts';
import { inOrder } from '#db/queries/pipeline.server.ts';
import type { Database } from '#db/schema.ts';
import type { AttributionEvidence } from '#app/domain/attribution/attribute-order.ts';
import { countedAutomations } from '#app/domain/attribution/counted-clicks.ts';
import type { CouponClaim } from '#app/domain/attribution/coupon-match.ts';
import type { Touch } from '#app/domain/attribution/touches.ts';
import type { OrderFact } from '#app/domain/order.ts';
import { readTrackingCode } from '#app/domain/tracking-code.ts';
import { instantOfId } from '#app/lib/ids.server.ts';
import type { OrderContext } from './order-context.server.ts';

const NO_CLICKS: { readonly touches: readonly Touch[]; readonly setApart: ReadonlySet<string> } = { touches: [], setApart: new Set() };
const NO_COUPONS: readonly CouponClaim[] = [];

export interface FoundEvidence extends AttributionEvidence {
  /** Clicks of the visitor that do not count, so that none of them stays a touch that was one under another policy. */
  readonly setApart: ReadonlySet<string>;
}

/**
 * Looks up what speaks for a collaboration in many orders at once: three queries at most, none for orders that name nothing. Orders for which
 * nothing speaks are missing.
 */
export async function findEvidence<Order extends OrderFact>(
  trx: Transaction<Database>, workspaceId: string, context: OrderContext | Promise<OrderContext>, orders: readonly Order[],
): Promise<ReadonlyMap<Order, FoundEvidence>> {
  const named = orders.filter((order) => order.discountCodes.length > 0 || order.clickId !== null || order.utmContent !== null);
  const [coupons, collaborations, touches] = await inOrder(trx, [
    () => couponsByCode(trx, workspaceId, named), () => collaborationsByTag(trx, workspaceId, named), () => touchesByOrder(trx, context, named),
  ]);
  const evidence = new Map<Order, FoundEvidence>();
  for (const order of named) {
    const couponMatches = couponsOf(order, coupons);
    const clicks = touches.get(order) ?? NO_CLICKS;
    const utmCollaborationId = order.utmContent === null ? null : (collaborations.get(order.utmContent) ?? null);
    if (couponMatches.length > 0 || clicks !== NO_CLICKS || utmCollaborationId !== null) evidence.set(order, { couponMatches, ...clicks, utmCollaborationId });
  }
  return evidence;
}

function couponsOf({ discountCodes }: OrderFact, coupons: ReadonlyMap<string, readonly CouponClaim[]>): readonly CouponClaim[] {
  if (discountCodes.length === 0) return NO_COUPONS;
  const [only = ''] = discountCodes;
  return discountCodes.length === 1 ? (coupons.get(only) ?? NO_COUPONS) : discountCodes.flatMap((code) => coupons.get(code) ?? NO_COUPONS);
}

/** Those who hold the codes that orders name, by the code as orders write it. */
async function couponsByCode(trx: Transaction<Database>, workspaceId: string, orders: readonly OrderFact[]): Promise<Map<string, CouponClaim[]>> {
  const storedForm = new Map<string, string>();
  for (const { discountCodes } of orders) {
    for (const code of discountCodes) if (!storedForm.has(code)) storedForm.set(code, code.trim().toUpperCase());
  }
  const byStoredForm = new Map<string, CouponClaim[]>();
  for (const claim of await findCoupons(trx, workspaceId, [...new Set(storedForm.values())])) {
    const known = byStoredForm.get(claim.coupon);
    if (known) known.push(claim);
    else byStoredForm.set(claim.coupon, [claim]);
  }
  const found = new Map<string, CouponClaim[]>();
  for (const [code, stored] of storedForm) {
    const claims = byStoredForm.get(stored);
    if (claims) found.set(code, claims);
  }
  return found;
}

async function touchesByOrder(trx: Transaction<Database>, context: OrderContext | Promise<OrderContext>, orders: readonly OrderFact[]): Promise<Map<OrderFact, VisitorClicks>> {
  const named = orders.flatMap((order) => {
    const clickedAt = order.clickId === null ? null : instantOfId(order.clickId);
    return clickedAt === null || order.clickId === null ? [] : [{ order, clickId: order.clickId, clickedAt, placedAt: order.placedAt }];
  });
  if (named.length === 0) return new Map();
  const { workspaceId, policy } = await context;
  const touches = await findTouches(trx, workspaceId, named, { windowDays: policy.clickWindowDays, counted: countedAutomations(policy) });
  return new Map(named.flatMap(({ order }, index) => {
    const ofOrder = touches.get(index);
    return ofOrder ? [[order, ofOrder] as const] : [];
  }));
}

/** Collaborations by `utm_content` as orders carry it, read as people and links carry a tracking code; what is none is no evidence. */
async function collaborationsByTag(trx: Transaction<Database>, workspaceId: string, orders: readonly OrderFact[]): Promise<Map<string, string>> {
  const codes = new Map<string, string>();
  for (const tag of new Set(orders.map((order) => order.utmContent))) {
    const reading = tag === null ? null : readTrackingCode(tag);
    if (tag !== null && reading?.status === 'ok') codes.set(tag, reading.code);
  }
  const byCode = await findCollaborationsByCode(trx, workspaceId, [...new Set(codes.values())]);
  const found = new Map<string, string>();
  for (const [tag, code] of codes) {
    const collaborationId = byCode.get(code);
    if (collaborationId !== undefined) found.set(tag, collaborationId);
  }
  return found;
}
