import type { Kysely, Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { listCollaborations } from '#db/queries/collaboration.server.ts';
import type { PaymentRecord } from '#db/queries/payment.server.ts';
import { lockPaymentsOf, UNASKED, upsertPayments } from '#db/queries/payment.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { PaymentStage } from '#app/domain/cost.ts';
import type { PeriodRefusal } from '#app/domain/finance/period-lock.ts';
import { periodLockRefusal } from '#app/domain/finance/period-lock.ts';
import { amountText } from '#app/domain/money.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Books } from './books.server.ts';
import { frozenRate, openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import { lockPeriods } from './lock-periods.server.ts';
import { postMoney } from './post-money.server.ts';

/** A payment that was made, as the bank's record states it. */
export interface MadePayment {
  readonly collaborationId: string;
  readonly stage: PaymentStage;
  readonly amountMinor: number;
  readonly currency: string;
  readonly paidOn: string;
  readonly reference?: string | null;
}

export type PaymentResult =
  | { readonly status: 'created' | 'updated' | 'unchanged' }
  /** The stage is paid already, with another amount, day or reference: paying it twice is impossible. */
  | { readonly status: 'already-paid'; readonly amount: string; readonly currency: string; readonly paidOn: string | null }
  /** It was paid, as the record says, in a month that finance closed. */
  | { readonly status: 'period-closed'; readonly refusal: PeriodRefusal };

export type RefusedPayment = Extract<PaymentResult, { status: 'already-paid' | 'period-closed' }>;

export type RecordPaymentsOutcome =
  | { readonly status: 'recorded'; readonly results: readonly PaymentResult[] }
  | { readonly status: 'refused'; readonly index: number; readonly result: RefusedPayment }
  | { readonly status: 'collaboration-unknown'; readonly index: number };

/** Records payments made outside the portal. A planned stage becomes paid; all or nothing. */
export async function recordPayments(
  db: Kysely<Database>, input: { readonly workspaceId: string; readonly payments: readonly MadePayment[] }, doing: Doing,
): Promise<RecordPaymentsOutcome> {
  return await inTransaction(db, async (trx) => {
    const ids = [...new Set(input.payments.map((payment) => payment.collaborationId))];
    const known = new Set((await listCollaborations(trx, input.workspaceId, ids)).map((row) => row.id));
    const unknown = input.payments.findIndex((payment) => !known.has(payment.collaborationId));
    if (unknown !== -1) return { status: 'collaboration-unknown', index: unknown };
    const books = await openBooks(trx, input.workspaceId, doing.now);
    const { results, write } = await planPayments(trx, books, input.payments, doing);
    const index = results.findIndex(isRefused);
    const refused = results[index];
    if (refused && isRefused(refused)) return { status: 'refused', index, result: refused };
    await write();
    return { status: 'recorded', results };
  });
}

function isRefused(result: PaymentResult): result is RefusedPayment {
  return result.status === 'already-paid' || result.status === 'period-closed';
}

/** A payment that is new or changes, with its place among those given. */
export interface PaymentChange {
  readonly index: number;
  readonly before: PaymentRecord | undefined;
  readonly after: PaymentRecord;
}

/** Decides on payments of collaborations that exist; `write` stores those that are new or change something. */
export async function planPayments(
  trx: Transaction<Database>, books: Books, payments: readonly MadePayment[], doing: Doing,
): Promise<{ results: PaymentResult[]; changes: readonly PaymentChange[]; write: () => Promise<void> }> {
  const { now, actor } = doing;
  const workspaceId = books.workspace.id;
  const closed = await lockPeriods(trx, workspaceId);
  const present = await lockPaymentsOf(trx, workspaceId, [...new Set(payments.map((payment) => payment.collaborationId))]);
  const byStage = new Map(present.map((row) => [`${row.collaboration_id} ${row.stage}`, row]));
  const changes: PaymentChange[] = [];
  const results = payments.map((payment, index): PaymentResult => {
    const place = `${payment.collaborationId} ${payment.stage}`;
    const before = byStage.get(place);
    if (before?.status === 'paid') {
      if (isSame(before, payment)) return { status: 'unchanged' };
      return { status: 'already-paid', amount: amountText(before.amount_minor, before.currency), currency: before.currency, paidOn: before.paid_on };
    }
    const refusal = periodLockRefusal({ day: payment.paidOn, closed });
    if (refusal) return { status: 'period-closed', refusal };
    const after = recordOf(payment, before, books, now);
    byStage.set(place, after);
    changes.push({ index, before, after });
    return { status: before ? 'updated' : 'created' };
  });
  const write = async () => {
    await upsertPayments(trx, changes.map(({ after }) => after));
    await postMoney(trx, books.workspace, { costIds: [], paymentIds: changes.map(({ after }) => after.id) }, doing);
    await insertAuditEntries(
      trx,
      workspaceId,
      changes.map(({ before, after }) => ({
        id: newId(), at: now, actor, action: 'payment.record', subjectKind: 'collaboration', subjectId: after.collaboration_id,
        before: before ? { status: before.status, amount: amountText(before.amount_minor, before.currency), currency: before.currency } : {},
        after: {
          paymentId: after.id, stage: after.stage, status: after.status, amount: amountText(after.amount_minor, after.currency),
          currency: after.currency, paidOn: after.paid_on, reference: after.reference,
        },
      })),
    );
  };
  return { results, changes, write };
}

function isSame(row: PaymentRecord, payment: MadePayment): boolean {
  return (
    row.amount_minor === payment.amountMinor && row.currency === payment.currency && row.paid_on === payment.paidOn &&
    row.reference === (payment.reference ?? '')
  );
}

function recordOf(payment: MadePayment, before: PaymentRecord | undefined, books: Books, now: Date): PaymentRecord {
  return {
    workspace_id: books.workspace.id, id: before?.id ?? newId(), collaboration_id: payment.collaborationId, stage: payment.stage,
    amount_minor: payment.amountMinor, currency: payment.currency, rate: frozenRate(books, payment.currency, payment.paidOn), status: 'paid',
    paid_on: payment.paidOn, reference: payment.reference ?? '', created_at: before?.created_at ?? now, updated_at: now, ...(before ? askedOf(before) : UNASKED),
  };
}

/** Who asked for a payment and approved it, as it was. */
function askedOf({ requested_by, requested_by_name, requested_at, approved_by, approved_by_name, approved_at, paid_by, paid_by_name }: PaymentRecord) {
  return { requested_by, requested_by_name, requested_at, approved_by, approved_by_name, approved_at, paid_by, paid_by_name };
}
