import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Runs in the caller's transaction when there is one, else in a new one. */
export async function inTransaction<T>(db: Kysely<Database>, run: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  return isTransaction(db) ? await run(db) : await db.transaction().execute(run);
}

function isTransaction(db: Kysely<Database>): db is Transaction<Database> {
  return db.isTransaction;
}

/** What is done one at a time in a workspace, each in transactions of its own. */
export type WorkspaceLock = 'orders' | 'rollups';

/**
 * Takes a workspace's lock until the transaction ends. Orders and refunds are read, decided on and written under it, so that a
 * refund and its order that arrive together see each other; one lock has no order to get wrong, so it cannot deadlock.
 */
export async function lockWorkspace(trx: Transaction<Database>, workspaceId: string, lock: WorkspaceLock): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`kol:${lock}:${workspaceId}`}, 0))`.execute(trx);
}
