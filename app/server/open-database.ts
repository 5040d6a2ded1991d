import { openDatabase, setDatabase } from '#db/client.server.ts';
import type { DatabaseHandle } from '#db/client.server.ts';
import { startEmbeddedPostgres } from '#db/embedded-postgres.server.ts';
import { migrateToLatest } from '#db/migrate.server.ts';
import { ensureClickPartitions } from '#db/queries/click-partition.server.ts';
import { openLedger } from '#app/services/open-ledger.server.ts';
import type { Environment } from '#app/lib/env.server.ts';
import { log } from '#app/lib/log.server.ts';
import { isAwayError } from './database-errors.ts';
import { SUPERVISED } from './shutdown.ts';

export interface ServerDatabase {
  readonly handle: DatabaseHandle;
  readonly url: string;
  /** Whether it could not be reached at the start; only with `mayBeAway`. */
  readonly wasAway: boolean;
  /** Resolves when the schema is up to date and the partitions are made: at once, or when the database is back. */
  readonly prepared: Promise<void>;
  /** Closes the connections, and gives up the embedded server if this process holds it. */
  close(): Promise<void>;
}

interface ServerDatabaseOptions {
  readonly max?: number;
  readonly statementTimeoutMs?: number;
  /** For processes that can do something without it: a server that cannot be reached is waited for in the background. */
  readonly mayBeAway?: boolean;
}

const RETRY_MS = 1_000;

/**
 * The database of a process: the server at DATABASE_URL, else the embedded one. Unless a supervisor has done so already, the
 * schema is brought up to date and the partitions for clicks are made; any number of processes may start at once.
 */
export async function openServerDatabase(env: Environment, { mayBeAway = false, ...options }: ServerDatabaseOptions = {}): Promise<ServerDatabase> {
  const embedded = env.databaseUrl === null ? await startEmbeddedPostgres({ dataDir: env.dataDir, log: (message) => log.info(message) }) : null;
  const url = env.databaseUrl ?? embedded?.url ?? '';
  const onConnectionError = (error: Error) => log.warn({ err: error }, 'an idle database connection broke');
  const handle = openDatabase(url, { ...options, applicationName: `kol-${env.role}`, onConnectionError });
  setDatabase(handle);
  let closing = false;
  let wasAway = false;

  async function prepare(): Promise<void> {
    if (process.env[SUPERVISED] === '1') return;
    await migrate(env.databaseDirectUrl ?? url);
    await ensureClickPartitions(handle.db, { now: new Date() });
    await openLedger(handle.db, { now: new Date() });
  }

  async function prepareWhenBack(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      try {
        return closing ? undefined : await prepare();
      } catch (error) {
        if (!isAwayError(error)) throw error;
      }
    }
  }

  try {
    await prepare();
  } catch (error) {
    if (!mayBeAway || !isAwayError(error)) throw error;
    log.warn({ err: error }, 'the database cannot be reached; it is tried again every second');
    wasAway = true;
  }
  return {
    handle,
    url,
    wasAway,
    prepared: wasAway ? prepareWhenBack() : Promise.resolve(),
    close: async () => {
      closing = true;
      await handle.close();
      await embedded?.stop();
    },
  };
}

async function migrate(directUrl: string): Promise<void> {
  const direct = openDatabase(directUrl, { max: 1, applicationName: 'kol-migrate', statementTimeoutMs: 0 });
  try {
    const applied = await migrateToLatest(direct.db);
    if (applied.length > 0) log.info({ applied: applied.length, last: applied.at(-1) }, 'migrated');
  } finally {
    await direct.close();
  }
}
