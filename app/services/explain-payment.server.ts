import type { Kysely } from 'kysely';
import { findPayment } from '#db/queries/payment.server.ts';
import { findOpenSignOff } from '#db/queries/sign-off.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { openBooks } from './books.server.ts';
import type { PaymentRefusal } from './check-payment.server.ts';
import { refusalOf } from './check-payment.server.ts';
import type { Doing } from './doing.ts';

export interface PaymentOutlook {
  /** What stands against each step for this person, apart from the password, which the form asks for; null when nothing does. */
  readonly approve: PaymentRefusal | null;
  readonly pay: PaymentRefusal | null;
  /** Open requests that would take an obstacle away, so that nobody asks twice. */
  readonly openSignOff: { readonly overCommitment: string | null; readonly fuseReset: string | null };
}

/** Says before anybody tries what would be refused, by the very check that would refuse it. Locks nothing: a page that is looked at holds nobody up. */
export async function explainPayment(db: Kysely<Database>, { workspaceId, paymentId }: { readonly workspaceId: string; readonly paymentId: string }, doing: Doing): Promise<PaymentOutlook | null> {
  return await inTransaction(db, async (trx) => {
    const payment = await findPayment(trx, workspaceId, paymentId);
    if (!payment) return null;
    const books = await openBooks(trx, workspaceId, doing.now);
    return {
      approve: await refusalOf(trx, books, payment, 'approve', doing.now, doing), pay: await refusalOf(trx, books, payment, 'pay', doing.now, doing),
      openSignOff: {
        overCommitment: (await findOpenSignOff(trx, workspaceId, 'over_commitment', paymentId))?.id ?? null,
        fuseReset: (await findOpenSignOff(trx, workspaceId, 'fuse_reset', payment.collaboration_id))?.id ?? null,
      },
    };
  });
}
