import type { Kysely } from 'kysely';
import * as z from 'zod';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { lockPaymentsOf } from '#db/queries/payment.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { PaymentStatus } from '#app/domain/cost.ts';
import { paymentStageSchema } from '#app/domain/cost.ts';
import { canTakePaymentStep } from '#app/domain/finance/payment-state.ts';
import type { Doing } from './doing.ts';
import { recordPaymentStep } from './record-payment-step.server.ts';

export const requestPaymentSchema = z.strictObject({ collaborationId: z.uuid(), stage: paymentStageSchema });
export type RequestPaymentInput = z.infer<typeof requestPaymentSchema>;

export type RequestPaymentOutcome =
  | { readonly status: 'requested'; readonly paymentId: string }
  | { readonly status: 'not-found' }
  | { readonly status: 'not-planned'; readonly is: PaymentStatus };

/** Asks finance to approve a planned payment (product.md section 12: planned -> requested). */
export async function requestPayment(
  db: Kysely<Database>, input: RequestPaymentInput & { readonly workspaceId: string }, doing: Doing,
): Promise<RequestPaymentOutcome> {
  const { now, actor } = doing;
  const { workspaceId, collaborationId, stage } = input;
  return await inTransaction(db, async (trx) => {
    await lockLedger(trx, workspaceId);
    const payment = (await lockPaymentsOf(trx, workspaceId, [collaborationId])).find((one) => one.stage === stage);
    if (!payment) return { status: 'not-found' };
    if (!canTakePaymentStep(payment.status, 'request')) return { status: 'not-planned', is: payment.status };
    const asked = { requested_by: actor.kind === 'user' ? actor.id : null, requested_by_name: actor.name, requested_at: now };
    await recordPaymentStep(trx, await getWorkspace(trx, workspaceId), payment, { step: 'request', columns: asked }, doing);
    return { status: 'requested', paymentId: payment.id };
  });
}
