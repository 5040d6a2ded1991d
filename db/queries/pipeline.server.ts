import type { Kysely, Transaction } from 'kysely';
import { findPipelinePool, Line, transactionOn } from '../pipeline.server.ts';
import type { Database } from '../schema.ts';
import { isTransaction } from './transaction.server.ts';

/** Transactions under way, each with its connection. */
const lines = new WeakMap<object, Line>();

/**
 * Runs in a transaction whose statements are sent without waiting for the answers to those before (`inOrder`): for batches of a few hundred rows the
 * way to and from the server costs more than its work. Otherwise it is a transaction as any, but for COPY, which it cannot do. In the caller's
 * transaction when there is one, and in a plain one where the database was not opened by `openDatabase`.
 */
export async function inPipelinedTransaction<T>(db: Kysely<Database>, run: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  if (isTransaction(db)) return await run(db);
  const pool = findPipelinePool(db);
  if (pool === null) return await db.transaction().execute(run);
  const client = await pool.connect();
  const line = new Line(client);
  const trx = transactionOn(line);
  lines.set(trx, line);
  let isBroken = false;
  try {
    void line.send('begin');
    const result = await run(trx);
    await line.commit();
    return result;
  } catch (error) {
    isBroken = await line.rollback().then(() => false, () => true);
    isBroken ||= hasStalePlan(line.failure);
    throw line.failure ?? error;
  } finally {
    lines.delete(trx);
    client.release(isBroken);
  }
}

/** Whether statements of a transaction go out without waiting for each other. */
export function isPipelined(db: Kysely<Database>): boolean {
  return lines.has(db);
}

/**
 * Runs steps in their order and returns what they came to. In a pipelined transaction each sends its first statement before the one before it is answered,
 * so no step may need another's outcome; elsewhere one follows the other. When it throws, nothing that it began is still at work.
 */
export async function inOrder<const Steps extends readonly (() => Promise<unknown>)[]>(
  db: Kysely<Database>, steps: Steps,
): Promise<{ -readonly [Place in keyof Steps]: Awaited<ReturnType<Steps[Place]>> }> {
  const results: unknown[] = [];
  if (isPipelined(db)) {
    const ended = await Promise.allSettled(steps.map((step) => step()));
    for (const one of ended) {
      if (one.status === 'rejected') throw one.reason;
      results.push(one.value);
    }
  } else {
    for (const step of steps) results.push(await step());
  }
  return results as { -readonly [Place in keyof Steps]: Awaited<ReturnType<Steps[Place]>> }; // one for each step, which `map` cannot say of a tuple
}

/**
 * Leaves the last statements of a transaction to its end: in a pipelined one the commit follows them at once, and its caller learns of both together;
 * elsewhere they are waited for here. `work` must have sent all of its statements and send no other.
 */
export async function leaveToCommit(db: Kysely<Database>, work: Promise<unknown>): Promise<void> {
  const line = lines.get(db);
  if (line === undefined) await work;
  else line.leave(work);
}

/** A migration meanwhile changed what a prepared statement returns, or a pooler lost it: a new connection prepares it anew. */
function hasStalePlan(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '0A000' || error.code === '26000');
}
