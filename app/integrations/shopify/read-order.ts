import { parseAmountMinor } from '#app/domain/money.ts';
import type { DeliveryReading } from '#app/domain/ingestion/delivery.ts';
import { readWord } from '#app/domain/ingestion/cell-word.ts';
import { SHOPIFY_STATUS_WORDS } from '#app/domain/ingestion/vocabularies.ts';
import type { OrderStatus } from '#app/domain/order.ts';
import type { ShopifyOrder, ShopifyRefund } from './payload.ts';

/** A Shopify order as the portal's. Merchandise is `subtotal_price` (after discounts, without shipping), less the tax in it where prices include tax. */
export function readShopifyOrder(shop: string, order: ShopifyOrder): DeliveryReading {
  if (order.test) return { status: 'ignored', why: 'test_order' };
  const subtotal = parseAmountMinor(order.subtotal_price, order.currency);
  const tax = taxInPrices(order);
  if (subtotal === null || tax === null) return { status: 'unreadable', why: `an amount is none in ${order.currency}` };
  const refunds = order.refunds.map((refund) => refundedMinor(refund, order.currency));
  if (refunds.some((refund) => refund === null)) return { status: 'unreadable', why: `a refund is no amount in ${order.currency}` };
  return {
    status: 'ok',
    fact: {
      kind: 'order',
      order: {
        shop, orderId: order.id, placedAt: order.created_at, currency: order.currency,
        merchandiseMinor: Math.max(0, subtotal - tax),
        refundedMinor: refunds.reduce((sum: number, refund) => sum + (refund ?? 0), 0),
        status: statusOf(order), discountCodes: order.discount_codes, clickId: order.kclid, utmContent: order.utm_content, customerHash: order.buyer,
        sourceUpdatedAt: order.updated_at,
      },
    },
  };
}

/** A refund event as the portal's; a refund of shipping alone brings 0. */
export function readShopifyRefund(shop: string, refund: ShopifyRefund): DeliveryReading {
  const orderId = refund.order_id;
  const currency = refund.transactions.find((transaction) => transaction.currency !== null)?.currency ?? null;
  const refundedAt = refund.processed_at ?? refund.created_at;
  if (orderId === null || refundedAt === null) return { status: 'unreadable', why: 'the refund names no order or no time' };
  // Without money moved there is nothing to count here: an item was removed before it was paid for, and orders/updated tells that.
  if (currency === null) return { status: 'ignored', why: 'no_money_moved' };
  const amountMinor = refundedMinor(refund, currency);
  if (amountMinor === null) return { status: 'unreadable', why: `the refund is no amount in ${currency}` };
  return { status: 'ok', fact: { kind: 'refund', refund: { shop, orderId, refundId: refund.id, amountMinor, currency, refundedAt } } };
}

/**
 * Merchandise given back: the refunded lines where there are any, else the cash of successful refunds without what went back for shipping.
 * The sign of adjustments varies between shops, so only their size is read.
 */
function refundedMinor(refund: ShopifyRefund, currency: string): number | null {
  if (refund.refund_line_items.length > 0) return sumMinor(refund.refund_line_items.map((line) => line.subtotal), currency);
  const cash = sumMinor(
    refund.transactions.filter(({ kind, status }) => kind === 'refund' && (status === null || status === 'success')).map(({ amount }) => amount),
    currency,
  );
  const shipping = sumMinor(refund.order_adjustments.filter(({ kind }) => kind === 'shipping_refund').map(({ amount }) => amount?.replace(/^-/, '') ?? null), currency);
  return cash === null || shipping === null ? null : Math.max(0, cash - shipping);
}

/** Tax that `subtotal_price` holds: that of the lines, or all of it where the lines do not say. */
function taxInPrices(order: ShopifyOrder): number | null {
  if (!order.taxes_included) return 0;
  return order.line_taxes.length > 0 ? sumMinor(order.line_taxes, order.currency) : sumMinor([order.total_tax], order.currency);
}

function sumMinor(amounts: readonly (string | null)[], currency: string): number | null {
  let sum = 0;
  for (const amount of amounts) {
    const minor = amount === null ? 0 : parseAmountMinor(amount, currency);
    if (minor === null) return null;
    sum += minor;
  }
  return Number.isSafeInteger(sum) ? Math.max(0, sum) : null;
}

/** As in Shopify's export; a status that may be added one day is not a payment. */
function statusOf(order: ShopifyOrder): OrderStatus {
  if (order.cancelled_at !== null) return 'cancelled';
  const reading = readWord(order.financial_status ?? '', SHOPIFY_STATUS_WORDS);
  return reading.ok ? reading.value : 'pending';
}
