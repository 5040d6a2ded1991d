import type { DeliveryReading } from '#app/domain/ingestion/delivery.ts';
import { placesOf } from '#app/domain/ingestion/kept-text.ts';
import { signerOf } from '#app/lib/body-signature.server.ts';
import { sha256 } from '#app/lib/secret.server.ts';
import type { WebhookVendor } from '../webhook-vendor.server.ts';
import { idOrNone, topicOf } from '../webhook-vendor.server.ts';
import { keepWooDeletion, keepWooOrder } from './kept-payload.ts';
import { WOO_DELETED_TOPIC, WOO_ORDER_TOPICS, wooDeletionSchema, wooOrderSchema } from './payload.ts';
import { readWooOrder } from './read-order.ts';

/** The body of the greeting that WooCommerce sends, unsigned, when a webhook is saved. */
const PING = /^webhook_id=\d{1,20}$/;

/** WooCommerce: `X-WC-Webhook-Signature` is the base64 HMAC-SHA256 of the raw bytes. It never repeats a delivery. */
export const wooWebhook: WebhookVendor = {
  signer: (delivery, secrets) => signerOf([delivery.header('x-wc-webhook-signature') ?? ''], [delivery.rawBody], secrets),
  isPing: ({ header, rawBody }) => header('x-wc-webhook-signature') === null && rawBody.length < 40 && PING.test(rawBody.toString('latin1')),
  identify: ({ header, rawBody }) => {
    const deliveryId = idOrNone(header('x-wc-webhook-delivery-id'));
    // The delivery id is a hash of the webhook and the second, so all orders of one second share it: the body tells them apart.
    return { topic: topicOf(header('x-wc-webhook-topic')), eventId: `${deliveryId ?? 'none'}.${sha256(rawBody).toString('base64url')}`, deliveryId };
  },
  keep: (topic, json, { hashBuyer }) => {
    if (WOO_ORDER_TOPICS.includes(topic)) return keepWooOrder(json, hashBuyer);
    return topic === WOO_DELETED_TOPIC ? keepWooDeletion(json) : null;
  },
  read: (topic, kept, { shop, receivedAt }): DeliveryReading => {
    if (topic === WOO_DELETED_TOPIC) {
      const parsed = wooDeletionSchema.safeParse(kept);
      if (!parsed.success) return { status: 'unreadable', why: placesOf(parsed.error.issues) };
      return { status: 'ok', fact: { kind: 'deletion', shop, orderId: parsed.data.id, deletedAt: receivedAt } };
    }
    const parsed = wooOrderSchema.safeParse(kept);
    return parsed.success ? readWooOrder(shop, parsed.data) : { status: 'unreadable', why: placesOf(parsed.error.issues) };
  },
};
