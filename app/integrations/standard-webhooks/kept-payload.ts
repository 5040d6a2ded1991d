import type { JsonObject } from '#app/domain/json.ts';
import type { Fields } from '#app/domain/ingestion/kept-text.ts';
import { elementsOf, fieldsOf, KEPT, keptOrNone, keptText, keptWord, NOT_KEPT, passingText } from '#app/domain/ingestion/kept-text.ts';
import { ORDER_STATUSES } from '#app/domain/order.ts';

export type StandardType = 'order' | 'refund' | 'other';

/** The kind of a message: its `type`, of which the part before a dot counts (`order.paid`); a bare item without one is an order. */
export function standardTypeOf(json: unknown): StandardType {
  const { type } = fieldsOf(json);
  if (type === undefined) return 'order';
  const word = keptWord(typeof type === 'string' ? type.split('.', 1)[0] : type, ['order', 'refund']);
  return word ?? 'other';
}

/** What is kept of a message: the fields of the API's items (interfaces.md), the buyer hashed, and when it was sent. */
export function keepStandardMessage(
  type: Exclude<StandardType, 'other'>, json: unknown, at: { readonly shop: string; readonly sentAt: Date; readonly hashBuyer: (identity: string) => string },
): JsonObject {
  const message = fieldsOf(json);
  const item = message['type'] === undefined ? message : fieldsOf(message['data']);
  const named = passingText(item['shop']);
  return {
    sent_at: at.sentAt.toISOString(),
    of_this_shop: named === null || named === at.shop,
    item: type === 'order' ? keptOrder(item) : keptRefund(item),
    buyer: type === 'order' ? hashOf(item['customer'], at.hashBuyer) : null,
  };
}

function keptOrder(item: Fields): JsonObject {
  return {
    id: keptText(item['id'], KEPT.opaqueId), placedAt: keptText(item['placedAt'], KEPT.instant), currency: keptText(item['currency'], KEPT.currency),
    merchandise: keptText(item['merchandise'], KEPT.amount), refunded: keptText(item['refunded'], KEPT.amount) ?? '0',
    status: knownStatus(item['status']),
    discountCodes: elementsOf(item['discountCodes']).flatMap((code) => keptOrNone(passingText(code)?.trim(), KEPT.code) ?? []),
    clickId: keptOrNone(item['clickId'], KEPT.clickId), utmContent: keptOrNone(item['utmContent'], KEPT.utmContent),
    updatedAt: keptText(item['updatedAt'], KEPT.instant),
  };
}

/** A word that is none of ours is not kept: there is no telling what it meant. */
function knownStatus(value: unknown): string {
  const word = keptWord(value, ORDER_STATUSES) ?? 'paid';
  return word === 'other' ? NOT_KEPT : word;
}

function keptRefund(item: Fields): JsonObject {
  return {
    id: keptText(item['id'], KEPT.opaqueId), orderId: keptText(item['orderId'], KEPT.opaqueId), amount: keptText(item['amount'], KEPT.amount),
    currency: keptText(item['currency'], KEPT.currency), refundedAt: keptText(item['refundedAt'], KEPT.instant),
  };
}

function hashOf(identity: unknown, hashBuyer: (identity: string) => string): string | null {
  const text = passingText(identity);
  return text === null ? null : hashBuyer(text);
}
