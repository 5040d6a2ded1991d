import type { JsonObject } from '#app/domain/json.ts';
import type { Fields } from '#app/domain/ingestion/kept-text.ts';
import { elementsOf, fieldsOf, KEPT, keptOrNone, keptText, keptWord, passingText } from '#app/domain/ingestion/kept-text.ts';
import { readShopifyAttribution } from '#app/domain/ingestion/shopify-attribution.ts';

const FINANCIAL_STATUSES = ['authorized', 'pending', 'paid', 'partially_paid', 'refunded', 'partially_refunded', 'voided', 'expired', 'unpaid'] as const;
const TRANSACTION_KINDS = ['refund', 'sale', 'capture', 'authorization', 'void'] as const;
const TRANSACTION_STATUSES = ['success', 'failure', 'pending', 'error'] as const;

/**
 * What is kept of an order's payload (metrics-and-formats.md section 5a): the fields that `readShopifyOrder` reads, each only in the form that the
 * field has. Of the landing page and the attributes the click id and the tag stay, of the buyer a keyed hash; everything else falls away here.
 */
export function keepShopifyOrder(raw: unknown, hashBuyer: (identity: string) => string): JsonObject {
  const order = fieldsOf(raw);
  const { clickId, utmContent } = attributionOf(order);
  const buyer = buyerOf(order);
  return {
    id: keptText(order['id'], KEPT.id),
    test: order['test'] === true,
    created_at: keptText(order['created_at'], KEPT.instant),
    updated_at: keptText(order['updated_at'], KEPT.instant),
    cancelled_at: keptText(order['cancelled_at'], KEPT.instant),
    currency: keptText(order['currency'], KEPT.currency),
    financial_status: keptWord(order['financial_status'], FINANCIAL_STATUSES),
    subtotal_price: keptText(order['subtotal_price'], KEPT.amount),
    taxes_included: order['taxes_included'] === true,
    total_tax: keptText(order['total_tax'], KEPT.amount),
    line_taxes: elementsOf(order['line_items']).flatMap((line) => elementsOf(fieldsOf(line)['tax_lines']).map((tax) => keptText(fieldsOf(tax)['price'], KEPT.amount))),
    discount_codes: elementsOf(order['discount_codes']).flatMap((discount) => keptOrNone(passingText(fieldsOf(discount)['code'])?.trim(), KEPT.code) ?? []),
    kclid: keptOrNone(clickId, KEPT.clickId),
    utm_content: keptOrNone(utmContent, KEPT.utmContent),
    buyer: buyer === null ? null : hashBuyer(buyer),
    refunds: elementsOf(order['refunds']).map(keepShopifyRefund),
  };
}

/** What is kept of a refund: its amounts, its times and the words that tell which of them count. */
export function keepShopifyRefund(raw: unknown): JsonObject {
  const refund = fieldsOf(raw);
  const parts = (name: string) => elementsOf(refund[name]).map(fieldsOf);
  const amount = (value: unknown) => keptText(value, KEPT.amount);
  return {
    id: keptText(refund['id'], KEPT.id),
    order_id: keptText(refund['order_id'], KEPT.id),
    created_at: keptText(refund['created_at'], KEPT.instant),
    processed_at: keptText(refund['processed_at'], KEPT.instant),
    refund_line_items: parts('refund_line_items').map((line) => ({ subtotal: amount(line['subtotal']) })),
    transactions: parts('transactions').map((transaction) => ({
      kind: keptWord(transaction['kind'], TRANSACTION_KINDS), status: keptWord(transaction['status'], TRANSACTION_STATUSES),
      amount: amount(transaction['amount']), currency: keptText(transaction['currency'], KEPT.currency),
    })),
    order_adjustments: parts('order_adjustments').map((adjustment) => (
      { kind: keptWord(adjustment['kind'], ['shipping_refund', 'refund_discrepancy']), amount: amount(adjustment['amount']) }
    )),
  };
}

/** The buyer's own attributes first: a cart keeps them, while the landing page is often that of a payment app. */
function attributionOf(order: Fields) {
  const attributes = elementsOf(order['note_attributes']).map(fieldsOf).map(({ name, value }) => `${oneLine(name)}: ${oneLine(value)}`);
  return readShopifyAttribution([...attributes, `landing_site: ${oneLine(order['landing_site'])}`].join('\n'), '');
}

/** Neither an id nor a tag nor an address has blanks; a value that has is somebody's words. */
function oneLine(value: unknown): string {
  const text = passingText(value)?.trim() ?? '';
  return /\s/.test(text) ? '' : text;
}

function buyerOf(order: Fields): string | null {
  const customer = fieldsOf(order['customer']);
  for (const identity of [order['email'], customer['email'], order['phone'], customer['phone'], customer['id']]) {
    const text = passingText(identity);
    if (text !== null) return text;
  }
  return null;
}
