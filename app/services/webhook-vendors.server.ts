import type { ConnectionKind } from '#app/domain/ingestion/delivery.ts';
import { shopifyWebhook } from '#app/integrations/shopify/webhook.server.ts';
import { standardWebhook } from '#app/integrations/standard-webhooks/webhook.server.ts';
import type { WebhookVendor } from '#app/integrations/webhook-vendor.server.ts';
import { wooWebhook } from '#app/integrations/woocommerce/webhook.server.ts';
import type { Doing } from './doing.ts';

/** Every system whose webhooks are understood. */
export const WEBHOOK_VENDORS: Readonly<Record<ConnectionKind, WebhookVendor>> = {
  shopify: shopifyWebhook,
  woocommerce: wooWebhook,
  standard: standardWebhook,
};

const NAMES: Readonly<Record<ConnectionKind, string>> = { shopify: 'Shopify', woocommerce: 'WooCommerce', standard: 'Standard Webhooks' };

/** The system itself as an actor. */
export function vendorActor(kind: ConnectionKind): Doing['actor'] {
  return { kind: 'system', id: null, name: NAMES[kind] };
}
