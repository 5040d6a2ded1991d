import type { Kysely } from 'kysely';
import * as z from 'zod';
import { lockPayment } from '#db/queries/payment.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { PeriodRefusal } from '#app/domain/finance/period-lock.ts';
import { periodLockRefusal } from '#app/domain/finance/period-lock.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { idempotencyKeySchema } from './approve-payment.server.ts';
import { openBooks } from './books.server.ts';
import type { PaymentRefusal } from './check-payment.server.ts';
import { refusalOf } from './check-payment.server.ts';
import type { Doing } from './doing.ts';
import { lockPeriods } from './lock-periods.server.ts';
import { oncePerKey } from './once-per-key.server.ts';
import { recordPaymentStep } from './record-payment-step.server.ts';

export const payPaymentSchema = z.strictObject({
  paymentId: z.uuid(),
  key: idempotencyKeySchema,
  paidOn: z.string().refine(isCalendarDay, { error: 'a day such as 2026-07-02' }),
  /** The bank's own name of it. */
  reference: z.string().trim().min(1).max(200),
});
export type PayPaymentInput = z.infer<typeof payPaymentSchema>;

export type PayPaymentOutcome =
  | { readonly status: 'paid'; readonly paymentId: string }
  | { readonly status: 'not-found' | 'key-reused' | 'paid-in-future' }
  /** Its month is closed. */
  | { readonly status: 'period-closed'; readonly refusal: PeriodRefusal }
  | PaymentRefusal;

/**
 * Finance marks an approved payment paid; the ledger moves it from what is owed to the bank at the rate frozen with the payment. Once for a key and once for a
 * payment, however many try at the same time.
 */
export async function payPayment(
  db: Kysely<Database>, input: PayPaymentInput & { readonly workspaceId: string; readonly steppedUpAt: Date | null }, doing: Doing,
): Promise<PayPaymentOutcome> {
  const { workspaceId, paymentId, key, paidOn, reference } = input;
  const { now, actor } = doing;
  return await inTransaction(db, async (trx) => {
    const closed = await lockPeriods(trx, workspaceId);
    const payment = await lockPayment(trx, workspaceId, paymentId);
    if (!payment) return { status: 'not-found' };
    const books = await openBooks(trx, workspaceId, now);
    const run = async (): Promise<PayPaymentOutcome> => {
      const refusal = await refusalOf(trx, books, payment, 'pay', input.steppedUpAt, doing);
      if (refusal) return refusal;
      if (paidOn > books.today) return { status: 'paid-in-future' };
      const locked = periodLockRefusal({ day: paidOn, closed });
      if (locked) return { status: 'period-closed', refusal: locked };
      const columns = { paid_on: paidOn, reference, paid_by: actor.id, paid_by_name: actor.name };
      await recordPaymentStep(trx, books.workspace, payment, { step: 'pay', columns, details: { paidOn, reference } }, doing);
      return { status: 'paid', paymentId };
    };
    const deed = { workspaceId, key, deed: 'payment.pay', input: { paymentId, paidOn, reference, actorId: actor.id }, now };
    return await oncePerKey(trx, deed, { run, repeated: { status: 'paid', paymentId } });
  });
}
