import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.server.ts';
import { migrateToLatest, pendingMigrations } from '#db/migrate.server.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const first = { '0001-first': { up: async () => undefined } };

describe('the schema of a test database', () => {
  const t = useTestDatabase();

  it('is complete, and migrating it again changes nothing', async () => {
    expect(await pendingMigrations(t.db)).toEqual([]);
    expect(await migrateToLatest(t.db)).toEqual([]);
  });
});

describe('a migration that fails', () => {
  const t = useTestDatabase({ empty: true });

  it('is named, and leaves the schema as it was', async () => {
    const makesTable = { up: async (db: typeof t.db) => void (await sql`create table half_done (id int)`.execute(db)) };
    const fails = { up: async (db: typeof t.db) => void (await sql`select no_such_column`.execute(db)) };
    const migrations = { ...first, '0002-makes-table': makesTable, '0003-fails': fails };
    await expect(migrateToLatest(t.db, migrations)).rejects.toThrow(/migration 0003-fails failed: .*no_such_column/);
    expect(await pendingMigrations(t.db, migrations)).toEqual(['0001-first', '0002-makes-table', '0003-fails']);
    expect((await t.pool.query(`select to_regclass('half_done') as name`)).rows).toEqual([{ name: null }]);
  });
});

describe('two processes that migrate at once', () => {
  const t = useTestDatabase({ empty: true });

  it('apply each migration once', async () => {
    const handles = [openDatabase(t.url), openDatabase(t.url)];
    const applied = await Promise.all(handles.map((handle) => migrateToLatest(handle.db, first)));
    expect(applied.flat()).toEqual(['0001-first']);
    await Promise.all(handles.map((handle) => handle.close()));
  });
});

describe('a program older than the schema', () => {
  const t = useTestDatabase({ empty: true });

  it('leaves it alone and starts, so that old and new versions can run side by side', async () => {
    await migrateToLatest(t.db, { ...first, '0002-newer': { up: async () => undefined } });
    expect(await pendingMigrations(t.db, first)).toEqual([]);
    expect(await migrateToLatest(t.db, first)).toEqual([]);
  });
});
