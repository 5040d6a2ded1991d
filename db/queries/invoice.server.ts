import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import type { CollaborationContractTable, Database, InvoiceTable } from '../schema.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

/** Adds an invoice; false when the collaboration has one of that number that stands. */
export async function insertInvoice(trx: Trx, row: Insertable<InvoiceTable>): Promise<boolean> {
  const inserted = await trx
    .insertInto('invoice')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'collaboration_id', 'number']).where('voided_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function lockInvoice(trx: Trx, workspaceId: string, invoiceId: string): Promise<Selectable<InvoiceTable> | undefined> {
  return await trx.selectFrom('invoice').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', invoiceId).forUpdate().executeTakeFirst();
}

export async function strikeOutInvoice(trx: Trx, workspaceId: string, invoiceId: string, by: { readonly by: string; readonly reason: string; readonly now: Date }): Promise<void> {
  await trx
    .updateTable('invoice')
    .set({ voided_at: by.now, voided_by_name: by.by, void_reason: by.reason })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', invoiceId)
    .execute();
}

export type InvoiceRow = Awaited<ReturnType<typeof listInvoicesOf>>[number];

/** The invoices of a collaboration, latest first, those struck out last. */
export async function listInvoicesOf(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('invoice')
    .select([
      'id', 'number', 'amount_minor as amountMinor', 'currency', 'issued_on as issuedOn', 'received_on as receivedOn', 'file_name as fileName', 'created_by_name as createdByName',
      'voided_at as voidedAt', 'void_reason as voidReason',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy((eb) => eb('voided_at', 'is not', null))
    .orderBy('issued_on', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

export async function lockContract(trx: Trx, workspaceId: string, collaborationId: string): Promise<Selectable<CollaborationContractTable> | undefined> {
  return await trx.selectFrom('collaboration_contract').selectAll().where('workspace_id', '=', workspaceId).where('collaboration_id', '=', collaborationId).forUpdate().executeTakeFirst();
}

export async function findContract(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('collaboration_contract')
    .select(['amount_minor as amountMinor', 'currency', 'signed_on as signedOn', 'file_name as fileName', 'updated_by_name as updatedByName', 'updated_at as updatedAt'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .executeTakeFirst();
}

export async function upsertContract(trx: Trx, row: Insertable<CollaborationContractTable>): Promise<void> {
  await trx
    .insertInto('collaboration_contract')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'collaboration_id']).doUpdateSet((eb) => ({
      amount_minor: eb.ref('excluded.amount_minor'), currency: eb.ref('excluded.currency'), signed_on: eb.ref('excluded.signed_on'), file_name: eb.ref('excluded.file_name'),
      updated_at: eb.ref('excluded.updated_at'), updated_by_name: eb.ref('excluded.updated_by_name'),
    })))
    .execute();
}
