import { parseAmountMinor } from '#app/domain/money.ts';
import type { DeliveryReading } from '#app/domain/ingestion/delivery.ts';
import type { OrderStatus } from '#app/domain/order.ts';
import type { WooOrder } from './payload.ts';

/**
 * A WooCommerce order as the portal's. `total` is what the buyer pays, and `total_tax` holds the tax on shipping too, so merchandise is
 * total - shipping_total - total_tax. Refunds are told by their totals, in which tax and shipping cannot be told apart: they are counted
 * whole, up to the merchandise, so that revenue is rather too low than too high.
 */
export function readWooOrder(shop: string, order: WooOrder): DeliveryReading {
  if (order.status === 'checkout-draft') return { status: 'ignored', why: 'draft' };
  const minor = (amount: string | null) => (amount === null ? 0 : parseAmountMinor(amount, order.currency));
  const [total, tax, shipping] = [minor(order.total), minor(order.total_tax), minor(order.shipping_total)];
  if (total === null || tax === null || shipping === null) return { status: 'unreadable', why: `an amount is none in ${order.currency}` };
  const refunds = order.refunds.map(minor);
  if (refunds.some((refund) => refund === null)) return { status: 'unreadable', why: `a refund is no amount in ${order.currency}` };
  const merchandiseMinor = Math.max(0, total - tax - shipping);
  const toldMinor = refunds.reduce((sum: number, refund) => sum + Math.abs(refund ?? 0), 0);
  // An order that was set to `refunded` by hand lists no refund.
  const refundedMinor = order.status === 'refunded' ? merchandiseMinor : Math.min(merchandiseMinor, toldMinor);
  return {
    status: 'ok',
    fact: {
      kind: 'order',
      order: {
        shop, orderId: order.id, placedAt: order.date_created_gmt, currency: order.currency, merchandiseMinor, refundedMinor,
        status: statusOf(order.status, refundedMinor), discountCodes: order.coupon_lines, clickId: order.kclid, utmContent: order.utm_content,
        customerHash: order.buyer, sourceUpdatedAt: order.date_modified_gmt,
      },
    },
  };
}

/** `on-hold` awaits the money; `failed` never got it. A status of a plugin's own is not a payment. */
function statusOf(status: WooOrder['status'], refundedMinor: number): OrderStatus {
  switch (status) {
    case 'processing':
    case 'completed':
      return refundedMinor > 0 ? 'partially_refunded' : 'paid';
    case 'refunded':
      return 'refunded';
    case 'cancelled':
    case 'trash':
      return 'cancelled';
    case 'failed':
      return 'voided';
    case 'pending':
    case 'on-hold':
    case 'checkout-draft':
    case 'other':
      return 'pending';
  }
}
