import type { Transaction } from 'kysely';
import { findCollaborationsByCode, findCoupons, findTouches } from '#db/queries/order-evidence.server.ts';
import type { VisitorClicks } from '#db/queries/order-evidence.server.ts';
import { inOrder } from '#db/queries/pipeline.server.ts';
import type { Database } from '#db/schema.ts';
import type { AttributionEvidence } from '#app/domain/attribution/attribute-order.ts';
import { countedAutomations } from '#app/domain/attribution/counted-clicks.ts';
import type { CouponClaim } from '#app/domain/attribution/coupon-match.ts';
import type { Touch } from '#app/domain/attribution/touches.ts';
import { ownText } from '#app/domain/ingestion/own-text.ts';
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

/** Names that are kept: bounds memory in files where each order has a code of its own. */
const MOST_NAMES = 2000;

/**
 * Who holds the codes and tags that orders have named so far, over the parts of one import: most name the same few again. What it knows
 * holds while the orders lock is held: a code or flight that changes meanwhile has its orders attributed anew.
 */
export class NamesAsked {
  /** By the code as orders write it; empty where nobody holds it. */
  readonly coupons = new Map<string, readonly CouponClaim[]>();
  /** By the tag; null where it belongs to nobody. */
  readonly tags = new Map<string, string | null>();

  /** To be called before a part is looked up. */
  forgetMany(): void {
    for (const names of [this.coupons, this.tags]) if (names.size > MOST_NAMES) names.clear();
  }
}

/**
 * Looks up what speaks for a collaboration in many orders at once: three queries at most, none for orders that name nothing. Orders for which
 * nothing speaks are missing.
 * @param names what was asked before
 */
export async function findEvidence<Order extends OrderFact>(
  trx: Transaction<Database>, workspaceId: string, context: OrderContext | Promise<OrderContext>, orders: readonly Order[], names = new NamesAsked(),
): Promise<ReadonlyMap<Order, FoundEvidence>> {
  const named = orders.filter((order) => order.discountCodes.length > 0 || order.clickId !== null || order.utmContent !== null);
  names.forgetMany();
  const [, , touches] = await inOrder(trx, [
    () => askForCoupons(trx, workspaceId, named, names.coupons), () => askForTags(trx, workspaceId, named, names.tags), () => touchesByOrder(trx, context, named),
  ]);
  const evidence = new Map<Order, FoundEvidence>();
  for (const order of named) {
    const couponMatches = couponsOf(order, names.coupons);
    const clicks = touches.get(order) ?? NO_CLICKS;
    const utmCollaborationId = order.utmContent === null ? null : (names.tags.get(order.utmContent) ?? null);
    if (couponMatches.length > 0 || clicks !== NO_CLICKS || utmCollaborationId !== null) evidence.set(order, { couponMatches, ...clicks, utmCollaborationId });
  }
  return evidence;
}

function couponsOf({ discountCodes }: OrderFact, coupons: ReadonlyMap<string, readonly CouponClaim[]>): readonly CouponClaim[] {
  if (discountCodes.length === 0) return NO_COUPONS;
  const [only = ''] = discountCodes;
  return discountCodes.length === 1 ? (coupons.get(only) ?? NO_COUPONS) : discountCodes.flatMap((code) => coupons.get(code) ?? NO_COUPONS);
}

/** Finds out who holds the codes that orders name and nobody asked for yet. */
async function askForCoupons(
  trx: Transaction<Database>, workspaceId: string, orders: readonly OrderFact[], coupons: Map<string, readonly CouponClaim[]>,
): Promise<void> {
  const storedForm = new Map<string, string>();
  for (const { discountCodes } of orders) {
    for (const code of discountCodes) if (!coupons.has(code) && !storedForm.has(code)) storedForm.set(ownText(code), code.trim().toUpperCase());
  }
  const byStoredForm = new Map<string, CouponClaim[]>();
  for (const claim of await findCoupons(trx, workspaceId, [...new Set(storedForm.values())])) {
    const known = byStoredForm.get(claim.coupon);
    if (known) known.push(claim);
    else byStoredForm.set(claim.coupon, [claim]);
  }
  for (const [code, stored] of storedForm) coupons.set(code, byStoredForm.get(stored) ?? NO_COUPONS);
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

/** Finds out whose the tags are that orders carry and nobody asked for yet, read as people and links carry a tracking code; what is none is no evidence. */
async function askForTags(trx: Transaction<Database>, workspaceId: string, orders: readonly OrderFact[], tags: Map<string, string | null>): Promise<void> {
  const codes = new Map<string, string | null>();
  for (const { utmContent: tag } of orders) {
    if (tag === null || tags.has(tag) || codes.has(tag)) continue;
    const reading = readTrackingCode(tag);
    codes.set(ownText(tag), reading.status === 'ok' ? reading.code : null);
  }
  const byCode = await findCollaborationsByCode(trx, workspaceId, [...new Set(codes.values())].filter((code) => code !== null));
  for (const [tag, code] of codes) tags.set(tag, code === null ? null : (byCode.get(code) ?? null));
}
