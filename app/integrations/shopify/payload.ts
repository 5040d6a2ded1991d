import * as z from 'zod';

/** Payloads of Shopify's webhooks as `keepShopifyOrder` and `keepShopifyRefund` leave them: fresh from the shop, or out of the store. */
const money = z.string().regex(/^-?\d{1,13}(\.\d{1,10})?$/, { error: 'expected an amount such as 199.00' });
const instant = z.iso.datetime({ offset: true, error: 'expected an instant with offset' }).transform((text) => new Date(text));
const id = z.string({ error: 'expected an id' }).regex(/^\d{1,20}$/, { error: 'expected an id of digits' });
const currency = z.string({ error: 'expected a currency' }).regex(/^[A-Z]{3}$/, { error: 'expected a currency' });

export const shopifyRefundSchema = z.object({
  id,
  order_id: id.nullable(),
  created_at: instant.nullable(),
  processed_at: instant.nullable(),
  refund_line_items: z.array(z.object({ subtotal: money.nullable() })),
  transactions: z.array(z.object({ kind: z.string().nullable(), status: z.string().nullable(), amount: money.nullable(), currency: currency.nullable() })),
  order_adjustments: z.array(z.object({ kind: z.string().nullable(), amount: money.nullable() })),
});
export type ShopifyRefund = z.infer<typeof shopifyRefundSchema>;

export const shopifyOrderSchema = z.object({
  id,
  test: z.boolean(),
  created_at: instant,
  updated_at: instant.nullable(),
  cancelled_at: instant.nullable(),
  currency,
  financial_status: z.string().nullable(),
  subtotal_price: money,
  taxes_included: z.boolean(),
  total_tax: money.nullable(),
  line_taxes: z.array(money.nullable()),
  discount_codes: z.array(z.string()),
  kclid: z.string().nullable(),
  utm_content: z.string().nullable(),
  /** Keyed hash. */
  buyer: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
  refunds: z.array(shopifyRefundSchema),
});
export type ShopifyOrder = z.infer<typeof shopifyOrderSchema>;

/** The topics that are taken in; a shop may send others, which are acknowledged and left. */
export const SHOPIFY_ORDER_TOPICS: readonly string[] = ['orders/create', 'orders/paid', 'orders/updated', 'orders/edited', 'orders/fulfilled', 'orders/cancelled'];
export const SHOPIFY_REFUND_TOPIC = 'refunds/create';
/** The shop took the app away: nothing more will come. */
export const SHOPIFY_UNINSTALLED_TOPIC = 'app/uninstalled';
