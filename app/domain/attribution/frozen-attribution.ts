import type { AttributionMethod } from '#app/domain/order.ts';
import type { Policy } from '#app/domain/policy.ts';
import { dayOf } from '#app/domain/period.ts';
import type { AttributableOrder, Attribution } from './attribute-order.ts';
import { attributeOrder } from './attribute-order.ts';
import type { Touch } from './touches.ts';

/** What an order's credit was decided on when it was captured. */
export interface FrozenEvidence {
  readonly method: AttributionMethod;
  /** Collaborations that hold its credit. */
  readonly collaborationIds: readonly string[];
  readonly touches: readonly Touch[];
}

/** A window that no touch falls out of: the frozen ones were chosen under the window in force at capture. */
const ANY_WINDOW_DAYS = 36_500;

/**
 * Divides a changed net revenue as the first one was divided: a refund reverses each credit in the proportion in which it
 * was given, whatever became of flights, coupons and clicks since (product.md section 6). The frozen winners are
 * handed to `attributeOrder` as evidence, so the split itself has one definition.
 */
export function attributeFrozen(order: AttributableOrder, frozen: FrozenEvidence, policy: Policy['attribution'], zone: string): Attribution {
  const nothing = { ...order, discountCodes: [], clickId: null, utmContent: null };
  switch (frozen.method) {
    case 'coupon': {
      const day = dayOf(order.placedAt, zone);
      const couponMatches = frozen.collaborationIds.map((collaborationId) => ({ collaborationId, coupon: FROZEN, startsOn: day, endsOn: day }));
      return attributeOrder({ ...nothing, discountCodes: [FROZEN] }, { couponMatches, touches: [], utmCollaborationId: null }, policy, zone);
    }
    case 'click':
      return attributeOrder(
        { ...nothing, clickId: FROZEN },
        { couponMatches: [], touches: frozen.touches, utmCollaborationId: null },
        { ...policy, clickWindowDays: ANY_WINDOW_DAYS },
        zone,
      );
    case 'utm':
      return attributeOrder(
        { ...nothing, utmContent: FROZEN },
        { couponMatches: [], touches: [], utmCollaborationId: frozen.collaborationIds[0] ?? null },
        policy,
        zone,
      );
    case 'none':
      return attributeOrder(nothing, { couponMatches: [], touches: [], utmCollaborationId: null }, policy, zone);
  }
}

/** Stands in for the code, click id or tag: who won is known, so its wording plays no part. */
const FROZEN = 'frozen';
