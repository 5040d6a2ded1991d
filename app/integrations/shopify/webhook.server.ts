import type { DeliveryReading } from '#app/domain/ingestion/delivery.ts';
import { placesOf } from '#app/domain/ingestion/kept-text.ts';
import { signerOf } from '#app/lib/body-signature.server.ts';
import type { SignedBytes, WebhookVendor } from '../webhook-vendor.server.ts';
import { eventIdOf, idOrNone, topicOf } from '../webhook-vendor.server.ts';
import { keepShopifyOrder, keepShopifyRefund } from './kept-payload.ts';
import { SHOPIFY_ORDER_TOPICS, SHOPIFY_REFUND_TOPIC, SHOPIFY_UNINSTALLED_TOPIC, shopifyOrderSchema, shopifyRefundSchema } from './payload.ts';
import { readShopifyOrder, readShopifyRefund } from './read-order.ts';

/**
 * Shopify: `X-Shopify-Hmac-SHA256` is the base64 HMAC-SHA256 of the raw bytes. One event comes once for each subscription to it, so
 * repetitions are told by the event's id, and by the webhook's where a delivery has no event id.
 */
export const shopifyWebhook: WebhookVendor = {
  signer: (delivery, secrets) => signerOf([header(delivery, 'hmac-sha256') ?? ''], [delivery.rawBody], secrets),
  isPing: () => false,
  identify: (delivery) => ({
    topic: topicOf(header(delivery, 'topic')),
    eventId: eventIdOf(header(delivery, 'event-id') ?? header(delivery, 'webhook-id'), delivery.rawBody),
    deliveryId: idOrNone(header(delivery, 'webhook-id')),
  }),
  keep: (topic, json, { hashBuyer }) => {
    if (SHOPIFY_ORDER_TOPICS.includes(topic)) return keepShopifyOrder(json, hashBuyer);
    if (topic === SHOPIFY_REFUND_TOPIC) return keepShopifyRefund(json);
    return topic === SHOPIFY_UNINSTALLED_TOPIC ? {} : null;
  },
  read: (topic, kept, { shop }): DeliveryReading => {
    if (topic === SHOPIFY_UNINSTALLED_TOPIC) return { status: 'ok', fact: { kind: 'disconnection' } };
    if (topic === SHOPIFY_REFUND_TOPIC) {
      const parsed = shopifyRefundSchema.safeParse(kept);
      return parsed.success ? readShopifyRefund(shop, parsed.data) : { status: 'unreadable', why: placesOf(parsed.error.issues) };
    }
    const parsed = shopifyOrderSchema.safeParse(kept);
    return parsed.success ? readShopifyOrder(shop, parsed.data) : { status: 'unreadable', why: placesOf(parsed.error.issues) };
  },
};

/** Newer deliveries leave the prefix `X-` away. */
function header(delivery: SignedBytes, name: string): string | null {
  return delivery.header(`x-shopify-${name}`) ?? delivery.header(`shopify-${name}`);
}
