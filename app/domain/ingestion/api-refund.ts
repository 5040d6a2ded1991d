import * as z from 'zod';
import { amountSchema, amountsMinor, currencySchema, instantSchema, shortText } from './api-fields.ts';

/** A refund as the API takes it. */
export interface ApiRefund {
  readonly shop: string;
  readonly orderId: string;
  readonly refundId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly refundedAt: Date;
}

/** An item of `POST /api/v1/refunds`; it may come before its order. */
export const apiRefundSchema = z
  .strictObject({
    shop: shortText(64).meta({ examples: ['main'] }),
    orderId: shortText(128).meta({ examples: ['1001'] }),
    id: shortText(128).meta({ description: 'The refund within its order; with `shop` and `orderId` its identity', examples: ['r1'] }),
    amount: amountSchema.meta({ description: 'Merchandise refunded by this refund' }),
    currency: currencySchema,
    refundedAt: instantSchema,
  })
  .transform((item, context): ApiRefund => {
    const minor = amountsMinor(item, ['amount'], context);
    if (minor === null) return z.NEVER;
    return { shop: item.shop, orderId: item.orderId, refundId: item.id, amountMinor: minor.amount, currency: item.currency, refundedAt: item.refundedAt };
  });
