import type { JsonObject } from '#app/domain/json.ts';
import type { Fields } from '#app/domain/ingestion/kept-text.ts';
import { elementsOf, fieldsOf, KEPT, keptOrNone, keptText, keptWord, passingText } from '#app/domain/ingestion/kept-text.ts';
import { readShopifyAttribution } from '#app/domain/ingestion/shopify-attribution.ts';
import { WOO_STATUSES } from './payload.ts';

const ATTRIBUTION = /^_wc_order_attribution_/;
const READ_META: ReadonlySet<string> = new Set(['utm_content', 'session_entry', 'kclid', '_kclid']);

/**
 * What is kept of an order's payload (metrics-and-formats.md section 5b): the fields that `readWooOrder` reads, each only in the form that the field
 * has. Of the visit the click id and the tag stay, of the buyer a keyed hash; names, addresses and everything else fall away here.
 */
export function keepWooOrder(raw: unknown, hashBuyer: (identity: string) => string): JsonObject {
  const order = fieldsOf(raw);
  const { clickId, utmContent } = attributionOf(order);
  const buyer = buyerOf(order);
  const amount = (name: string) => keptText(order[name], KEPT.amount);
  return {
    id: keptText(order['id'], KEPT.id),
    status: keptWord(order['status'], WOO_STATUSES),
    currency: keptText(order['currency'], KEPT.currency),
    date_created_gmt: keptText(order['date_created_gmt'], KEPT.instant),
    date_modified_gmt: keptText(order['date_modified_gmt'], KEPT.instant),
    total: amount('total'),
    total_tax: amount('total_tax'),
    shipping_total: amount('shipping_total'),
    coupon_lines: elementsOf(order['coupon_lines']).flatMap((line) => keptOrNone(passingText(fieldsOf(line)['code'])?.trim(), KEPT.code) ?? []),
    refunds: elementsOf(order['refunds']).map((refund) => keptText(fieldsOf(refund)['total'], KEPT.amount)),
    kclid: keptOrNone(clickId, KEPT.clickId),
    utm_content: keptOrNone(utmContent, KEPT.utmContent),
    buyer: buyer === null ? null : hashBuyer(buyer),
  };
}

/** A deletion holds the order's id and nothing else. */
export function keepWooDeletion(raw: unknown): JsonObject {
  return { id: keptText(fieldsOf(raw)['id'], KEPT.id) };
}

/** `_wc_order_attribution_utm_content`, and the click id in the query of the page on which the session began. */
function attributionOf(order: Fields) {
  const lines = elementsOf(order['meta_data']).map(fieldsOf).flatMap(({ key, value }) => {
    const name = passingText(key)?.replace(ATTRIBUTION, '') ?? '';
    const text = passingText(value)?.trim() ?? '';
    // Neither an id nor a tag nor an address has blanks; a value that has is somebody's words.
    return READ_META.has(name) && !/\s/.test(text) ? [`${name}: ${text}`] : [];
  });
  return readShopifyAttribution(lines.join('\n'), '');
}

/** A guest's `customer_id` is 0, which names nobody. */
function buyerOf(order: Fields): string | null {
  const billing = fieldsOf(order['billing']);
  const customerId = passingText(order['customer_id']);
  return passingText(billing['email']) ?? passingText(billing['phone']) ?? (customerId === '0' ? null : customerId);
}
