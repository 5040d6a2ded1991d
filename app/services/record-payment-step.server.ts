import type { Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import type { PaymentRecord } from '#db/queries/payment.server.ts';
import { upsertPayments } from '#db/queries/payment.server.ts';
import type { Database } from '#db/schema.ts';
import type { PaymentStep } from '#app/domain/finance/payment-state.ts';
import { PAYMENT_STEPS } from '#app/domain/finance/payment-state.ts';
import type { JsonObject } from '#app/domain/json.ts';
import { amountText } from '#app/domain/money.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import { postMoney } from './post-money.server.ts';

export interface TakenStep {
  readonly step: Exclude<PaymentStep, 'replan'>;
  /** What the step fills in or empties beside the state. */
  readonly columns: Partial<PaymentRecord>;
  /** What the audit log tells of it beside state and amount. */
  readonly details?: JsonObject;
  readonly reason?: string;
}

/** Takes a payment that is locked and may take the step to its next state: the row, the ledger and the audit log, together. */
export async function recordPaymentStep(
  trx: Transaction<Database>, workspace: { readonly id: string; readonly currency: string }, payment: PaymentRecord,
  { step, columns, details = {}, reason }: TakenStep, doing: Doing,
): Promise<void> {
  const { now, actor } = doing;
  const status = PAYMENT_STEPS[step].to;
  await upsertPayments(trx, [{ ...payment, ...columns, status, updated_at: now }]);
  await postMoney(trx, workspace, { costIds: [], paymentIds: [payment.id], ...(reason === undefined ? {} : { reason }) }, doing);
  await insertAuditEntries(trx, workspace.id, [
    {
      id: newId(), at: now, actor, action: `payment.${step}`, subjectKind: 'collaboration', subjectId: payment.collaboration_id, before: { status: payment.status },
      after: { paymentId: payment.id, stage: payment.stage, status, amount: amountText(payment.amount_minor, payment.currency), currency: payment.currency, ...details },
      ...(reason === undefined ? {} : { reason }),
    },
  ]);
}
