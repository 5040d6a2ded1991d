import * as z from 'zod';
import { apiOrderSchema } from '#app/domain/ingestion/api-order.ts';
import { apiRefundSchema } from '#app/domain/ingestion/api-refund.ts';
import type { DeliveryReading } from '#app/domain/ingestion/delivery.ts';
import { placesOf } from '#app/domain/ingestion/kept-text.ts';
import type { WebhookVendor } from '../webhook-vendor.server.ts';
import { eventIdOf, idOrNone } from '../webhook-vendor.server.ts';
import { keepStandardMessage, standardTypeOf } from './kept-payload.ts';
import { sentAtOf, standardSigner, standardWhyLate } from './signature.server.ts';

/** The frame of what `keepStandardMessage` leaves; the item inside is checked as the API checks it. */
const keptSchema = z.object({
  sent_at: z.iso.datetime().transform((text) => new Date(text)),
  of_this_shop: z.literal(true, { error: 'the message names another shop than that of its connection' }),
  item: z.record(z.string(), z.unknown()),
  buyer: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
});

/** Anything that speaks Standard Webhooks 1.0; its body is an order as the API takes it, or `{"type": "order" | "refund", "data": ...}`. */
export const standardWebhook: WebhookVendor = {
  signer: standardSigner,
  whyLate: standardWhyLate,
  isPing: () => false,
  identify: ({ header, rawBody }, json) => {
    const id = header('webhook-id');
    return { topic: standardTypeOf(json), eventId: eventIdOf(id, rawBody), deliveryId: idOrNone(id) };
  },
  keep: (topic, json, { shop, now, header, hashBuyer }) => (
    topic === 'order' || topic === 'refund' ? keepStandardMessage(topic, json, { shop, sentAt: sentAtOf({ header }) ?? now, hashBuyer }) : null
  ),
  read: (topic, kept, { shop }): DeliveryReading => {
    const frame = keptSchema.safeParse(kept);
    if (!frame.success) return { status: 'unreadable', why: placesOf(frame.error.issues) };
    return topic === 'refund' ? readRefund(shop, frame.data) : readOrder(shop, frame.data);
  },
};

/** The items' schema wants a shop; it is the connection's, whatever the message says. */
const THIS_SHOP = 'this';

type Kept = z.infer<typeof keptSchema>;

/** A message that does not state when the order was changed last was sent when it was. */
function readOrder(shop: string, { item, buyer, sent_at: sentAt }: Kept): DeliveryReading {
  const parsed = apiOrderSchema.safeParse({ ...item, shop: THIS_SHOP });
  if (!parsed.success) return { status: 'unreadable', why: placesOf(parsed.error.issues) };
  const { customer: _none, sourceUpdatedAt, ...order } = parsed.data;
  return { status: 'ok', fact: { kind: 'order', order: { ...order, shop, customerHash: buyer, sourceUpdatedAt: sourceUpdatedAt ?? sentAt } } };
}

function readRefund(shop: string, { item }: Kept): DeliveryReading {
  const parsed = apiRefundSchema.safeParse({ ...item, shop: THIS_SHOP });
  return parsed.success ? { status: 'ok', fact: { kind: 'refund', refund: { ...parsed.data, shop } } } : { status: 'unreadable', why: placesOf(parsed.error.issues) };
}
