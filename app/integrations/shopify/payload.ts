import * as z from 'zod';

/**
 * The fields of Shopify's webhooks that are used (metrics-and-formats.md section 5a), out of JSON read with `parseExactJson`: every number is
 * a text. Other fields, names and addresses among them, fall away here.
 */
const money = z.string().regex(/^-?\d{1,13}(\.\d{1,10})?$/);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const id = z.string().min(1).max(128).regex(/^[^\p{Cc}\p{Cs}]*$/u);
const orNone = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);
const orEmpty = <T extends z.ZodType>(schema: T) => z.array(schema).nullish().transform((list) => list ?? []);

const refundLineSchema = z.object({ subtotal: orNone(money) });
const transactionSchema = z.object({ kind: orNone(z.string()), status: orNone(z.string()), amount: orNone(money), currency: orNone(z.string()) });
const adjustmentSchema = z.object({ kind: orNone(z.string()), amount: orNone(money) });

export const shopifyRefundSchema = z.object({
  id,
  order_id: orNone(id),
  created_at: orNone(instant),
  processed_at: orNone(instant),
  refund_line_items: orEmpty(refundLineSchema),
  transactions: orEmpty(transactionSchema),
  order_adjustments: orEmpty(adjustmentSchema),
});
export type ShopifyRefund = z.infer<typeof shopifyRefundSchema>;

export const shopifyOrderSchema = z.object({
  id,
  test: orNone(z.boolean()),
  created_at: instant,
  processed_at: orNone(instant),
  updated_at: orNone(instant),
  cancelled_at: orNone(instant),
  currency: z.string().regex(/^[A-Z]{3}$/),
  financial_status: orNone(z.string()),
  subtotal_price: money,
  taxes_included: orNone(z.boolean()),
  total_tax: orNone(money),
  landing_site: orNone(z.string()),
  discount_codes: orEmpty(z.object({ code: orNone(z.string()) })),
  note_attributes: orEmpty(z.object({ name: orNone(z.string()), value: orNone(z.string()) })),
  line_items: orEmpty(z.object({ tax_lines: orEmpty(z.object({ price: orNone(money) })) })),
  /** Read to be hashed; not kept. */
  email: orNone(z.string()),
  phone: orNone(z.string()),
  customer: orNone(z.object({ id: orNone(z.string()), email: orNone(z.string()), phone: orNone(z.string()) })),
  refunds: orEmpty(shopifyRefundSchema),
});
export type ShopifyOrder = z.infer<typeof shopifyOrderSchema>;

/** The topics that are taken in; a shop may send others, which are acknowledged and left. */
export const SHOPIFY_ORDER_TOPICS = ['orders/create', 'orders/paid', 'orders/updated', 'orders/cancelled'] as const;
export const SHOPIFY_REFUND_TOPIC = 'refunds/create';
