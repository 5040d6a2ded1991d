import * as z from 'zod';

/** States of an order in WooCommerce's core; plugins add others. */
export const WOO_STATUSES = ['pending', 'processing', 'on-hold', 'completed', 'cancelled', 'refunded', 'failed', 'checkout-draft', 'trash'] as const;
export type WooStatus = (typeof WOO_STATUSES)[number];

const money = z.string({ error: 'expected an amount such as 199.00' }).regex(/^-?\d{1,13}(\.\d{1,10})?$/, { error: 'expected an amount such as 199.00' });
const id = z.string({ error: 'expected an id' }).regex(/^\d{1,20}$/, { error: 'expected an id of digits' });

/** `date_created_gmt` and the like carry no zone: they are in UTC. */
const gmt = z
  .string({ error: 'expected an instant in UTC' })
  .transform((text) => (/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`))
  .pipe(z.iso.datetime({ offset: true, error: 'expected an instant in UTC' }))
  .transform((text) => new Date(text));

/** Orders of WooCommerce's webhooks as `keepWooOrder` leaves them: fresh from the shop, or out of the store. */
export const wooOrderSchema = z.object({
  id,
  status: z.enum([...WOO_STATUSES, 'other'], { error: 'expected a status' }),
  currency: z.string({ error: 'expected a currency' }).regex(/^[A-Z]{3}$/, { error: 'expected a currency' }),
  date_created_gmt: gmt,
  date_modified_gmt: gmt.nullable(),
  total: money,
  total_tax: money.nullable(),
  shipping_total: money.nullable(),
  coupon_lines: z.array(z.string()),
  /** Totals, negative. */
  refunds: z.array(money),
  kclid: z.string().nullable(),
  utm_content: z.string().nullable(),
  /** Keyed hash. */
  buyer: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
});
export type WooOrder = z.infer<typeof wooOrderSchema>;

export const wooDeletionSchema = z.object({ id });

/** The topics that are taken in; a shop may send others, which are acknowledged and left. */
export const WOO_ORDER_TOPICS: readonly string[] = ['order.created', 'order.updated', 'order.restored'];
export const WOO_DELETED_TOPIC = 'order.deleted';
