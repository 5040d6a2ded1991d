import type { OrderFact } from '#app/domain/order.ts';
import type { RefundFact } from '#db/queries/refund.server.ts';
import { NOON } from './workspace.ts';

let made = 0;

/** A paid order of 199.00 yuan placed at noon on 10 July 2026, with no evidence for anybody. */
export function anOrder(wishes: Partial<OrderFact> = {}): OrderFact {
  made += 1;
  return {
    shop: 'main', orderId: `order-${made}`, placedAt: NOON, currency: 'CNY', merchandiseMinor: 19_900, refundedMinor: 0, status: 'paid',
    discountCodes: [], clickId: null, utmContent: null, customerHash: null, ...wishes,
  };
}

/** A refund of 50.00 yuan the day after. */
export function aRefund(wishes: Partial<RefundFact> & Pick<RefundFact, 'orderId'>): RefundFact {
  made += 1;
  return { shop: 'main', refundId: `refund-${made}`, amountMinor: 5_000, currency: 'CNY', refundedAt: new Date(NOON.getTime() + 86_400_000), ...wishes };
}
