import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { PoolClient } from 'pg';

/** Connections of this process by the id of their backend. Ids of two servers may be equal, so each holds a list. */
const clients = new Map<number, Set<PoolClient>>();

/** A transaction keeps its connection to its end, so it is asked for once. */
const clientOfTransaction = new WeakMap<object, PoolClient>();

/** Notes a connection that a pool has opened, until it ends. */
export function rememberClient(client: PoolClient): void {
  const id = backendId(client);
  if (id === null) return;
  const known = clients.get(id) ?? new Set();
  clients.set(id, known.add(client));
  client.on('end', () => {
    known.delete(client);
    if (known.size === 0) clients.delete(id);
  });
}

/**
 * The driver's connection on which a transaction runs, for COPY, which the query builder cannot express; null when it cannot be told, as behind
 * a pooler that hides backends. A secret set inside the transaction proves that it is the one.
 */
export async function rawClientOf<DB>(trx: Transaction<DB>): Promise<PoolClient | null> {
  const known = clientOfTransaction.get(trx);
  if (known) return known;
  const secret = randomUUID();
  const { rows } = await sql<{ id: number }>`select pg_backend_pid() as id, set_config('kol.raw_client', ${secret}, true)`.execute(trx);
  for (const client of clients.get(rows[0]?.id ?? 0) ?? []) {
    const found = await client.query<{ secret: string | null }>(`select current_setting('kol.raw_client', true) as secret`);
    if (found.rows[0]?.secret === secret) {
      clientOfTransaction.set(trx, client);
      return client;
    }
  }
  return null;
}

function backendId(client: PoolClient): number | null {
  return 'processID' in client && typeof client.processID === 'number' ? client.processID : null;
}
