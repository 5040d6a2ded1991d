import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { openDatabase, setDatabase } from '#db/client.server.ts';
import type { DatabaseHandle } from '#db/client.server.ts';
import type { Database } from '#db/schema.ts';
import { databaseUrl, runAsAdmin } from './database.ts';

/** A database of the test file's own; its parts can be used from the first hook or test on. */
export interface TestDatabase {
  readonly db: Kysely<Database>;
  readonly pool: Pool;
  /** For child processes: pass it as DATABASE_URL. */
  readonly url: string;
}

/**
 * Gives the test file (or `describe` block) a freshly migrated, empty database and removes it afterwards. `database()` answers with it
 * too, so that loaders and actions under test use it. Call it at the top: `const t = useTestDatabase();`, then `t.db` inside tests.
 * `empty` leaves the migrations out.
 */
export function useTestDatabase({ empty = false }: { empty?: boolean } = {}): TestDatabase {
  const serverUrl = inject('testServerUrl');
  const name = `kol_test_${randomBytes(6).toString('hex')}`;
  const url = databaseUrl(serverUrl, name);
  let handle: DatabaseHandle | null = null;
  const opened = (): DatabaseHandle => {
    if (handle === null) throw new Error('the test database exists inside hooks and tests only: read t.db there, not while the file loads');
    return handle;
  };

  beforeAll(async () => {
    // Copying files is several times faster here than writing the template through the log.
    const template = empty ? 'template0' : inject('testTemplate');
    await runAsAdmin(serverUrl, `create database ${name} template ${template} strategy file_copy`);
    handle = openDatabase(url, { applicationName: name });
    setDatabase(handle);
  });
  afterAll(async () => {
    await handle?.close();
    await runAsAdmin(serverUrl, `drop database if exists ${name} with (force)`);
  });

  return {
    get db() {
      return opened().db;
    },
    get pool() {
      return opened().pool;
    },
    url,
  };
}
