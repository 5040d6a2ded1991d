import type { Kysely } from 'kysely';
import * as z from 'zod';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { lockPayment } from '#db/queries/payment.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { openBooks } from './books.server.ts';
import type { PaymentRefusal } from './check-payment.server.ts';
import { refusalOf } from './check-payment.server.ts';
import type { Doing } from './doing.ts';
import { oncePerKey } from './once-per-key.server.ts';
import { recordPaymentStep } from './record-payment-step.server.ts';

/** Drawn with the form, so that a double click and a second try are one approval. */
export const idempotencyKeySchema = z.string().regex(/^[\x20-\x7e]{8,255}$/, { error: '8 to 255 printable characters' });

export const approvePaymentSchema = z.strictObject({ paymentId: z.uuid(), key: idempotencyKeySchema });
export type ApprovePaymentInput = z.infer<typeof approvePaymentSchema>;

export type ApprovePaymentOutcome =
  | { readonly status: 'approved'; readonly paymentId: string }
  | { readonly status: 'not-found' | 'key-reused' }
  | PaymentRefusal;

/**
 * Finance approves a requested payment, and the ledger says that it is owed (product.md section 12). Refused to whoever requested it, without a password given
 * again a moment ago, while the fuse is tripped, and above what was committed unless three people signed that off.
 * @param input.steppedUpAt of the session (`actor.steppedUpAt`)
 */
export async function approvePayment(
  db: Kysely<Database>, input: ApprovePaymentInput & { readonly workspaceId: string; readonly steppedUpAt: Date | null }, doing: Doing,
): Promise<ApprovePaymentOutcome> {
  const { workspaceId, paymentId, key } = input;
  const { now, actor } = doing;
  return await inTransaction(db, async (trx) => {
    await lockLedger(trx, workspaceId);
    const payment = await lockPayment(trx, workspaceId, paymentId);
    if (!payment) return { status: 'not-found' };
    const books = await openBooks(trx, workspaceId, now);
    const run = async (): Promise<ApprovePaymentOutcome> => {
      const refusal = await refusalOf(trx, books, payment, 'approve', input.steppedUpAt, doing);
      if (refusal) return refusal;
      const approval = { approved_by: actor.id, approved_by_name: actor.name, approved_at: now };
      await recordPaymentStep(trx, books.workspace, payment, { step: 'approve', columns: approval }, doing);
      return { status: 'approved', paymentId };
    };
    const deed = { workspaceId, key, deed: 'payment.approve', input: { paymentId, actorId: actor.id }, now };
    return await oncePerKey(trx, deed, { run, repeated: { status: 'approved', paymentId } });
  });
}
