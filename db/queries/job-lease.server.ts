import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Runs `work` unless another process is running the same job; null when one is. The lease is an advisory lock of a transaction
 * that stays open meanwhile: it passes through a transaction pooler, ends with the process that held it, and, as the
 * transaction does nothing else, it holds up no vacuum. `work` uses connections of its own.
 */
export async function withJobLease<T>(db: Kysely<Database>, job: string, work: () => Promise<T>): Promise<{ readonly result: T } | null> {
  return await db.transaction().execute(async (transaction) => {
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction);
    const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(hashtext('kol.job'), hashtext(${job})) as taken`.execute(transaction);
    return rows[0]?.taken === true ? { result: await work() } : null;
  });
}
