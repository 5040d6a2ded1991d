import * as z from 'zod';
import type { OrderFact } from '#app/domain/order.ts';
import { orderStatusSchema } from '#app/domain/order.ts';
import { amountSchema, amountsMinor, currencySchema, instantSchema, optionalText, shortText } from './api-fields.ts';

/** An order as the API takes it; `customer` is to be hashed at once, never stored or logged. */
export interface ApiOrder extends Omit<OrderFact, 'customerHash'> {
  readonly customer: string | null;
  readonly sourceUpdatedAt: Date | null;
}

/** An item of `POST /api/v1/orders` (interfaces.md). Unknown fields are refused: a misspelt one would be lost without a word. */
export const apiOrderSchema = z
  .strictObject({
    shop: shortText(64).meta({ description: 'Name of the shop; a new name makes a new shop', examples: ['main'] }),
    id: shortText(128).meta({ description: 'The order within its shop; with `shop` its identity', examples: ['1001'] }),
    placedAt: instantSchema,
    currency: currencySchema,
    merchandise: amountSchema.meta({ description: 'Merchandise after discounts, without shipping and tax' }),
    refunded: amountSchema.default('0').meta({ description: 'Merchandise refunded so far, cumulative' }),
    status: orderStatusSchema.default('paid'),
    discountCodes: z.array(shortText(100)).max(50).nullish().transform((codes) => codes ?? []),
    clickId: optionalText(128).meta({ description: 'The `kclid` that the order carries' }),
    utmContent: optionalText(200),
    customer: optionalText(320).meta({ description: 'Anything that identifies the buyer; hashed on arrival, never stored' }),
    updatedAt: instantSchema.nullish().transform((at) => at ?? null).meta({ description: 'Time of the last change at its source: an older version never replaces a newer one' }),
  })
  .transform((item, context): ApiOrder => {
    const minor = amountsMinor(item, ['merchandise', 'refunded'], context);
    if (minor === null) return z.NEVER;
    const { shop, id, placedAt, currency, status, discountCodes, clickId, utmContent, customer, updatedAt } = item;
    return {
      shop, orderId: id, placedAt, currency, merchandiseMinor: minor.merchandise, refundedMinor: minor.refunded, status, discountCodes,
      clickId, utmContent, customer, sourceUpdatedAt: updatedAt,
    };
  });
