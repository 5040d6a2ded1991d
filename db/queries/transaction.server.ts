import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

/** Runs in the caller's transaction when there is one, else in a new one. */
export async function inTransaction<T>(db: Kysely<Database>, run: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  return isTransaction(db) ? await run(db) : await db.transaction().execute(run);
}

export function isTransaction(db: Kysely<Database>): db is Transaction<Database> {
  return db.isTransaction;
}

/** What is done one at a time in a workspace, each in transactions of its own. */
export type WorkspaceLock = 'orders' | 'rollups' | 'ledger';

/**
 * Takes a workspace's lock until the transaction ends. Orders and refunds are read, decided on and written under it, so that a
 * refund and its order that arrive together see each other; one lock has no order to get wrong, so it cannot deadlock.
 */
export async function lockWorkspace(trx: Transaction<Database>, workspaceId: string, lock: WorkspaceLock): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`kol:${lock}:${workspaceId}`}, 0))`.execute(trx);
}

/** SQLSTATE of a lock that was not free in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Takes a workspace's lock as `lockWorkspace` does, but waits `waitMs` at most, as does every later lock of the transaction. In one statement, because it stands
 * before each batch of webhooks. @throws an error of which `isLockTimeout` is true; the transaction is over then
 */
export async function lockWorkspaceWithin(trx: Transaction<Database>, workspaceId: string, lock: WorkspaceLock, waitMs: number): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`kol:${lock}:${workspaceId}`}, 0))
    from set_config('lock_timeout', ${String(waitMs)}, true) as setting`.execute(trx);
}

/** Whether an error says that a lock was not free in time. */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;
}
