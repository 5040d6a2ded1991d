import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { listCollaborations } from '#db/queries/collaboration.server.ts';
import { insertInvoice, lockInvoice, strikeOutInvoice } from '#db/queries/invoice.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { PeriodRefusal } from '#app/domain/finance/period-lock.ts';
import { periodLockRefusal } from '#app/domain/finance/period-lock.ts';
import { amountText, isCurrencyCode } from '#app/domain/money.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import { frozenRate, openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import { lockPeriods } from './lock-periods.server.ts';

const day = z.string().refine(isCalendarDay, { error: 'a day such as 2026-07-02' });

export const recordInvoiceSchema = z.strictObject({
  collaborationId: z.uuid(),
  number: z.string().trim().min(1).max(100),
  amountMinor: z.int().min(1),
  currency: z.string().refine(isCurrencyCode, { error: 'an ISO 4217 code such as CNY' }),
  issuedOn: day,
  receivedOn: day,
  fileName: z.string().trim().min(1).max(200).nullable(),
});
export type RecordInvoiceInput = z.infer<typeof recordInvoiceSchema>;

export type RecordInvoiceOutcome =
  | { readonly status: 'recorded'; readonly invoiceId: string }
  /** The collaboration has an invoice of that number; one that is struck out does not count. */
  | { readonly status: 'number-taken' }
  | { readonly status: 'collaboration-unknown' | 'received-before-issued' }
  /** It came, as the form says, in a month that finance closed. One that was issued in such a month and comes later is a fact, and taken. */
  | { readonly status: 'period-closed'; readonly refusal: PeriodRefusal };

/** Records a bill that a KOL sent, with its rate frozen at the day of its issue. It pays nothing by itself: it is compared with what is agreed and paid. */
export async function recordInvoice(db: Kysely<Database>, input: RecordInvoiceInput & { readonly workspaceId: string }, { now, actor }: Doing): Promise<RecordInvoiceOutcome> {
  const { workspaceId, collaborationId, amountMinor, currency } = input;
  if (input.receivedOn < input.issuedOn) return { status: 'received-before-issued' };
  return await inTransaction(db, async (trx) => {
    if ((await listCollaborations(trx, workspaceId, [collaborationId])).length === 0) return { status: 'collaboration-unknown' };
    const refusal = periodLockRefusal({ day: input.receivedOn, closed: await lockPeriods(trx, workspaceId) });
    if (refusal) return { status: 'period-closed', refusal };
    const books = await openBooks(trx, workspaceId, now);
    const invoiceId = newId();
    const isNew = await insertInvoice(trx, {
      workspace_id: workspaceId, id: invoiceId, collaboration_id: collaborationId, number: input.number, amount_minor: amountMinor, currency,
      rate: frozenRate(books, currency, input.issuedOn), issued_on: input.issuedOn, received_on: input.receivedOn, file_name: input.fileName, created_at: now,
      created_by_name: actor.name, voided_at: null, voided_by_name: null, void_reason: null,
    });
    if (!isNew) return { status: 'number-taken' };
    await insertAuditEntries(trx, workspaceId, [
      {
        id: newId(), at: now, actor, action: 'invoice.record', subjectKind: 'collaboration', subjectId: collaborationId,
        after: { invoiceId, number: input.number, amount: amountText(amountMinor, currency), currency, issuedOn: input.issuedOn, receivedOn: input.receivedOn },
      },
    ]);
    return { status: 'recorded', invoiceId };
  });
}

export const voidInvoiceSchema = z.strictObject({ invoiceId: z.uuid(), reason: z.string().trim().min(1).max(500) });

export type VoidInvoiceOutcome = { readonly status: 'voided' | 'not-found' | 'already-voided' };

/** Strikes an invoice out, with a reason; it stays to be read, and its number may be recorded again. */
export async function voidInvoice(
  db: Kysely<Database>, input: z.infer<typeof voidInvoiceSchema> & { readonly workspaceId: string }, { now, actor }: Doing,
): Promise<VoidInvoiceOutcome> {
  const { workspaceId, invoiceId, reason } = input;
  return await inTransaction(db, async (trx) => {
    const invoice = await lockInvoice(trx, workspaceId, invoiceId);
    if (!invoice) return { status: 'not-found' };
    if (invoice.voided_at !== null) return { status: 'already-voided' };
    await strikeOutInvoice(trx, workspaceId, invoiceId, { by: actor.name, reason, now });
    await insertAuditEntries(trx, workspaceId, [
      {
        id: newId(), at: now, actor, action: 'invoice.void', subjectKind: 'collaboration', subjectId: invoice.collaboration_id,
        before: { invoiceId, number: invoice.number, amount: amountText(invoice.amount_minor, invoice.currency), currency: invoice.currency }, reason,
      },
    ]);
    return { status: 'voided' };
  });
}
