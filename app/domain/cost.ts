import * as z from 'zod';

/** Kinds of cost of a collaboration (product.md section 7). */
export const COST_KINDS = ['fee', 'service_fee', 'seeding', 'production', 'boost', 'commission', 'other'] as const;
export type CostKind = (typeof COST_KINDS)[number];
export const costKindSchema = z.enum(COST_KINDS);

/** Costs that accrue evenly by day over the flight; the rest accrues on its date. */
export const ACCRUES_OVER_FLIGHT: readonly CostKind[] = ['fee', 'service_fee', 'production'];

/** Whether a cost item is the agreed fee: the fee without a date and a note, which came with the collaboration. Any other fee was recorded beside it. */
export function isAgreedFee({ kind, incurredOn, note }: { readonly kind: CostKind; readonly incurredOn: string | null; readonly note: string }): boolean {
  return kind === 'fee' && incurredOn === null && note === '';
}

/** Stages and states of a payment (product.md section 12). */
export const PAYMENT_STAGES = ['agreement', 'publication', 'review'] as const;
export type PaymentStage = (typeof PAYMENT_STAGES)[number];
export const paymentStageSchema = z.enum(PAYMENT_STAGES);
export const PAYMENT_STATUSES = ['planned', 'requested', 'approved', 'paid', 'voided'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];
export const paymentStatusSchema = z.enum(PAYMENT_STATUSES);
