import type { Kysely } from 'kysely';
import * as z from 'zod';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { lockPayment, UNASKED } from '#db/queries/payment.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { PaymentStatus } from '#app/domain/cost.ts';
import { canTakePaymentStep } from '#app/domain/finance/payment-state.ts';
import { isFinance } from './acting-member.server.ts';
import type { Doing } from './doing.ts';
import { recordPaymentStep } from './record-payment-step.server.ts';

export const voidPaymentSchema = z.strictObject({
  paymentId: z.uuid(),
  /** `void` strikes it out for good; `withdraw` takes the request back, and it is planned again. */
  step: z.enum(['void', 'withdraw']),
  reason: z.string().trim().min(1).max(500),
});
export type VoidPaymentInput = z.infer<typeof voidPaymentSchema>;

export type VoidPaymentOutcome =
  | { readonly status: 'voided' | 'withdrawn'; readonly paymentId: string }
  | { readonly status: 'not-found' }
  /** What finance approved, finance alone takes back. */
  | { readonly status: 'not-finance' }
  | { readonly status: 'not-allowed'; readonly from: PaymentStatus };

/** Strikes a payment out or takes its request back, with a reason; what was approved is reversed in the ledger (product.md section 12). */
export async function voidPayment(db: Kysely<Database>, input: VoidPaymentInput & { readonly workspaceId: string }, doing: Doing): Promise<VoidPaymentOutcome> {
  const { workspaceId, paymentId, step, reason } = input;
  return await inTransaction(db, async (trx) => {
    await lockLedger(trx, workspaceId);
    const payment = await lockPayment(trx, workspaceId, paymentId);
    if (!payment) return { status: 'not-found' };
    if (!canTakePaymentStep(payment.status, step)) return { status: 'not-allowed', from: payment.status };
    if (payment.status === 'approved' && !(await isFinance(trx, workspaceId, doing.actor))) return { status: 'not-finance' };
    await recordPaymentStep(trx, await getWorkspace(trx, workspaceId), payment, { step, columns: step === 'withdraw' ? UNASKED : {}, reason }, doing);
    return { status: step === 'void' ? 'voided' : 'withdrawn', paymentId };
  });
}
