import type { Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database, PaymentTable } from '../schema.ts';

export type PaymentRecord = Selectable<PaymentTable>;

/** Of a payment that nobody has asked for yet. */
export const UNASKED = {
  requested_by: null, requested_by_name: null, requested_at: null, approved_by: null, approved_by_name: null, approved_at: null, paid_by: null, paid_by_name: null,
} as const satisfies Partial<PaymentRecord>;

/** The payments of collaborations that were not voided: one for each stage at most. */
export async function listStandingPayments(db: Kysely<Database>, workspaceId: string, collaborationIds: readonly string[]): Promise<PaymentRecord[]> {
  return collaborationIds.length === 0 ? [] : await standingPayments(db, workspaceId, collaborationIds).execute();
}

/** The same, locked until the transaction ends. */
export async function lockPaymentsOf(trx: Transaction<Database>, workspaceId: string, collaborationIds: readonly string[]): Promise<PaymentRecord[]> {
  return collaborationIds.length === 0 ? [] : await standingPayments(trx, workspaceId, collaborationIds).forUpdate().execute();
}

function standingPayments(db: Kysely<Database>, workspaceId: string, collaborationIds: readonly string[]) {
  return db
    .selectFrom('payment')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', sql<string>`any(${[...collaborationIds]}::uuid[])`)
    .where('status', '<>', 'voided')
    .orderBy('id');
}

export async function findPayment(db: Kysely<Database>, workspaceId: string, paymentId: string): Promise<PaymentRecord | undefined> {
  return await onePayment(db, workspaceId, paymentId).executeTakeFirst();
}

/** The same, locked until the transaction ends. */
export async function lockPayment(trx: Transaction<Database>, workspaceId: string, paymentId: string): Promise<PaymentRecord | undefined> {
  return await onePayment(trx, workspaceId, paymentId).forUpdate().executeTakeFirst();
}

function onePayment(db: Kysely<Database>, workspaceId: string, paymentId: string) {
  return db.selectFrom('payment').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', paymentId);
}

/** Stores whole payments: new ones are inserted, known ones (by id) take everything but their collaboration, stage and creation. */
export async function upsertPayments(trx: Transaction<Database>, rows: readonly PaymentRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('payment')
    .values(rows.map((row) => ({ ...row })))
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'id']).doUpdateSet((eb) => ({
        amount_minor: eb.ref('excluded.amount_minor'), currency: eb.ref('excluded.currency'), rate: eb.ref('excluded.rate'),
        status: eb.ref('excluded.status'), paid_on: eb.ref('excluded.paid_on'), reference: eb.ref('excluded.reference'),
        updated_at: eb.ref('excluded.updated_at'), requested_by: eb.ref('excluded.requested_by'), requested_by_name: eb.ref('excluded.requested_by_name'),
        requested_at: eb.ref('excluded.requested_at'), approved_by: eb.ref('excluded.approved_by'), approved_by_name: eb.ref('excluded.approved_by_name'),
        approved_at: eb.ref('excluded.approved_at'), paid_by: eb.ref('excluded.paid_by'), paid_by_name: eb.ref('excluded.paid_by_name'),
      })),
    )
    .execute();
}
