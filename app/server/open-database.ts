import { openDatabase, setDatabase } from '#db/client.server.ts';
import type { DatabaseHandle } from '#db/client.server.ts';
import { startEmbeddedPostgres } from '#db/embedded-postgres.server.ts';
import { migrateToLatest } from '#db/migrate.server.ts';
import { ensureClickPartitions } from '#db/queries/click-partition.server.ts';
import type { Environment } from '#app/lib/env.server.ts';
import { log } from '#app/lib/log.server.ts';
import { SUPERVISED } from './shutdown.ts';

export interface ServerDatabase {
  readonly handle: DatabaseHandle;
  readonly url: string;
  /** Closes the connections, and gives up the embedded server if this process holds it. */
  close(): Promise<void>;
}

/**
 * The database of a process: the server at DATABASE_URL, else the embedded one. Unless a supervisor has done so already, the
 * schema is brought up to date and the partitions for clicks are made; any number of processes may start at once.
 */
export async function openServerDatabase(env: Environment, options: { max?: number; statementTimeoutMs?: number } = {}): Promise<ServerDatabase> {
  const embedded = env.databaseUrl === null ? await startEmbeddedPostgres({ dataDir: env.dataDir, log: (message) => log.info(message) }) : null;
  const url = env.databaseUrl ?? embedded?.url ?? '';
  const onConnectionError = (error: Error) => log.warn({ err: error }, 'an idle database connection broke');
  const handle = openDatabase(url, { ...options, applicationName: `kol-${env.role}`, onConnectionError });
  setDatabase(handle);
  if (process.env[SUPERVISED] !== '1') {
    await migrate(env.databaseDirectUrl ?? url);
    await ensureClickPartitions(handle.db, { now: new Date() });
  }
  return {
    handle,
    url,
    close: async () => {
      await handle.close();
      await embedded?.stop();
    },
  };
}

async function migrate(directUrl: string): Promise<void> {
  const direct = openDatabase(directUrl, { max: 1, applicationName: 'kol-migrate', statementTimeoutMs: 0 });
  try {
    const applied = await migrateToLatest(direct.db);
    if (applied.length > 0) log.info({ applied }, 'migrated');
  } finally {
    await direct.close();
  }
}
