import * as z from 'zod';

/** States of an order as the JSON API and our own CSV name them (interfaces.md). */
export const ORDER_STATUSES = ['paid', 'pending', 'partially_refunded', 'refunded', 'cancelled', 'voided'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export const orderStatusSchema = z.enum(ORDER_STATUSES);

/** Which rule of product.md section 6 gave an order's credit. */
export const ATTRIBUTION_METHODS = ['coupon', 'click', 'utm', 'none'] as const;
export type AttributionMethod = (typeof ATTRIBUTION_METHODS)[number];

/**
 * An order as every source delivers it after parsing: the one shape that ingestion stores and attribution reads.
 * Identity is (shop, orderId). Amounts are minor units of `currency`. No personal data: the buyer is a keyed hash.
 */
export interface OrderFact {
  readonly shop: string;
  readonly orderId: string;
  readonly placedAt: Date;
  readonly currency: string;
  /** Merchandise after discounts, without shipping and tax. */
  readonly merchandiseMinor: number;
  /** Merchandise refunded so far, cumulative. */
  readonly refundedMinor: number;
  readonly status: OrderStatus;
  /** As the buyer typed them, trimmed; compared case-insensitively. */
  readonly discountCodes: readonly string[];
  /** `kclid` carried by the order: the id of the click that brought the visitor. */
  readonly clickId: string | null;
  readonly utmContent: string | null;
  /** Keyed hash of the buyer's e-mail or phone; null when the source names no buyer. */
  readonly customerHash: string | null;
}

/**
 * Net revenue of an order in its own currency (product.md section 5): merchandise after discounts minus refunds, never
 * below 0; nothing for cancelled and voided orders, and nothing for unpaid ones unless the workspace counts them.
 */
export function netRevenueMinor(
  order: Pick<OrderFact, 'merchandiseMinor' | 'refundedMinor' | 'status'>,
  countPending: boolean,
): number {
  switch (order.status) {
    case 'cancelled':
    case 'voided':
      return 0;
    case 'pending':
      return countPending ? Math.max(0, order.merchandiseMinor - order.refundedMinor) : 0;
    case 'paid':
    case 'partially_refunded':
    case 'refunded':
      return Math.max(0, order.merchandiseMinor - order.refundedMinor);
  }
}
